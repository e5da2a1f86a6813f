import { opcodeOf } from '../../codec/websocket/layout.ts';
import type { MessageReader } from '../../codec/websocket/message-reader.ts';
import { payloadOf, startsMessage } from '../../codec/websocket/message.ts';
import { NO_MESSAGE } from '../../codec/websocket/rules.ts';
import { messageReaders, type Conversation } from '../../trace/conversation.ts';
import { bytesOfRow } from '../../trace/row-bytes.ts';
import type { Direction } from '../../trace/trace.ts';

/** What was said, item by item: messages, control frames, heads, bodies, chunks and events. */
export interface Items {
  readonly length: number;
  /** The row of each: of a message that of its first frame. */
  readonly rows: Uint32Array;
  /** Equal where two items say the same: a short sum of direction, kind, length and the first bytes. */
  readonly said: Uint32Array;
  /** Equal where two items are of one kind and direction. */
  readonly kinds: Uint32Array;
}

/** Of what an item says, so much goes into its sum. */
const SUMMED = 4096;

/** Rows between two pauses. */
const STEP = 128;

/**
 * Sums up what was said, as an application gets it: unmasked, joined, inflated. Two conversations that say
 * the same are alike, whatever their keys, fragments and compression. Pauses with the rows done.
 */
export function* itemsOf(conversation: Conversation): Generator<number, Items> {
  const { order } = conversation;
  const readers = messageReaders(conversation);
  const rows = new Uint32Array(order.length);
  const said = new Uint32Array(order.length);
  const kinds = new Uint32Array(order.length);
  let length = 0;
  for (let row = 0; row < order.length; row++) {
    if (row % STEP === STEP - 1) yield row;
    const item = itemAt(conversation, readers, row);
    if (item === null) continue;
    rows[length] = row;
    kinds[length] = sumOf(item.kind, 0);
    said[length++] = sumOf(item.bytes, kinds[length - 1]!);
  }
  const part = (column: Uint32Array) => column.subarray(0, length);
  return { length, rows: part(rows), said: part(said), kinds: part(kinds) };
}

interface Item {
  readonly kind: Uint8Array;
  readonly bytes: Uint8Array;
}

const KINDS = ['frame', 'head', 'body', 'chunk', 'event', 'cut', 'unexplained', 'gap'] as const;
const KIND_OF_MESSAGE = 64;

function itemAt(
  conversation: Conversation,
  readers: Readonly<Record<Direction, MessageReader>>,
  row: number,
): Item | null {
  const { order, sides } = conversation;
  const place = order.place(row);
  const side = sides[place.direction];
  const way = place.direction === 'client-to-server' ? 0 : 1;
  if (place.kind !== 'frame') {
    const kind = Uint8Array.of(way, KIND_OF_MESSAGE + KINDS.indexOf(place.kind));
    return { kind, bytes: bytesOfRow(side, place) };
  }
  const { frames } = side;
  const opcode = opcodeOf(frames.head[place.unit]! >> 8);
  if (frames.message[place.unit] === NO_MESSAGE || opcode > 2) {
    return { kind: Uint8Array.of(way, opcode), bytes: payloadOf(side.bytes, place.at, 0, SUMMED) };
  }
  if (!startsMessage(frames, place.unit)) return null;
  const message = readers[place.direction].read(place.unit);
  return message === null ? null : { kind: Uint8Array.of(way, opcode), bytes: message.payload };
}

const BASIS = 0x811c_9dc5;
const PRIME = 0x0100_0193;

/** FNV-1a over the first bytes and the length. */
function sumOf(bytes: Uint8Array, seed: number): number {
  let sum = (BASIS ^ seed) >>> 0;
  const end = Math.min(bytes.length, SUMMED);
  for (let i = 0; i < end; i++) sum = Math.imul(sum ^ bytes[i]!, PRIME);
  return Math.imul(sum ^ bytes.length, PRIME) >>> 0;
}
