import { payloadStart, presentLength } from '../codec/websocket/message.ts';
import type { Conversation } from './conversation.ts';
import type { RowPlace } from './order.ts';
import { otherRows } from './other-rows.ts';
import { countProblems } from './problems.ts';
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

const WARNING = 1;
const ERROR = 2;

/** Draws the rows of a conversation into so many buckets, or into as many as there are rows. */
export function mapConversation(
  conversation: Conversation,
  problems: Uint32Array,
  buckets: number,
): ConversationMap {
  const { sides, order } = conversation;
  const count = Math.min(Math.max(Math.floor(buckets), 1), order.length);
  const rows = count === 0 ? 1 : order.length / count;
  const bucketOf = (row: number) => Math.min(Math.floor(row / rows), count - 1);
  const up = new Uint32Array(count);
  const down = new Uint32Array(count);
  const worst = new Uint8Array(count);

  const add = (direction: Direction, row: number, size: number) => {
    const bytes = direction === 'client-to-server' ? up : down;
    bytes[bucketOf(row)]! += size;
  };
  for (const direction of DIRECTIONS) {
    const { bytes, frames } = sides[direction];
    for (let frame = 0; frame < frames.length; frame++) {
      const end = payloadStart(frames, frame) + presentLength(bytes, frames, frame);
      add(direction, order.rowOfFrame(direction, frame), end - frames.at[frame]!);
    }
  }
  for (const row of otherRows(conversation)) {
    const place = order.place(row);
    if (hasBytes(place)) add(place.direction, row, extentOf(sides[place.direction], place).size);
  }
  for (const row of problems) {
    const { errors } = countProblems(conversation, order.place(row));
    const bucket = bucketOf(row);
    worst[bucket] = Math.max(worst[bucket]!, errors > 0 ? ERROR : WARNING);
  }
  return { rows, up, down, worst };
}

/** The bytes of an event are those of the rows that carried it; of a gap there are none. */
const hasBytes = ({ kind }: RowPlace): boolean => kind !== 'event' && kind !== 'gap';
