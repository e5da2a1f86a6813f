import { uint32 } from '../bytes.ts';
import {
  createHead,
  headerLengthOf,
  isMasked,
  MOST_IN_7,
  opcodeOf,
  readHead,
  shortLengthOf,
  type FrameHead,
} from './layout.ts';
import { advance, loseTrack, NO_MESSAGE, type StreamContext } from './rules.ts';
import { createFrameJudge, State, stateOf, Told } from './verdict-table.ts';

/** The frames of one direction as columns, 18 bytes a frame. */
export interface FrameIndex {
  readonly length: number;
  /** Offset of the frame in the bytes scanned. */
  readonly at: Uint32Array;
  /** The first two bytes, `b0 << 8 | b1`: opcode, flags and header length all follow. */
  readonly head: Uint16Array;
  /** Saturates at 2^32 - 1; reading the frame gives the exact value. */
  readonly payloadLength: Uint32Array;
  /** Number of its message in this direction, or NO_MESSAGE. */
  readonly message: Uint32Array;
  /** Bit i is FRAME_RULES[i]. */
  readonly verdict: Uint32Array;
}

/**
 * Where a stream ends inside a unit: which part is cut, how many bytes of it are needed and how many there are.
 * `head` is that of an HTTP message, `body` one with a length, `chunk` a chunk of one in chunks, counted whole;
 * `header` and `payload` are those of a frame.
 */
export interface Tail {
  readonly at: number;
  readonly part: 'head' | 'body' | 'chunk' | 'header' | 'payload';
  /** A decimal string above 2^53 - 1; null where the bytes do not tell. */
  readonly need: number | string | null;
  readonly have: number;
}

/** Reads headers only: the cost is per frame, not per byte. */
export interface Scanner {
  /** Where the next frame begins. */
  readonly offset: number;
  /** Up to where headers are read. */
  readonly limit: number;
  /** How many frames were read. */
  readonly count: number;
  /** True where the bytes end inside the payload of the last frame. */
  readonly isCut: boolean;
  /** Scans up to so many frames; false when no header is left before the limit. */
  step(frames: number): boolean;
  /** Goes on with the frame at `at`, reading headers up to `limit`. `lost` where the bytes between were not captured. */
  goOn(at: number, limit: number, lost: boolean): void;
  /** The columns so far. The last frame may be cut: then `tail` says so. */
  finish(): { readonly index: FrameIndex; readonly tail: Tail | null };
}

const FIRST_CAPACITY = 8;
/** Columns grow at least and at most by so much at once. */
const LEAST_GROWTH = 2;
const MOST_GROWTH = 64;
const SATURATED = 0xffff_ffff;
/** Two bytes and a masking key. */
const MOST_SHORT_HEADER = 6;

/**
 * Scans the frames of `bytes` from `start` to the end. RFC 6455 §5.2
 * Headers are read up to `headersUntil`: what lies there is no frame. A payload may go on beyond it.
 */
