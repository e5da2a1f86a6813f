import type { Conversation } from './conversation.ts';
import { DIRECTIONS } from './trace.ts';

/** The rows that are no frames, in order: few, where there are many rows. */
export function otherRows({ sides, order }: Conversation): Uint32Array {
  const frames = DIRECTIONS.reduce((sum, direction) => sum + sides[direction].frames.length, 0);
  const others = new Uint32Array(order.length - frames);
  if (others.length === 0) return others;
  const isFrame = new Uint8Array(order.length);
  for (const direction of DIRECTIONS) {
    const { length } = sides[direction].frames;
    for (let frame = 0; frame < length; frame++) isFrame[order.rowOfFrame(direction, frame)] = 1;
  }
  let found = 0;
  for (let row = isFrame.indexOf(0); row >= 0; row = isFrame.indexOf(0, row + 1)) {
    others[found++] = row;
  }
  return others;
}
