import type { Conversation } from './conversation.ts';
import { DIRECTIONS } from './trace.ts';

/** The rows that are no frames, in order: few, where there are many rows. */
export function otherRows({ sides, order }: Conversation): Uint32Array {
  const frames = DIRECTIONS.reduce((sum, direction) => sum + sides[direction].frames.length, 0);
  const others = new Uint32Array(order.length - frames);
  let found = 0;
  for (let row = 0; found < others.length; row++) {
    if (order.kindOf(row) !== 'frame') others[found++] = row;
  }
  return others;
}
