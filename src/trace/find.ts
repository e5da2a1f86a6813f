import type { MessageReader } from '../codec/websocket/message-reader.ts';
import type { Conversation } from './conversation.ts';
import { findFrames } from './find-frames.ts';
import { createMarks, HAS_BYTES, HAS_TEXT, IS_CANDIDATE } from './find-marks.ts';
import { findOthers } from './find-others.ts';
import { planOf } from './find-plan.ts';
import type { Query } from './query.ts';
import { DIRECTIONS, type Direction } from './trace.ts';

/** How far a search has come, in rows. */
export interface Searched {
  readonly looked: number;
  readonly found: number;
}

/** The numbers of all rows that match, in order. Pauses every few milliseconds; a caller without patience drains it. */
export function* findRows(
  conversation: Conversation,
  readers: Readonly<Record<Direction, MessageReader>>,
  query: Query,
): Generator<Searched, Uint32Array<ArrayBuffer>> {
  const plan = planOf(query);
  const whole =
    IS_CANDIDATE | (plan.text === null ? 0 : HAS_TEXT) | (plan.bytes === null ? 0 : HAS_BYTES);
  const marks = createMarks(conversation.order.length, whole);
  const ways = DIRECTIONS.filter((way) => query.direction === undefined || query.direction === way);
  let looked = 0;
  for (const step of [
    findOthers(conversation, plan, marks),
    ...ways.map((way) => findFrames(conversation, way, plan, readers[way], marks)),
  ]) {
    for (const rows of step) {
      looked += rows;
      yield { looked, found: marks.found };
    }
  }
  return marks.rows();
}
