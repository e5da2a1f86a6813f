import {
  Z_DEFAULT_STRATEGY,
  Z_SYNC_FLUSH,
  zlibDeflate,
  zlibDeflateInit2,
  zlibDeflateReset,
  ZStream,
} from 'pako';
import { concat } from '../bytes.ts';
import type { DeflateSide } from './deflate.ts';
import { TAIL } from './inflate-stream.ts';

/** One direction's compressor. Messages are given in the order they are sent, compressed ones only. */
export interface Deflater {
  /** The payload of the message, whose first frame has RSV1 set. */
  readonly deflate: (message: Uint8Array) => Uint8Array;
}

const STEP = 16 * 1024;

/** zlib: DEFLATED, and the default of its memory level. */
const METHOD = 8;
const MEMORY_LEVEL = 8;

/** zlib writes no raw stream for a window of 256 bytes; with 512 it never reaches further back than 250. */
const LEAST_WINDOW_BITS = 9;

/** The empty message: RFC 7692 §7.2.3.6. */
const EMPTY = 0x00;

/** Compresses the messages of one direction, RFC 7692 §7.2.1. `level` is zlib's, 0 (stored) to 9. */
export function createDeflater(side: DeflateSide, level = 6): Deflater {
  const stream = new ZStream();
  const bits = Math.max(side.windowBits, LEAST_WINDOW_BITS);
  zlibDeflateInit2(stream, level, METHOD, -bits, MEMORY_LEVEL, Z_DEFAULT_STRATEGY);
  const buffer = new Uint8Array(STEP);

  function deflate(message: Uint8Array): Uint8Array {
    if (message.length === 0) return Uint8Array.of(EMPTY);
    if (side.noContextTakeover) zlibDeflateReset(stream);
    const parts: Uint8Array[] = [];
    stream.input = message;
    stream.next_in = 0;
    stream.avail_in = message.length;
    do {
      stream.output = buffer;
      stream.next_out = 0;
      stream.avail_out = buffer.length;
      zlibDeflate(stream, Z_SYNC_FLUSH);
      parts.push(buffer.slice(0, stream.next_out));
    } while (stream.avail_out === 0);
    return concat(parts).subarray(0, -TAIL.length);
  }

  return { deflate };
}
