import { judge } from '../codec.ts';
import { createHead, headerLengthOf, readHead } from './layout.ts';
import { advance, FRAME_RULES, type StreamContext } from './rules.ts';
import { createFrameJudge, type FrameJudge } from './verdict-table.ts';

/** The frames of one direction as columns, 18 bytes a frame; every column can be transferred. */
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
  /** Scans up to so many frames; false when nothing is left. */
  step(frames: number): boolean;
  /** The columns so far. The last frame may be cut: then `tail` says so. */
  finish(): { readonly index: FrameIndex; readonly tail: Tail | null };
}

const FIRST_CAPACITY = 1024;
/** From here on a table of verdicts costs less than judging (measured: bench/scan). */
const WORTH_TABLE = 16_384;
const SATURATED = 0xffff_ffff;

/** Scans the frames of `bytes` from `start` to the end. RFC 6455 §5.2 */
export function createScanner(bytes: Uint8Array, context: StreamContext, start = 0): Scanner {
  const end = bytes.length;
  const head = createHead();
  const direct: FrameJudge = (head, context) => judge(FRAME_RULES, head, context);
  let judgeFrame = direct;
  let columns = allocate(FIRST_CAPACITY);
  let length = 0;
  let offset = start;
  let cut: Tail | null = null;

  function step(frames: number): boolean {
    for (let n = 0; n < frames; n++) {
      if (cut !== null || !readHead(bytes, offset, end, head)) return false;
      if (length === columns.at.length) columns = grow(columns);
      if (length === WORTH_TABLE) judgeFrame = createFrameJudge(context);
      columns.at[length] = offset;
      columns.head[length] = (head.b0 << 8) | head.b1;
      columns.payloadLength[length] = Math.min(head.payloadLength, SATURATED);
      columns.verdict[length] = judgeFrame(head, context);
      columns.message[length] = advance(context, head);
      length++;
      const have = end - head.payloadAt;
      if (head.payloadLength > have) {
        const need = exactNeed(head.lengthHigh, head.lengthLow);
        cut = { at: offset, part: 'payload', need, have };
        return false;
      }
      offset = head.payloadAt + head.payloadLength;
    }
    return cut === null && offset < end;
  }

  /** A header that is cut tells its length by its second byte. */
  function tail(): Tail | null {
    if (cut !== null || offset >= end) return cut;
    const have = end - offset;
    const need = have < 2 ? 2 : headerLengthOf(bytes[offset + 1]!);
    return have < need ? { at: offset, part: 'header', need, have } : null;
  }

  return {
    get offset() {
      return offset;
    },
    step,
    finish: () => ({ index: { length, ...slice(columns, length) }, tail: tail() }),
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

function grow(columns: Columns): Columns {
  const larger = allocate(columns.at.length * 2);
  larger.at.set(columns.at);
  larger.head.set(columns.head);
  larger.payloadLength.set(columns.payloadLength);
  larger.message.set(columns.message);
  larger.verdict.set(columns.verdict);
  return larger;
}

const slice = (columns: Columns, length: number): Columns => ({
  at: columns.at.slice(0, length),
  head: columns.head.slice(0, length),
  payloadLength: columns.payloadLength.slice(0, length),
  message: columns.message.slice(0, length),
  verdict: columns.verdict.slice(0, length),
});

function exactNeed(high: number, low: number): number | string {
  const need = (BigInt(high) << 32n) | BigInt(low);
  return need <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(need) : need.toString();
}
