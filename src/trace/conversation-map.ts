import { payloadStart, presentLength } from '../codec/websocket/message.ts';
import type { Conversation } from './conversation.ts';
import type { RowPlace } from './order.ts';
import { otherRows } from './other-rows.ts';
import { countProblems, worstOf, worstOfFrame } from './problems.ts';
import { extentOf } from './row.ts';
import { DIRECTIONS, type Direction } from './trace.ts';

/** A whole conversation at a glance: equal runs of rows, called buckets, in order. */
export interface ConversationMap {
  /** Rows in a bucket, maybe a fraction: row `r` is in bucket `floor(r / rows)`. */
  readonly rows: number;
  /** Bytes from the client to the server, by bucket. */
  readonly up: Uint32Array<ArrayBuffer>;
  readonly down: Uint32Array<ArrayBuffer>;
  /** The worst in a bucket: 0 nothing, 1 a warning, 2 an error. */
  readonly worst: Uint8Array<ArrayBuffer>;
}

/** Frames drawn between two pauses: a few milliseconds. */
const STEP = 1 << 17;

/** Draws the rows of a conversation into so many buckets, or into as many as there are rows; pauses now and then. */
export function* mapConversation(
  conversation: Conversation,
  buckets: number,
): Generator<void, ConversationMap> {
  const { sides, order } = conversation;
  const count = Math.min(Math.max(Math.floor(buckets), 1), order.length);
  const rows = count === 0 ? 1 : order.length / count;
  const up = new Uint32Array(count);
  const down = new Uint32Array(count);
  const worst = new Uint8Array(count);

  function add(direction: Direction, row: number, size: number, severity: number): void {
    const bucket = Math.min(Math.floor(row / rows), count - 1);
    const bytes = direction === 'client-to-server' ? up : down;
    bytes[bucket]! += size;
    if (severity > worst[bucket]!) worst[bucket] = severity;
  }

  for (const direction of DIRECTIONS) {
    const { bytes, frames } = sides[direction];
    for (let frame = 0; frame < frames.length; frame++) {
      const end = payloadStart(frames, frame) + presentLength(bytes, frames, frame);
      const row = order.rowOfFrame(direction, frame);
      add(direction, row, end - frames.at[frame]!, worstOfFrame(sides[direction], frame));
      if (frame % STEP === STEP - 1) yield;
    }
  }
  for (const row of otherRows(conversation)) {
    const place = order.place(row);
    const size = hasBytes(place) ? extentOf(sides[place.direction], place).size : 0;
    add(place.direction, row, size, worstOf(countProblems(conversation, place)));
  }
  return { rows, up, down, worst };
}

/** The bytes of an event are those of the rows that carried it; of a gap there are none. */
const hasBytes = ({ kind }: RowPlace): boolean => kind !== 'event' && kind !== 'gap';
