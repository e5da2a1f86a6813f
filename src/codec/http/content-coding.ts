import {
  Z_DATA_ERROR,
  Z_MEM_ERROR,
  Z_NEED_DICT,
  Z_STREAM_END,
  Z_STREAM_ERROR,
  Z_SYNC_FLUSH,
  zlibInflate,
  zlibInflateInit2,
  zlibInflateReset,
  ZStream,
} from 'pako';
import { concat } from '../bytes.ts';

/** Why a coding was not undone to the end: `unknown` is one that is not read here, such as `br` or `zstd`. */
export type CodingFault = 'unknown' | 'bad-data' | 'too-big';

/** Octets with their codings undone, as far as that goes: RFC 9110 §8.4. */
export interface Decoded {
  readonly bytes: Uint8Array;
  /** False where the coded octets end too early, and after a fault. */
  readonly complete: boolean;
  readonly fault: CodingFault | null;
  /** The coding at fault; null where there is none. */
  readonly coding: string | null;
}

/** 64 MiB: a few octets can decode to very many. */
export const MOST_DECODED = 64 * 1024 * 1024;

const STEP = 64 * 1024;
const FAULTS: readonly number[] = [Z_DATA_ERROR, Z_STREAM_ERROR, Z_NEED_DICT, Z_MEM_ERROR];

/** What pako takes for the window of each format. */
const GZIP = 31;
const ZLIB = 15;
const RAW = -15;

/** Undoes codings in the order they were applied, the last first: RFC 9110 §8.4. Never gives more than `most` octets. */
export function decodeContent(
  bytes: Uint8Array,
  codings: readonly string[],
  most = MOST_DECODED,
): Decoded {
  let decoded: Decoded = { bytes, complete: true, fault: null, coding: null };
  for (const coding of codings.toReversed().map((name) => name.toLowerCase())) {
    if (decoded.fault !== null) break;
    const { complete } = decoded;
    decoded = decodeOne(decoded.bytes, coding, most);
    if (!complete) decoded = { ...decoded, complete };
  }
  return decoded;
}

function decodeOne(bytes: Uint8Array, coding: string, most: number): Decoded {
  switch (coding) {
    // should not be sent, but is: RFC 9110 §8.4
    case 'identity':
      return { bytes, complete: true, fault: null, coding: null };
    case 'gzip':
    case 'x-gzip':
      return inflate(bytes, GZIP, coding, most);
    case 'deflate':
      return inflate(bytes, hasZlibHeader(bytes) ? ZLIB : RAW, coding, most);
    default:
      return { bytes, complete: false, fault: 'unknown', coding };
  }
}

/** Some send deflate without the zlib format around it: RFC 9110 §8.4.1.2; RFC 1950 §2.2 makes the first two octets a check. */
function hasZlibHeader(bytes: Uint8Array): boolean {
  const [method, flags] = bytes;
  if (method === undefined || (method & 15) !== 8 || method >> 4 > 7) return false;
  return flags === undefined || ((method << 8) | flags) % 31 === 0;
}

/** Whether another gzip member begins here: RFC 1952 §2.2. */
const isMember = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0x1f && bytes[at + 1] === 0x8b;

function inflate(bytes: Uint8Array, windowBits: number, coding: string, most: number): Decoded {
  const stream = new ZStream();
  zlibInflateInit2(stream, windowBits);
  stream.input = bytes;
  stream.next_in = 0;
  stream.avail_in = bytes.length;
  const parts: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    stream.output = new Uint8Array(STEP);
    stream.next_out = 0;
    stream.avail_out = STEP;
    const status = zlibInflate(stream, Z_SYNC_FLUSH);
    const room = most - total;
    const run = stream.output.subarray(0, Math.min(stream.next_out, room));
    if (run.length > 0) parts.push(run);
    total += run.length;
    const fault = FAULTS.includes(status) ? 'bad-data' : stream.next_out > room ? 'too-big' : null;
    if (fault !== null) return { bytes: concat(parts), complete: false, fault, coding };
    if (status === Z_STREAM_END) {
      const more = windowBits === GZIP && isMember(bytes, stream.next_in);
      if (!more) return { bytes: concat(parts), complete: true, fault: null, coding: null };
      zlibInflateReset(stream);
    } else if (stream.avail_in === 0 && stream.avail_out > 0) {
      // what comes after the last coded octet is not there yet
      return { bytes: concat(parts), complete: bytes.length === 0, fault: null, coding: null };
    }
  }
}
