import { bytes } from './bytes.ts';
import { capture } from './capture.ts';
import { decode } from './decode.ts';
import { input } from './input.ts';
import { site } from './site.ts';

export const en = { site, bytes, capture, decode, input };
