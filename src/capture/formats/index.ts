import { base64 } from './base64.ts';
import { curlTrace } from './curl-trace.ts';
import { dataUrl } from './data-url.ts';
import type { Format } from './format.ts';
import { hex } from './hex.ts';
import { hexdump } from './hexdump.ts';
import { literal } from './literal.ts';
import { od } from './od.ts';
import { pem } from './pem.ts';
import { tcpdump } from './tcpdump.ts';
import { urlEncoded } from './url-encoded.ts';
import { xxd } from './xxd.ts';

/** In the order in which they are tried: of formats that fit equally well, the first is taken. */
export const FORMATS: readonly Format[] = [
  pem,
  dataUrl,
  curlTrace,
  tcpdump,
  xxd,
  od,
  hexdump,
  literal,
  urlEncoded,
  hex,
  base64,
];
