import type { Inflated, InflateFault } from './deflate.ts';
import {
  createHead,
  headerLengthOf,
  isFinal,
  isMasked,
  Opcode,
  opcodeOf,
  readHead,
} from './layout.ts';
import { mask, maskInto, viewOf } from './mask.ts';
import { NO_MESSAGE } from './rules.ts';
import type { FrameIndex } from './scan.ts';

export type MessageKind = 'text' | 'binary';

/** One message of a direction, joined, unmasked and, where it was compressed, inflated. RFC 6455 §5.4, RFC 7692 §7.2.2 */
export interface Message {
  readonly kind: MessageKind;
  /** Its frames, as positions in the direction's index. */
  readonly frames: readonly number[];
  readonly compressed: boolean;
  /** Payload bytes as they travelled, headers not counted. */
  readonly wireLength: number;
  /** The unmasked payloads of its frames, joined: compressed where it is. */
  readonly joined: Uint8Array;
  /** What the application gets; what came out before the fault where `fault` is set. */
  readonly payload: Uint8Array;
  /** Why the compressed bytes gave no message; null where they did. */
  readonly fault: InflateFault | null;
  /** How it was inflated, and how far back it could refer then, in bytes; null where it is not compressed. */
  readonly inflation: { readonly inflated: Inflated; readonly historyLength: number } | null;
  /** Bytes of it that were not captured; joined and payload end before the first of them. */
  readonly missing: number;
  /** False where the last fragment, or its end, never came, or where bytes are missing. */
  readonly complete: boolean;
}

/** The most that one message may inflate to, in bytes. */
export const MOST_INFLATED = 64 * 1024 * 1024;

/** `text` or `binary` by the opcode of the first frame; null for a reserved opcode, which has no meaning. */
export const kindOf = (opcode: number): MessageKind | null =>
  opcode === Opcode.text ? 'text' : opcode === Opcode.binary ? 'binary' : null;

/** The frames of the message that begins at frame `first`, control frames between them left out. RFC 6455 §5.4 */
export function framesOf(index: FrameIndex, first: number): number[] {
  const frames: number[] = [];
  const message = index.message[first];
  for (let i = first; i < index.length; i++) {
    if (index.message[i] === NO_MESSAGE) continue;
    if (index.message[i] !== message) break;
    frames.push(i);
    if (isFinal(index.head[i]! >> 8)) break;
  }
  return frames;
}

/** The payload of a frame, unmasked; what there is of it where the stream ends early. RFC 6455 §5.3 */
export function payloadOf(bytes: Uint8Array, at: number, from = 0, to = Infinity): Uint8Array {
  const head = createHead();
  if (!readHead(bytes, at, bytes.length, head)) return new Uint8Array();
  const end = Math.min(head.payloadAt + Math.min(head.payloadLength, to), bytes.length);
  const wire = bytes.subarray(Math.min(head.payloadAt + from, end), end);
  return head.maskAt < 0
    ? wire.slice()
    : mask(wire, bytes.subarray(head.maskAt, head.maskAt + 4), from);
}

/** The unmasked payloads of frames, one after the other, in bytes of their own. RFC 6455 §5.4 */
export function joinPayloads(
  bytes: Uint8Array,
  index: FrameIndex,
  frames: readonly number[],
): Uint8Array {
  let length = 0;
  for (const frame of frames) length += presentLength(bytes, index, frame);
  const joined = new Uint8Array(length);
  joinInto(viewOf(joined), 0, viewOf(bytes), index, frames);
  return joined;
}

/** The same, written at a place; all bits set in any byte, as `maskInto` gives them. */
export function joinInto(
  out: DataView,
  at: number,
  source: DataView,
  index: FrameIndex,
  frames: readonly number[],
): number {
  let place = at;
  let seen = 0;
  for (const frame of frames) {
    const length = presentLength(source, index, frame);
    seen |= unmaskInto(out, place, source, index, frame, length);
    place += length;
  }
  return seen;
}

/** Writes the unmasked payload of one frame at a place, RFC 6455 §5.3. */
export function unmaskInto(
  out: DataView,
  at: number,
  source: DataView,
  index: FrameIndex,
  frame: number,
  length: number,
): number {
  const start = payloadStart(index, frame);
  const key = isMasked(index.head[frame]! & 0xff) ? source.getInt32(start - 4, true) : 0;
  return maskInto(out, at, source, start, length, key);
}

export const payloadStart = (index: FrameIndex, frame: number): number =>
  index.at[frame]! + headerLengthOf(index.head[frame]! & 0xff);

/** Bytes of a payload that are there: fewer than announced where the stream ends inside. */
export const presentLength = (bytes: Wire, index: FrameIndex, frame: number): number =>
  Math.min(index.payloadLength[frame]!, bytes.byteLength - payloadStart(index, frame));

/** The bytes of a direction, or a view of them. */
type Wire = Pick<ArrayBufferView, 'byteLength'>;

/** True for the first frame of a message: data, and not a continuation. RFC 6455 §5.4 */
export const startsMessage = (index: FrameIndex, frame: number): boolean =>
  index.message[frame] !== NO_MESSAGE && opcodeOf(index.head[frame]! >> 8) !== Opcode.continuation;

/** False for a message whose last fragment, or its end, never came. */
export const isWhole = (bytes: Wire, index: FrameIndex, last: number): boolean =>
  isFinal(index.head[last]! >> 8) && isComplete(bytes, index, last);

/** False for the last frame of a stream that ends inside it. */
export const isComplete = (bytes: Wire, index: FrameIndex, frame: number): boolean =>
  payloadStart(index, frame) + index.payloadLength[frame]! <= bytes.byteLength;
