import type { Opened, Progress } from './api.ts';

/** Counts what opening has done, and tells it: ever more, in steps that can be seen. */
export interface Tally {
  /** Bytes of the input that have been read, of all its sources together, and packets in them. */
  read(bytes: number, packets: number): void;
  /** How much of what was read has been decoded, from 0 to 1. */
  decoded(share: number, frames: number): void;
  preview(opened: Opened): void;
  finish(): void;
}

/** The least part of the whole that is worth a message. */
const STEP = 1 / 200;

/** A byte counts half when it is read, and whole when it is decoded. */
export function createTally(total: number, tell: (progress: Progress) => void): Tally {
  let done = 0;
  let told = 0;
  let packets = 0;
  let frames = 0;

  const say = (preview: Opened | null) => {
    told = done;
    tell({ done: Math.floor(done), total, packets, frames, preview });
  };
  const reach = (at: number) => {
    done = Math.min(Math.max(done, at), total);
    if (done - told >= total * STEP) say(null);
  };

  return {
    read(bytes, seen) {
      packets = Math.max(packets, seen);
      reach(bytes / 2);
    },
    decoded(share, seen) {
      frames = seen;
      reach(((1 + share) * total) / 2);
    },
    preview: say,
    finish() {
      done = total;
      say(null);
    },
  };
}
