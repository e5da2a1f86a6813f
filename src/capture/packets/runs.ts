/** Bytes with a place: of a stream or a datagram whose earlier bytes are not there yet. */
export interface Run {
  readonly start: number;
  readonly bytes: Uint8Array;
}

/** What adding bytes to runs came to. */
export interface Insertion {
  /** How many were not there yet. */
  readonly added: number;
  readonly overlaps: boolean;
  /** Some were there with another value. */
  readonly differs: boolean;
}

const endOf = (run: Run): number => run.start + run.bytes.length;

/** The first run that ends behind `start`, by bisection. */
function firstBehind(runs: readonly Run[], start: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endOf(runs[middle]!) > start) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Adds what is not there yet of bytes at `start`, copied; the bytes seen first win. Runs stay in order, apart. */
export function insertRun(runs: Run[], start: number, bytes: Uint8Array): Insertion {
  const end = start + bytes.length;
  let added = 0;
  let differs = false;
  let at = start;
  for (let i = firstBehind(runs, start); at < end; i++) {
    const run = runs[i];
    if (run === undefined || at < run.start) {
      const to = Math.min(end, run?.start ?? end);
      runs.splice(i, 0, { start: at, bytes: bytes.slice(at - start, to - start) });
      added += to - at;
      at = to;
      continue;
    }
    const to = Math.min(end, endOf(run));
    differs ||= !isSame(run.bytes, at - run.start, bytes, at - start, to - at);
    at = to;
  }
  return { added, overlaps: added < bytes.length, differs };
}

export function isSame(
  a: Uint8Array,
  aAt: number,
  b: Uint8Array,
  bAt: number,
  count: number,
): boolean {
  for (let i = 0; i < count; i++) if (a[aAt + i] !== b[bAt + i]) return false;
  return true;
}
