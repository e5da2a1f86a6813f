import type { MessageReader } from '../codec/websocket/message-reader.ts';
import type { Breath } from '../trace/breath.ts';
import type { Conversation } from '../trace/conversation.ts';
import type { RowPlace } from '../trace/order.ts';
import { perDirection, type Direction } from '../trace/trace.ts';

/** Comes near to the message of a frame, so that reading it inflates little of what is before it. */
export type Approach = (place: RowPlace, breath: Breath) => Promise<void>;

/** Messages inflated between two breaths: some milliseconds. */
const STRIDE = 256;

/** With context takeover a message needs all before it, RFC 7692 §7.2.1; the reader keeps points to go on from. */
export function createApproach(
  { sides, order }: Conversation,
  readers: Readonly<Record<Direction, MessageReader>>,
): Approach {
  const reached = perDirection(() => 0);
  return async ({ kind, direction, unit }, breath) => {
    const { deflate, frames } = sides[direction];
    if (kind !== 'frame' || deflate === null || deflate.noContextTakeover) return;
    const message = frames.message[unit]!;
    while (reached[direction] + STRIDE < Math.min(message, frames.length)) {
      reached[direction] += STRIDE;
      readers[direction].read(order.firstFrame(direction, reached[direction]));
      await breath();
    }
  };
}
