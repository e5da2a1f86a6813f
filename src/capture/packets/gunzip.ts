import {
  Z_BUF_ERROR,
  Z_OK,
  Z_STREAM_END,
  Z_SYNC_FLUSH,
  zlibInflate,
  zlibInflateInit2,
  zlibInflateReset,
  ZStream,
} from 'pako';
import type { NoteList } from '../note-list.ts';
import type { CaptureLimits } from './limits.ts';

/** What pako takes for the window of a gzip member. */
const GZIP = 31;
const STEP = 256 * 1024;

export interface Gunzip {
  /** Gives what comes out to `sink`, whose bytes are written over after it returns. */
  push(bytes: Uint8Array): void;
  /** True where the last member is whole. */
  readonly complete: boolean;
}

/** Undoes gzip, members one after another, RFC 1952 §2.2; no more comes out than the limits allow. */
export function createGunzip(
  limits: CaptureLimits,
  notes: NoteList,
  sink: (bytes: Uint8Array) => void,
): Gunzip {
  const stream = new ZStream();
  zlibInflateInit2(stream, GZIP);
  const output = new Uint8Array(STEP);
  let read = 0;
  let written = 0;
  let complete = false;
  let stopped = false;

  function stop(id: 'input/gzip-damaged' | 'input/gzip-too-large', detail: string): void {
    notes.add(id, written, detail);
    stopped = true;
    complete = true;
  }

  /** One step of output; false where more input is needed. */
  function step(): boolean {
    stream.output = output;
    stream.next_out = 0;
    stream.avail_out = STEP;
    const status = zlibInflate(stream, Z_SYNC_FLUSH);
    written += stream.next_out;
    if (stream.next_out > 0) sink(output.subarray(0, stream.next_out));
    if (isTooMuch()) {
      stop('input/gzip-too-large', String(written));
      return false;
    }
    if (status === Z_STREAM_END) {
      complete = true;
      return stream.avail_in > 0;
    }
    if (status !== Z_OK && status !== Z_BUF_ERROR) {
      stop('input/gzip-damaged', stream.msg);
      return false;
    }
    return stream.avail_in > 0 || stream.avail_out === 0;
  }

  const isTooMuch = (): boolean =>
    written > limits.inflatedBytes ||
    (written > limits.freeInflated && written > read * limits.inflatedRatio);

  return {
    get complete() {
      return complete;
    },
    push(bytes) {
      if (stopped || bytes.length === 0) return;
      read += bytes.length;
      stream.input = bytes;
      stream.next_in = 0;
      stream.avail_in = bytes.length;
      do {
        if (complete && !nextMember()) return;
      } while (!stopped && step());
    },
  };

  /** Another member, or padding that is no part of the file. */
  function nextMember(): boolean {
    const next = stream.input[stream.next_in]!;
    if (next !== 0x1f) {
      stopped = true;
      return false;
    }
    zlibInflateReset(stream);
    complete = false;
    return true;
  }
}
