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
  zlibInflateResetKeep,
  ZStream,
} from 'pako';
import { concat } from '../bytes.ts';

/** What one direction agreed to, RFC 7692 §7.1. */
export interface DeflateSide {
  /** 8 to 15: the window is 2 to this power in bytes. */
  readonly windowBits: number;
  /** True where each message begins with an empty window. */
  readonly noContextTakeover: boolean;
}

export type Inflated =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** `bytes` is what came out before the fault. */
  | { readonly ok: false; readonly fault: 'not-deflate' | 'too-big'; readonly bytes: Uint8Array };

/** One direction's window. Messages must be given in the order they were sent, compressed ones only. */
export interface Inflater {
  inflate(payload: Uint8Array): Inflated;
}

/** What a sender strips from the end of a message and a receiver puts back, RFC 7692 §7.2.1, §7.2.2. */
export const TAIL = new Uint8Array([0x00, 0x00, 0xff, 0xff]);

const STEP = 16 * 1024;

const FAULTS: readonly number[] = [Z_DATA_ERROR, Z_STREAM_ERROR, Z_NEED_DICT, Z_MEM_ERROR];

/** Inflates the messages of one direction, RFC 7692 §7.2.2. Never gives more than `most` bytes a message. */
export function createInflater(side: DeflateSide, most: number): Inflater {
  const stream = new ZStream();
  zlibInflateInit2(stream, -side.windowBits);
  const buffer = new Uint8Array(STEP);
  /** After a fault the window is lost: nothing later can be trusted. */
  let broken = false;

  function inflate(payload: Uint8Array): Inflated {
    if (broken) return { ok: false, fault: 'not-deflate', bytes: new Uint8Array() };
    if (side.noContextTakeover) zlibInflateReset(stream);
    const parts: Uint8Array[] = [];
    let total = 0;
    for (const input of [payload, TAIL]) {
      stream.input = input;
      stream.next_in = 0;
      stream.avail_in = input.length;
      do {
        stream.output = buffer;
        stream.next_out = 0;
        stream.avail_out = buffer.length;
        const status = zlibInflate(stream, Z_SYNC_FLUSH);
        if (stream.next_out > 0) parts.push(buffer.slice(0, stream.next_out));
        total += stream.next_out;
        const fault = FAULTS.includes(status) ? 'not-deflate' : total > most ? 'too-big' : null;
        if (fault !== null) {
          broken = !side.noContextTakeover;
          return { ok: false, fault, bytes: concat(parts).subarray(0, most) };
        }
        // A final block ends the stream, not the message: RFC 7692 §7.2.3.4.
        if (status === Z_STREAM_END) zlibInflateResetKeep(stream);
      } while (stream.avail_in > 0 || stream.avail_out === 0);
    }
    return { ok: true, bytes: concat(parts) };
  }

  return { inflate };
}
