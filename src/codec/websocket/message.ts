import { createInflater, type DeflateSide, type Inflater } from './deflate.ts';
import { concat } from '../bytes.ts';
import {
  createHead,
  hasRsv1,
  headerLengthOf,
  isFinal,
  Opcode,
  opcodeOf,
  readHead,
  type FrameHead,
} from './layout.ts';
import { mask } from './mask.ts';
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
  /** What the application gets; what came out before the fault where `fault` is set. */
  readonly payload: Uint8Array;
  /** Why the compressed bytes gave no message; null where they did. */
  readonly fault: 'not-deflate' | 'too-big' | null;
  /** False where the last fragment, or its end, never came. */
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
export function payloadOf(
  bytes: Uint8Array,
  at: number,
  from = 0,
  to = Infinity,
  head: FrameHead = createHead(),
): Uint8Array {
  if (!readHead(bytes, at, bytes.length, head)) return new Uint8Array();
  const end = Math.min(head.payloadAt + Math.min(head.payloadLength, to), bytes.length);
  const wire = bytes.subarray(Math.min(head.payloadAt + from, end), end);
  return head.maskAt < 0
    ? wire.slice()
    : mask(wire, bytes.subarray(head.maskAt, head.maskAt + 4), from);
}

/** Messages of one direction, at will; compressed ones are inflated in order behind the scenes. */
export interface MessageReader {
  /** The message that begins at frame `first`; null where its opcode is reserved. */
  read(first: number): Message | null;
}

/**
 * Reads the messages of one direction. With takeover the window of a message holds the ones before it,
 * so going back means inflating from the start again.
 */
export function createMessageReader(
  bytes: Uint8Array,
  index: FrameIndex,
  side: DeflateSide | null,
  most = MOST_INFLATED,
): MessageReader {
  let inflater: Inflater | null = null;
  /** The first frame whose message the window does not hold yet. */
  let next = 0;

  const isCompressed = (first: number) => side !== null && hasRsv1(index.head[first]! >> 8);

  const join = (frames: readonly number[]) =>
    concat(frames.map((frame) => payloadOf(bytes, index.at[frame]!)));

  function inflaterAt(side: DeflateSide, first: number): Inflater {
    if (inflater === null || first < next || side.noContextTakeover) {
      inflater = createInflater(side, most);
      next = side.noContextTakeover ? first : 0;
    }
    for (; next < first; next++) {
      if (startsMessage(index, next) && isCompressed(next)) {
        inflater.inflate(join(framesOf(index, next)));
      }
    }
    next = first + 1;
    return inflater;
  }

  function read(first: number): Message | null {
    const kind = kindOf(opcodeOf(index.head[first]! >> 8));
    if (kind === null) return null;
    const frames = framesOf(index, first);
    const joined = join(frames);
    const compressed = isCompressed(first);
    const inflated = compressed && side !== null ? inflaterAt(side, first).inflate(joined) : null;
    return {
      kind,
      frames,
      compressed,
      wireLength: joined.length,
      payload: inflated?.bytes ?? joined,
      fault: inflated === null || inflated.ok ? null : inflated.fault,
      complete: isWhole(bytes, index, frames.at(-1)!),
    };
  }

  return { read };
}

/** True for the first frame of a message: data, and not a continuation. RFC 6455 §5.4 */
export const startsMessage = (index: FrameIndex, frame: number): boolean =>
  index.message[frame] !== NO_MESSAGE && opcodeOf(index.head[frame]! >> 8) !== Opcode.continuation;

const isWhole = (bytes: Uint8Array, index: FrameIndex, last: number): boolean =>
  isFinal(index.head[last]! >> 8) && isComplete(bytes, index, last);

/** False for the last frame of a stream that ends inside it. */
export const isComplete = (bytes: Uint8Array, index: FrameIndex, frame: number): boolean =>
  index.at[frame]! + headerLengthOf(index.head[frame]! & 0xff) + index.payloadLength[frame]! <=
  bytes.length;
