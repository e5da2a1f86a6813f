/** How many elements are handled between two pauses. */
export const STEP = 8192;

/** The same, of the simplest things. */
const LONG_STEP = 16 * STEP;

/** A piece of long work: pauses at each `yield`, so that its caller decides when it goes on. */
export type Steps<T> = Generator<void, T>;

/** Does all the work at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** Fills a column, `valueAt` by `valueAt`. */
export function* filled<T extends Float64Array | Uint32Array>(
  column: T,
  valueAt: (i: number) => number,
): Steps<T> {
  for (let i = 0; i < column.length; i++) {
    if (i % LONG_STEP === LONG_STEP - 1) yield;
    column[i] = valueAt(i);
  }
  return column;
}

/** Where each run of ascending keys begins, and the end of the last. */
function runsOf(keys: Float64Array): number[] {
  const runs = [0];
  for (let i = 1; i < keys.length; i++) if (keys[i]! < keys[i - 1]!) runs.push(i);
  runs.push(keys.length);
  return runs;
}

/**
 * The indices of `keys` in ascending order, equal ones as they stand. A natural merge sort: what is
 * in order already, or is a few lists in order one after another, costs a pass or a few.
 */
export function* ascendingOrder(keys: Float64Array): Steps<Uint32Array> {
  let order = yield* filled(new Uint32Array(keys.length), (i) => i);
  let runs = runsOf(keys);
  let spare = new Uint32Array(runs.length > 2 ? keys.length : 0);
  while (runs.length > 2) {
    const merged = [0];
    let pending = 0;
    for (let i = 0; i + 1 < runs.length; i += 2) {
      const end = runs[Math.min(i + 2, runs.length - 1)]!;
      merge(keys, order, spare, runs[i]!, runs[i + 1]!, end);
      merged.push(end);
      pending += end - runs[i]!;
      if (pending < LONG_STEP) continue;
      pending = 0;
      yield;
    }
    [order, spare] = [spare, order];
    runs = merged;
  }
  return order;
}

function merge(
  keys: Float64Array,
  from: Uint32Array,
  to: Uint32Array,
  start: number,
  middle: number,
  end: number,
): void {
  let left = start;
  let right = middle;
  for (let at = start; at < end; at++) {
    const takeLeft = right >= end || (left < middle && keys[from[left]!]! <= keys[from[right]!]!);
    to[at] = from[takeLeft ? left++ : right++]!;
  }
}
