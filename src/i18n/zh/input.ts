import type { input as en } from '../en/input.ts';
import type { Shape } from '../shape.ts';

export const input: Shape<typeof en> = {};
