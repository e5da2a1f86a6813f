import { base64 } from './base64.ts';
import type { Format } from './format.ts';
import { hex } from './hex.ts';
import { hexdump } from './hexdump.ts';
import { xxd } from './xxd.ts';

/** In the order in which they are tried: of formats that fit equally well, the first is taken. */
export const FORMATS: readonly Format[] = [xxd, hexdump, hex, base64];
