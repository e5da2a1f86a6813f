import type { MessageReader } from '../codec/websocket/message-reader.ts';
import type { Breath } from '../trace/breath.ts';
import type { Conversation } from '../trace/conversation.ts';
import type { RowPlace } from '../trace/order.ts';
import { perDirection, type Direction } from '../trace/trace.ts';

/**
 * Comes near to the message of a frame, so that reading it inflates little of what is before it; false, without
 * having moved, where more than `most` messages lie before it that were not read yet.
 */
export type Approach = (place: RowPlace, breath: Breath, most?: number) => Promise<boolean>;

/** Messages inflated between two breaths: some milliseconds. */
const STRIDE = 256;

/** With context takeover a message needs all before it, RFC 7692 §7.2.1; the reader keeps points to go on from. */
export function createApproach(
  { sides, order }: Conversation,
  readers: Readonly<Record<Direction, MessageReader>>,
): Approach {
  const reached = perDirection(() => 0);
  return async ({ kind, direction, unit }, breath, most = Infinity) => {
    const { deflate, frames } = sides[direction];
    if (kind !== 'frame' || deflate === null || deflate.noContextTakeover) return true;
    const message = Math.min(frames.message[unit]!, frames.length);
    if (message - reached[direction] > most) return false;
    while (reached[direction] + STRIDE < message) {
      reached[direction] += STRIDE;
      readers[direction].read(order.firstFrame(direction, reached[direction]));
      await breath();
    }
    return true;
  };
}
