import type { site as en } from '../en/site.ts';
import type { Shape } from '../shape.ts';

export const site: Shape<typeof en> = { name: 'wire101' };
