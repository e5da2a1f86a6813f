import { createUtf8Check } from '../codec/utf8.ts';
import {
  createHead,
  hasRsv1,
  hasRsv2,
  hasRsv3,
  isControl,
  isFinal,
  isMasked,
  MOST_IN_16,
  MOST_IN_7,
  Opcode,
  opcodeOf,
  readHead,
  type FrameHead,
} from '../codec/websocket/layout.ts';
import { payloadOf } from '../codec/websocket/message.ts';
import { DEFAULT_MAX_PAYLOAD, type Sender } from '../codec/websocket/rules.ts';
import type { Captured } from './captured.ts';

/** Bytes in which the beginning of a frame is looked for. */
export interface SearchedStream {
  readonly bytes: Uint8Array;
  readonly captured: Captured;
  /** Null where nobody said whose bytes they are, and both sides' may follow each other. */
  readonly sender: Sender | null;
  /** Whether messages may be compressed: agreed on, or not known. */
  readonly deflate: boolean;
  /** Where the first transfer begins at or after an offset: there frames begin more often than elsewhere. */
  transferFrom(at: number): number;
}

/** The stream of one direction. */
export interface FrameStream extends SearchedStream {
  readonly sender: Sender;
}

/** What a final frame weighs, in bits: of random bytes one in 64 has such a first byte and the right MASK bit. */
export const FINAL_BITS = 6;
/** A frame that ends just where the captured bytes end: one length in 128 does. */
export const LANDING_BITS = 7;
/** A Close with a code that may be sent: one number in 32 is one. */
const CLOSE_BITS = 5;
/** Each readable byte of a text weighs one bit, up to here. */
const TEXT_BITS = { masked: 16, plain: 4 };

/** Frames in a row that may not be final: they weigh nothing. */
const MOST_FRAGMENTS = 8;
const TEXT_LOOKED_AT = 64;

/**
 * A chain that goes on after enough spoke for it is followed for so many bits more: a frame that could not have been
 * sent tells that it was chance.
 */
const MARGIN = 12;

/** A frame that cannot be one. */
const NONE = -1;

const scratch = createHead();

/** Whether a data frame may begin a message here, as far as the frames before it tell. */
type Between = 'unknown' | 'message' | 'messages';

/** Whether frames begin at `at`: so many bits speak for it. */
export const beginsFrames = (stream: SearchedStream, at: number, enough: number): boolean =>
  weighChain(stream, at, enough + MARGIN) >= enough;

/**
 * How much speaks for a frame at `at`, in bits, from the frames that follow each other there; -1 where one of them
 * could not have been sent. Goes no further than `most`. A frame that is cut weighs nothing. RFC 6455 §5.2
 */
function weighChain(stream: SearchedStream, at: number, most: number): number {
  const { bytes, captured } = stream;
  let bits = 0;
  let between: Between = 'unknown';
  let place = at;
  let fragments = 0;
  while (bits < most && fragments < MOST_FRAGMENTS) {
    const until = captured.runEnd(place);
    // A gap, or the end, begins just where a frame ended.
    if (place === until) return bits + LANDING_BITS;
    if (!readHead(bytes, place, until, scratch)) return bits;
    const weight = weighFrame(stream, scratch, between);
    if (weight === NONE) return NONE;
    const next = scratch.payloadAt + scratch.payloadLength;
    if (next > bytes.length || (next > until && captured.runStart(next) > next)) return bits;
    bits += weight;
    fragments = isFinal(scratch.b0) ? 0 : fragments + 1;
    const opcode = opcodeOf(scratch.b0);
    if (opcode === Opcode.close) return bits;
    if (!isControl(opcode)) between = isFinal(scratch.b0) ? 'messages' : 'message';
    place = next;
  }
  return bits;
}

function weighFrame(stream: SearchedStream, head: FrameHead, between: Between): number {
  if (!isPlausible(stream, head, between)) return NONE;
  if (!isFinal(head.b0)) return 0;
  const content = weighPayload(stream, head, between);
  // Where either side may speak, the MASK bit says nothing.
  const header = stream.sender === null ? FINAL_BITS - 1 : FINAL_BITS;
  return content === NONE ? NONE : header + content;
}

function isPlausible(
  { sender, deflate }: SearchedStream,
  head: FrameHead,
  between: Between,
): boolean {
  const { b0, b1, extended, payloadLength } = head;
  const opcode = opcodeOf(b0);
  if (sender !== null && isMasked(b1) !== (sender === 'client')) return false;
  if (hasRsv2(b0) || hasRsv3(b0)) return false;
  if (extended === 16 && payloadLength <= MOST_IN_7) return false;
  if (extended === 64 && (payloadLength <= MOST_IN_16 || payloadLength > DEFAULT_MAX_PAYLOAD)) {
    return false;
  }
  if (isControl(opcode)) {
    if (opcode > Opcode.pong || hasRsv1(b0) || !isFinal(b0)) return false;
    return extended === 0 && !(opcode === Opcode.close && payloadLength === 1);
  }
  if (opcode > Opcode.binary) return false;
  const continues = opcode === Opcode.continuation;
  if (hasRsv1(b0) && (continues || !deflate)) return false;
  // Runs of zeros would be chains of empty fragments.
  if (!isFinal(b0) && payloadLength === 0) return false;
  return between === 'unknown' || continues === (between === 'message');
}

/** What the payload of a final frame says for it; -1 where it cannot be its payload. */
function weighPayload(
  { bytes, captured }: SearchedStream,
  head: FrameHead,
  between: Between,
): number {
  const { b0, payloadAt, payloadLength, maskKey } = head;
  const opcode = opcodeOf(b0);
  const isText = opcode === Opcode.text && between !== 'message' && !hasRsv1(b0);
  if (!isText && opcode !== Opcode.close && !hasRsv1(b0)) return 0;
  const there = Math.min(payloadLength, captured.runEnd(payloadAt) - payloadAt, TEXT_LOOKED_AT);
  const payload = payloadOf(bytes, head.at, 0, there);
  if (opcode === Opcode.close) return weighClose(payload, payloadLength);
  if (!isText) return isDeflate(payload) ? 0 : NONE;
  const most = maskKey === 0 ? TEXT_BITS.plain : TEXT_BITS.masked;
  return weighText(payload, payload.length === payloadLength, most);
}

/** What the body of a Close says for it, in bits; -1 for a code that no endpoint may send. RFC 6455 §7.4 */
export function weighClose(payload: Uint8Array, length: number): number {
  if (length === 0 || payload.length < 2) return 0;
  const code = (payload[0]! << 8) | payload[1]!;
  const registered = code >= 1000 && code <= 1014 && !(code >= 1004 && code <= 1006);
  return registered || (code >= 3000 && code <= 4999) ? CLOSE_BITS : NONE;
}

/** RFC 6455 §5.6: a text is UTF-8; one with control characters is, but random bytes are so more often. */
function weighText(payload: Uint8Array, whole: boolean, most: number): number {
  const check = createUtf8Check();
  if (check.push(payload) >= 0 || (whole && !check.whole)) return NONE;
  const readable = payload.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));
  return readable ? Math.min(payload.length, most) : 0;
}

/** RFC 1951 §3.2.3: no block is of the fourth type. */
export const isDeflate = (payload: Uint8Array): boolean =>
  payload.length === 0 || ((payload[0]! >> 1) & 3) !== 3;
