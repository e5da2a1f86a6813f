import { payloadStart, presentLength } from '../codec/websocket/message.ts';
import type { Conversation } from './conversation.ts';
import { otherRows } from './other-rows.ts';
import { extentOf } from './row.ts';
import { DIRECTIONS, type Direction } from './trace.ts';

/** A row to go to: of a frame, by its number over both directions; of a byte of a direction; of a time in seconds. */
export type RowTarget =
  | { readonly frame: number }
  | { readonly direction: Direction; readonly offset: number }
  | { readonly time: number };

/** The row to go to, or -1 where there is none. For a time it is the first row at that time or after it. */
export function rowOf(conversation: Conversation, target: RowTarget): number {
  if ('frame' in target) return rowOfFrame(conversation, target.frame);
  if ('time' in target) return rowOfTime(conversation, target.time);
  return rowOfByte(conversation, target.direction, target.offset);
}

/** The first number of `[0, length)` for which `reached` holds, by binary search; `length` where there is none. */
function firstOf(length: number, reached: (at: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function rowOfFrame({ sides, order }: Conversation, number: number): number {
  for (const direction of DIRECTIONS) {
    const { length } = sides[direction].frames;
    const frame = firstOf(length, (at) => order.frameNumber(direction, at) >= number);
    if (frame < length && order.frameNumber(direction, frame) === number) {
      return order.rowOfFrame(direction, frame);
    }
  }
  return -1;
}

function rowOfTime({ order }: Conversation, time: number): number {
  const row = firstOf(order.length, (at) => (order.place(at).time ?? -Infinity) >= time);
  return row < order.length ? row : -1;
}

/** Where an event and what carried it both hold a byte, the row of what carried it. */
function rowOfByte(conversation: Conversation, direction: Direction, offset: number): number {
  const { sides, order } = conversation;
  const { bytes, frames } = sides[direction];
  const frame = firstOf(frames.length, (at) => frames.at[at]! > offset) - 1;
  if (frame >= 0 && offset < payloadStart(frames, frame) + presentLength(bytes, frames, frame)) {
    return order.rowOfFrame(direction, frame);
  }
  const found = otherRows(conversation).find((row) => {
    const place = order.place(row);
    if (place.direction !== direction || place.kind === 'event' || place.at > offset) return false;
    return offset < place.at + extentOf(sides[direction], place).size;
  });
  return found ?? -1;
}
