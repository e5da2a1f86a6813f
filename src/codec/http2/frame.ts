import { uint32 } from '../bytes.ts';

/** What a client begins with, before its first frame: RFC 9113 §3.4. */
export const PREFACE = Uint8Array.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', (letter) =>
  letter.charCodeAt(0),
);

export const beginsWithPreface = (bytes: Uint8Array): boolean =>
  bytes.length >= PREFACE.length && PREFACE.every((byte, i) => bytes[i] === byte);

/** RFC 9113 §6. */
export const Http2Type = {
  data: 0,
  headers: 1,
  priority: 2,
  resetStream: 3,
  settings: 4,
  pushPromise: 5,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
  continuation: 9,
} as const;

/** One frame: a header of nine bytes, and as many more as it says. RFC 9113 §4.1 */
export interface Http2Frame {
  readonly type: number;
  readonly flags: number;
  /** 0 for the connection as a whole. */
  readonly stream: number;
  readonly at: number;
  readonly payloadAt: number;
  readonly end: number;
}

const HEADER = 9;
/** RFC 9113 §6.1. */
const PADDED = 0x08;
/** RFC 9113 §4.2: what a receiver takes before it has said that it takes more. */
const MOST_PAYLOAD = 2 ** 14;

/** Frames that belong to a stream, RFC 9113 §6.1 to §6.4, §6.6, §6.10. */
const OF_STREAM: ReadonlySet<number> = new Set([
  ...[Http2Type.data, Http2Type.headers, Http2Type.priority, Http2Type.resetStream],
  ...[Http2Type.pushPromise, Http2Type.continuation],
]);
/** Frames that belong to the connection, RFC 9113 §6.5, §6.7, §6.8. */
const OF_CONNECTION: ReadonlySet<number> = new Set([
  Http2Type.settings,
  Http2Type.ping,
  Http2Type.goAway,
]);
/** Lengths that never vary: RFC 9113 §6.3, §6.4, §6.7, §6.9. */
const LENGTHS: ReadonlyMap<number, number> = new Map([
  [Http2Type.priority, 5],
  [Http2Type.resetStream, 4],
  [Http2Type.ping, 8],
  [Http2Type.windowUpdate, 4],
]);
/** RFC 9113 §6.5.1: identifier and value. */
const SETTING = 6;

/**
 * The frame at `at`; null where its header is cut, or is none that a peer may send: of an unknown type, longer than
 * announced sizes allow, on a stream it cannot be on. RFC 9113 §4.1. It may end beyond the bytes.
 */
export function readHttp2Frame(bytes: Uint8Array, at: number): Http2Frame | null {
  if (at + HEADER > bytes.length) return null;
  const head = uint32(bytes, at);
  const length = head >>> 8;
  const type = head & 0xff;
  const id = uint32(bytes, at + 5);
  // The reserved bit is sent unset.
  if (type > Http2Type.continuation || id >= 2 ** 31 || length > MOST_PAYLOAD) return null;
  if (OF_STREAM.has(type) && id === 0) return null;
  if (OF_CONNECTION.has(type) && id !== 0) return null;
  if (length !== (LENGTHS.get(type) ?? length)) return null;
  if (type === Http2Type.settings && length % SETTING !== 0) return null;
  const payloadAt = at + HEADER;
  return { type, flags: bytes[at + 4]!, stream: id, at, payloadAt, end: payloadAt + length };
}

/** The frames of a stream of bytes from `at`, up to one that is none; the last may be cut. */
export function* http2Frames(bytes: Uint8Array, at: number): Generator<Http2Frame, void> {
  let place = at;
  for (;;) {
    const frame = readHttp2Frame(bytes, place);
    if (frame === null) return;
    yield frame;
    place = frame.end;
  }
}

/** What a DATA frame carries, padding left out; what there is of it where the bytes end inside. RFC 9113 §6.1 */
export function dataOf(bytes: Uint8Array, { flags, payloadAt, end }: Http2Frame): Uint8Array {
  if ((flags & PADDED) === 0) return bytes.subarray(payloadAt, end);
  const padding = bytes[payloadAt] ?? 0;
  return bytes.subarray(payloadAt + 1, Math.max(payloadAt + 1, end - padding));
}
