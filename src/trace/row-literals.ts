import { isFinal, isMasked, opcodeName, opcodeOf } from '../codec/websocket/layout.ts';
import type { Conversation } from './conversation.ts';
import type { Passage } from './literals.ts';
import type { RowPlace } from './order.ts';
import { bytesOfRow } from './row-bytes.ts';
import { extentOf } from './row.ts';

/** The most that is written out at once, in bytes: their text is some times as long, and meant to be pasted. */
export const MOST_WRITTEN_OUT = 1 << 20;

/** What the comment of a row counts for. */
export const COST_OF_COMMENT = 64;

/** A row as bytes to be written out, described by ids and numbers alone. */
export function passageOf(conversation: Conversation, row: number): Passage {
  const { sides, order } = conversation;
  const place = order.place(row);
  const side = sides[place.direction];
  const bytes = bytesOfRow(side, place);
  const missing = side.captured.missing(place.at, place.at + extentOf(side, place).size);
  const isFrame = place.kind === 'frame';
  const name = isFrame ? 'frame' : 'row';
  const number = isFrame ? order.frameNumber(place.direction, place.unit) : row;
  const said = [
    place.direction,
    ...(isFrame ? wordsOfFrame(conversation, place) : [place.kind]),
    `${bytes.length} bytes at ${place.at}`,
    ...(extentOf(side, place).complete ? [] : ['cut']),
    ...(missing === 0 ? [] : [`${missing} not captured`]),
  ];
  return { name: `${name}_${number}`, comment: `${name} ${number}: ${said.join(', ')}`, bytes };
}

/** `text`, `FIN`, `masked`: what the first two bytes say. RFC 6455 §5.2 */
function wordsOfFrame({ sides }: Conversation, { direction, unit }: RowPlace): string[] {
  const head = sides[direction].frames.head[unit]!;
  const [b0, b1] = [head >> 8, head & 0xff];
  const opcode = opcodeOf(b0);
  return [
    opcodeName(opcode) ?? `opcode 0x${opcode.toString(16)}`,
    ...(isFinal(b0) ? ['FIN'] : []),
    ...(isMasked(b1) ? ['masked'] : []),
  ];
}
