import {
  Z_BLOCK,
  Z_DATA_ERROR,
  Z_MEM_ERROR,
  Z_NEED_DICT,
  Z_STREAM_END,
  Z_STREAM_ERROR,
  Z_SYNC_FLUSH,
  zlibInflate,
  zlibInflateInit2,
  ZStream,
} from 'pako';
import { concat } from '../bytes.ts';

/** What a sender strips from the end of a message and a receiver puts back, RFC 7692 §7.2.1, §7.2.2. */
export const TAIL = new Uint8Array([0x00, 0x00, 0xff, 0xff]);

/** `lost-window`: the message may be right, but it refers to what a fault before it took away. */
export type InflateFault = 'not-deflate' | 'too-big' | 'lost-window';

const STEP = 16 * 1024;

/** One for all: nothing stays in it from one message to the next. */
const buffer = new Uint8Array(STEP);

const FAULTS: readonly number[] = [Z_DATA_ERROR, Z_STREAM_ERROR, Z_NEED_DICT, Z_MEM_ERROR];

/** How zlib names a back-reference to before the beginning. */
const TOO_FAR = 'invalid distance too far back';

/** In `data_type`, after Z_BLOCK: the end of a block was reached, and how many bits of a byte are left over. */
const AT_BLOCK_END = 0x80;
const BITS_LEFT = 0x3f;

/** A zlib stream, and how to begin anew in it. */
export interface RawStream {
  readonly stream: ZStream;
  /** Expects a block next, whatever came before; the window stays. */
  readonly restart: () => void;
  /** Forgets the window. */
  readonly forget: () => void;
}

/** The part of zlib's state that says where in a block it stands, and how much of the window is filled. */
interface RawState {
  mode: number;
  last: number;
  hold: number;
  bits: number;
  whave: number;
  wnext: number;
}

/**
 * Opens the widest window there is: whether a message keeps to a smaller one is for the rules to say.
 * zlibInflateReset makes new tables each time: measured, 7 times as slow for a payload of empty final blocks.
 */
export function openRaw(): RawStream {
  const stream = new ZStream();
  zlibInflateInit2(stream, -15);
  const state = stream.state as RawState;
  const { mode } = state;
  return {
    stream,
    restart: () => Object.assign(state, { mode, last: 0, hold: 0, bits: 0 }),
    forget: () => Object.assign(state, { whave: 0, wnext: 0 }),
  };
}

/** What came out of one message so far. */
export interface Output {
  readonly parts: Uint8Array[];
  total: number;
}

/** Inflates one run of input; null, or why it stopped. Holds at most one byte more than `most`. */
export function feed(
  { stream, restart }: RawStream,
  input: Uint8Array,
  flush: typeof Z_SYNC_FLUSH | typeof Z_BLOCK,
  output: Output,
  most: number,
): InflateFault | null {
  stream.input = input;
  stream.next_in = 0;
  stream.avail_in = input.length;
  do {
    stream.output = buffer;
    stream.next_out = 0;
    stream.avail_out = Math.min(STEP, most - output.total + 1);
    const status = zlibInflate(stream, flush);
    if (stream.next_out > 0) output.parts.push(buffer.slice(0, stream.next_out));
    output.total += stream.next_out;
    if (output.total > most) return 'too-big';
    if (FAULTS.includes(status)) return stream.msg === TOO_FAR ? 'lost-window' : 'not-deflate';
    if (status === Z_STREAM_END) {
      // A final block ends the stream, not the message: RFC 7692 §7.2.3.4.
      restart();
      stream.data_type = AT_BLOCK_END;
    }
  } while (stream.avail_in > 0 || stream.avail_out === 0);
  return null;
}

/** True where the last input, given with Z_BLOCK, ended with a block. */
export const isAtBlockEnd = ({ stream }: RawStream): boolean =>
  (stream.data_type & (AT_BLOCK_END | BITS_LEFT)) === AT_BLOCK_END;

/** Puts the tail back, RFC 7692 §7.2.2: it is the rest of an empty block, and nothing follows it. */
export function finish(raw: RawStream, output: Output, most: number): InflateFault | null {
  const fault = feed(raw, TAIL, Z_BLOCK, output, most);
  if (fault !== null || isAtBlockEnd(raw)) return fault;
  // Bits that a block before left over of the tail.
  return feed(raw, TAIL.subarray(TAIL.length), Z_SYNC_FLUSH, output, most);
}

/** One part is given as it is: small messages, which are most, are copied once. */
export const joined = ({ parts }: Output): Uint8Array =>
  parts.length === 1 ? parts[0]! : concat(parts);
