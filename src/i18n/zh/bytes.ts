import type { bytes as en } from '../en/bytes.ts';
import type { Shape } from '../shape.ts';

export const bytes: Shape<typeof en> = {};
