import type { decode as en } from '../en/decode.ts';
import type { Shape } from '../shape.ts';

export const decode: Shape<typeof en> = {};