export function createScanner(
  bytes: Uint8Array,
  context: StreamContext,
  start = 0,
  headersUntil = bytes.length,
): Scanner {
  const end = bytes.length;
  let limit = headersUntil;
  const head = createHead();
  const judge = createFrameJudge(context);
  let columns = allocate(FIRST_CAPACITY);
  let length = 0;
  let offset = start;
  let cut: Tail | null = null;

  function step(frames: number): boolean {
    if (cut !== null) return false;
    const last = length + frames;
    while (length < last) {
      if (length === columns.at.length) columns = grow(columns, expected());
      if (!fill(Math.min(last, columns.at.length))) return false;
    }
    return offset < limit;
  }

  /** Fills the columns up to a place; false when nothing is left. */
  function fill(until: number): boolean {
    while (length < until) {
      passKnown(until);
      if (length < until && !passOne()) return false;
    }
    return true;
  }

  /** Any frame: false where its header is not there, or it is cut. */
  function passOne(): boolean {
    if (!readHead(bytes, offset, limit, head)) return false;
    const { at, head: first, payloadLength, message, verdict } = columns;
    at[length] = offset;
    first[length] = (head.b0 << 8) | head.b1;
    payloadLength[length] = head.lengthHigh === 0 ? head.lengthLow : SATURATED;
    verdict[length] = judge.judge(head, context);
    message[length] = advance(context, head);
    length++;
    const next = head.payloadAt + head.payloadLength;
    if (next > end) cut = cutAt(head, end);
    else offset = next;
    return cut === null;
  }

  /**
   * Short frames, of which all there is to say is known from others before, as far as they go on; keys that break a
   * rule end them too. The loop keeps what it can in locals (measured: bench, scan).
   */
  function passKnown(until: number): void {
    let state = stateOf(context);
    let known = judge.known(state);
    if (known === null) return;
    const { at, head: first, payloadLength, message, verdict } = columns;
    // A header and the longest payload fit before here.
    const last = Math.min(limit, end - MOST_IN_7) - MOST_SHORT_HEADER;
    let { open, messages } = context;
    let key = (context.lastMaskKey ?? 0) | 0;
    let place = offset;
    let i = length;
    for (; i < until && place <= last; i++) {
      const b1 = bytes[place + 1]!;
      const two = (bytes[place]! << 8) | b1;
      const told = known.told[two]!;
      if ((told & Told.short) === 0) break;
      if (isMasked(b1)) {
        const next = uint32(bytes, place + 2) | 0;
        if (next === 0 || next === key) break;
        key = next;
      }
      if ((told & Told.begins) !== 0) {
        open = opcodeOf(two >> 8);
        messages++;
      }
      at[i] = place;
      first[i] = two;
      const payload = shortLengthOf(b1);
      payloadLength[i] = payload;
      verdict[i] = known.verdicts[two]!;
      message[i] = (told & Told.belongs) === 0 ? NO_MESSAGE : messages - 1;
      place += headerLengthOf(b1) + payload;
      if ((told & State.all) !== state) {
        state = told & State.all;
        known = judge.known(state)!;
      }
    }
    if (i === length) return;
    context.open = (state & State.open) === 0 ? 0 : open;
    context.closed = (state & State.closed) !== 0;
    context.lost = (state & State.lost) !== 0;
    context.messages = messages;
    if (key !== 0) context.lastMaskKey = key >>> 0;
    offset = place;
    length = i;
  }

  /** How many frames there will be, where the rest is like what was read, and a little more. */
  const expected = (): number => Math.ceil((length * 1.05 * (end - start)) / (offset - start));

  /** A header that is cut tells its length by its second byte. */
  function tail(): Tail | null {
    if (cut !== null || offset >= end || limit < end) return cut;
    const have = end - offset;
    const need = have < 2 ? 2 : headerLengthOf(bytes[offset + 1]!);
    return have < need ? { at: offset, part: 'header', need, have } : null;
  }

  return {
    get offset() {
      return offset;
    },
    get limit() {
      return limit;
    },
    get count() {
      return length;
    },
    get isCut() {
      return cut !== null;
    },
    step,
    goOn(at, headersUntil, lost) {
      offset = at;
      limit = headersUntil;
      if (lost) loseTrack(context);
    },
    finish: () => ({ index: { length, ...filled(columns, length) }, tail: tail() }),
  };
}

type Columns = Omit<FrameIndex, 'length'>;

const allocate = (capacity: number): Columns => ({
  at: new Uint32Array(capacity),
  head: new Uint16Array(capacity),
  payloadLength: new Uint32Array(capacity),
  message: new Uint32Array(capacity),
  verdict: new Uint32Array(capacity),
});

/** Room beyond what is filled is never touched, so it takes no memory; copying does (measured: bench, scan). */
function grow(columns: Columns, expected: number): Columns {
  const { length } = columns.at;
  const larger = allocate(
    Math.min(Math.max(expected, length * LEAST_GROWTH), length * MOST_GROWTH),
  );
  larger.at.set(columns.at);
  larger.head.set(columns.head);
  larger.payloadLength.set(columns.payloadLength);
  larger.message.set(columns.message);
  larger.verdict.set(columns.verdict);
  return larger;
}

const filled = (columns: Columns, length: number): Columns => ({
  at: columns.at.subarray(0, length),
  head: columns.head.subarray(0, length),
  payloadLength: columns.payloadLength.subarray(0, length),
  message: columns.message.subarray(0, length),
  verdict: columns.verdict.subarray(0, length),
});

/** The payload of a frame that ends before it does. */
const cutAt = ({ at, payloadAt, lengthHigh, lengthLow }: FrameHead, end: number): Tail => ({
  at,
  part: 'payload',
  need: exactNeed(lengthHigh, lengthLow),
  have: end - payloadAt,
});

function exactNeed(high: number, low: number): number | string {
  const need = (BigInt(high) << 32n) | BigInt(low);
  return need <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(need) : need.toString();
}
