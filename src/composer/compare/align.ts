/** A run of equal items: from `one` in the first list and from `other` in the second. */
export interface EqualRun {
  readonly one: number;
  readonly other: number;
  readonly length: number;
}

export interface Alignment {
  /** In order, apart from each other. */
  readonly runs: readonly EqualRun[];
  /** Where it was given up because too much differs; null where all was aligned. */
  readonly cut: { readonly one: number; readonly other: number } | null;
}

/** Differences that are gone through: 4 MB of them, and a second for a hundred thousand items. */
export const MOST_EDITS = 1000;

/**
 * The longest common subsequence of two lists of keys, by Myers' greedy way: as quick as they are alike.
 * Pauses after every difference; beyond `most` of them the rest stays unaligned.
 */
export function* align(
  one: Uint32Array,
  other: Uint32Array,
  most = MOST_EDITS,
): Generator<void, Alignment> {
  const n = one.length;
  const m = other.length;
  /** For each number of differences, how far each diagonal reached in the first list. */
  const trace: Int32Array[] = [];
  let reached = new Int32Array(3);
  for (let d = 0; ; d++) {
    const next = new Int32Array(2 * d + 3);
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && at(reached, d - 1, k - 1) < at(reached, d - 1, k + 1));
      let x = d === 0 ? 0 : down ? at(reached, d - 1, k + 1) : at(reached, d - 1, k - 1) + 1;
      let y = x - k;
      while (x < n && y < m && one[x] === other[y]) {
        x++;
        y++;
      }
      next[k + d + 1] = x;
      if (x >= n && y >= m) {
        trace.push(next);
        return { runs: runsOf(trace, d, k, n), cut: null };
      }
    }
    trace.push(next);
    reached = next;
    if (d >= most) return giveUp(trace, d, n, m);
    yield;
  }
}

const at = (reached: Int32Array, d: number, k: number): number => reached[k + d + 1] ?? 0;

/** Keeps the way that came furthest in both lists. */
function giveUp(trace: readonly Int32Array[], d: number, n: number, m: number): Alignment {
  let best = { k: 0, x: -1, sum: -1 };
  for (let k = -d; k <= d; k += 2) {
    const x = at(trace[d]!, d, k);
    const sum = 2 * x - k;
    if (x <= n && x - k <= m && x >= k && sum > best.sum) best = { k, x, sum };
  }
  return {
    runs: runsOf(trace, d, best.k, best.x),
    cut: { one: best.x, other: best.x - best.k },
  };
}

/** Goes back over the differences and gathers what is equal between them. */
function runsOf(trace: readonly Int32Array[], last: number, end: number, x: number): EqualRun[] {
  const runs: EqualRun[] = [];
  let k = end;
  let to = x;
  for (let d = last; d >= 0; d--) {
    const before = trace[d - 1];
    const down =
      before !== undefined &&
      (k === -d || (k !== d && at(before, d - 1, k - 1) < at(before, d - 1, k + 1)));
    const from =
      before === undefined ? 0 : down ? at(before, d - 1, k + 1) : at(before, d - 1, k - 1) + 1;
    if (to > from) runs.push({ one: from, other: from - k, length: to - from });
    if (before === undefined) break;
    k = down ? k + 1 : k - 1;
    to = down ? from : from - 1;
  }
  return joinRuns(runs.toReversed());
}

/** Runs that touch in both lists are one. */
function joinRuns(runs: readonly EqualRun[]): EqualRun[] {
  const joined: EqualRun[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    const touches =
      last !== undefined &&
      last.one + last.length === run.one &&
      last.other + last.length === run.other;
    if (touches) joined[joined.length - 1] = { ...last, length: last.length + run.length };
    else joined.push(run);
  }
  return joined;
}
