import { utf8FaultAt } from '../utf8.ts';
import type { DeflateSide, InflateFault } from './deflate.ts';
import { hasRsv1, isFinal, isMasked, opcodeOf } from './layout.ts';
import { bitsIn, isAscii, viewOf } from './mask.ts';
import { createMessageReader } from './message-reader.ts';
import {
  framesOf,
  isWhole,
  joinInto,
  kindOf,
  payloadStart,
  presentLength,
  startsMessage,
  unmaskInto,
  type MessageKind,
} from './message.ts';
import { createContext, type Sender } from './rules.ts';
import { createScanner, type FrameIndex } from './scan.ts';

/** A message as an application gets it. */
export interface DecodedMessage {
  readonly kind: MessageKind;
  /**
   * A view, not to be written to: of the bytes themselves where the message travelled as it is in one frame,
   * else of a buffer that it may share with other messages.
   */
  readonly payload: Uint8Array;
  /** Its first frame, as a position in the stream. */
  readonly first: number;
  readonly compressed: boolean;
  /** False where the last fragment, or its end, never came. */
  readonly complete: boolean;
  /** Why the compressed bytes gave no message; null where they did. */
  readonly fault: InflateFault | null;
  /** Whether it is what it says: a text message that is no UTF-8 is not, nor one that does not inflate. */
  readonly valid: boolean;
}

/** Frames scanned at once. */
const STEP = 65_536;

/**
 * Gives every message of one direction to `deliver`: unmasked, joined, inflated, its text judged.
 * RFC 6455 §5.4, §8.1; RFC 7692 §7.2.2
 */
export function decodeMessages(
  bytes: Uint8Array,
  sender: Sender,
  deflate: DeflateSide | null,
  deliver: (message: DecodedMessage) => void,
): void {
  const scanner = createScanner(bytes, createContext(sender, { deflate: deflate !== null }));
  while (scanner.step(STEP));
  const { index } = scanner.finish();
  const plain = createPlainReader(bytes, index);
  const reader = createMessageReader(bytes, index, deflate);
  for (let first = 0; first < index.length; first++) {
    if (!startsMessage(index, first)) continue;
    const b0 = index.head[first]! >> 8;
    const kind = kindOf(opcodeOf(b0));
    if (kind === null) continue;
    if (deflate === null || !hasRsv1(b0)) {
      deliver(plain(kind, first));
      continue;
    }
    const { payload, complete, fault } = reader.read(first)!;
    const valid = fault === null && (kind === 'binary' || utf8FaultAt(payload) < 0);
    deliver({ kind, payload, first, compressed: true, complete, fault, valid });
  }
}

/** Buffers are made so large, and shared by messages of up to a quarter. */
const SHARED = 64 * 1024;
const MOST_SHARING = SHARED / 4;

/** Reads messages that are not compressed, in one pass over their bytes. */
function createPlainReader(
  bytes: Uint8Array,
  index: FrameIndex,
): (kind: MessageKind, first: number) => DecodedMessage {
  const source = viewOf(bytes);
  // Asked for once: it is no field of an array, but a call.
  const { buffer, byteOffset } = bytes;
  let shared = new DataView(new ArrayBuffer(0));
  let used = 0;
  let out = shared;

  /** Makes room in `out` for so many bytes, and says where. */
  function reserve(length: number): number {
    if (length > MOST_SHARING) {
      out = new DataView(new ArrayBuffer(length));
      return 0;
    }
    if (used + length > shared.byteLength) {
      shared = new DataView(new ArrayBuffer(SHARED));
      used = 0;
    }
    out = shared;
    const at = used;
    used += length;
    return at;
  }

  function decoded(
    kind: MessageKind,
    first: number,
    payload: Uint8Array,
    complete: boolean,
    seen: number,
  ): DecodedMessage {
    const valid = kind === 'binary' || isAscii(seen) || utf8FaultAt(payload) < 0;
    return { kind, payload, first, compressed: false, complete, fault: null, valid };
  }

  return (kind, first) => {
    const head = index.head[first]!;
    if (!isFinal(head >> 8)) {
      const frames = framesOf(index, first);
      let length = 0;
      for (const frame of frames) length += presentLength(source, index, frame);
      const at = reserve(length);
      const seen = joinInto(out, at, source, index, frames);
      const payload = new Uint8Array(out.buffer, at, length);
      return decoded(kind, first, payload, isWhole(source, index, frames.at(-1)!), seen);
    }
    const length = presentLength(source, index, first);
    const complete = length === index.payloadLength[first];
    if (!isMasked(head & 0xff)) {
      const start = payloadStart(index, first);
      const seen = kind === 'text' ? bitsIn(source, start, length) : 0;
      const payload = new Uint8Array(buffer, byteOffset + start, length);
      return decoded(kind, first, payload, complete, seen);
    }
    const at = reserve(length);
    const seen = unmaskInto(out, at, source, index, first, length);
    return decoded(kind, first, new Uint8Array(out.buffer, at, length), complete, seen);
  };
}
