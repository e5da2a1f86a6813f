import { hasRsv1, isFinal } from '../codec/websocket/layout.ts';
import { startsMessage } from '../codec/websocket/message.ts';
import type { FrameIndex } from '../codec/websocket/scan.ts';
import type { Breath } from '../trace/breath.ts';
import type { RowPlace } from '../trace/order.ts';
import { readRow, type Row } from '../trace/row.ts';
import type { Side } from '../trace/side.ts';
import type { Held } from './conversations.ts';

/** So many messages are inflated on the way to one that a list shows: some 100 ms, in steps. */
const NEAR = 4096;
/** A message of more fragments, or of more compressed bytes, is not inflated for a line of a list. */
const FEW = 32;
const SHORT = 4096;

/** Rows as lines of a list. What a compressed message says is shown where little has to be inflated for it. */
export async function readLines(
  { conversation, messages, approach }: Held,
  rows: Iterable<number>,
  pause: Breath,
): Promise<Row[]> {
  const lines: Row[] = [];
  for (const row of rows) {
    const place = conversation.order.place(row);
    const shown =
      isInflatable(conversation.sides[place.direction], place) &&
      (await approach(place, pause, NEAR));
    const message = shown ? messages[place.direction].read(place.unit) : null;
    lines.push(readRow(conversation, row, message?.fault === null ? message : null));
    await pause();
  }
  return lines;
}

const isInflatable = ({ deflate, frames }: Side, { kind, unit }: RowPlace): boolean =>
  kind === 'frame' &&
  deflate !== null &&
  startsMessage(frames, unit) &&
  hasRsv1(frames.head[unit]! >> 8) &&
  isShort(frames, unit);

/** Whether the message that begins at a frame is whole within a few frames, and short. */
function isShort({ head, message, payloadLength, length }: FrameIndex, first: number): boolean {
  let wire = 0;
  for (let at = first; at < Math.min(first + FEW, length); at++) {
    if (message[at] !== message[first]) continue;
    wire += payloadLength[at]!;
    if (wire > SHORT) return false;
    if (isFinal(head[at]! >> 8)) return true;
  }
  return false;
}
