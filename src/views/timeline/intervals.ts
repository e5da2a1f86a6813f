import { bisectLeft, bisectRight } from 'd3-array';
import { ascendingOrder, filled, type Steps } from './order.ts';

/** Stretches of time in the order they begin; a moment is one that ends where it begins. */
export interface Intervals {
  readonly length: number;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** The same ends in ascending order: how many have ended by a time is a search. */
  readonly closings: Float64Array;
  /** The latest end of each block of `BLOCK` stretches, then of each block of blocks, and so on. */
  readonly latest: readonly Float64Array[];
}

const BLOCK = 32;

/** Gathered in any order, made into intervals, with what else is known of each brought into the same order. */
export interface Gathered {
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
  readonly columns: readonly ArrayLike<number>[];
}

export interface Sorted {
  readonly intervals: Intervals;
  readonly columns: readonly Uint32Array[];
}

/** To nanoseconds, the finest that captures know: what was added up in binary fractions is then the same moment. */
const rounded = (seconds: number): number => Math.round(seconds * 1e9) / 1e9;

/** An end before its start, as clocks that are set back give, counts as the start. */
export function* intervalsOf({ starts, ends, columns }: Gathered): Steps<Sorted> {
  const { length } = starts;
  const doubles = (valueAt: (i: number) => number): Steps<Float64Array> =>
    filled(new Float64Array(length), valueAt);
  const times = yield* doubles((i) => rounded(starts[i]!));
  const order = yield* ascendingOrder(times);
  const sortedStarts = yield* doubles((i) => times[order[i]!]!);
  const sortedEnds = yield* doubles((i) => Math.max(rounded(ends[order[i]!]!), sortedStarts[i]!));
  const closing = yield* ascendingOrder(sortedEnds);
  const closings = yield* doubles((i) => sortedEnds[closing[i]!]!);
  const sorted: Uint32Array[] = [];
  for (const column of columns)
    sorted.push(yield* filled(new Uint32Array(length), (i) => column[order[i]!]!));
  yield;
  const latest = latestOf(sortedEnds);
  const intervals = { length, starts: sortedStarts, ends: sortedEnds, closings, latest };
  return { intervals, columns: sorted };
}

function latestOf(ends: Float64Array): Float64Array[] {
  const levels: Float64Array[] = [];
  for (let below = ends; below.length > BLOCK; below = levels.at(-1)!) {
    const level = new Float64Array(Math.ceil(below.length / BLOCK)).fill(-Infinity);
    for (let i = 0; i < below.length; i++) {
      const block = (i / BLOCK) | 0;
      if (below[i]! > level[block]!) level[block] = below[i]!;
    }
    levels.push(level);
  }
  return levels;
}

/** The first to begin at or after `time`. */
export const firstFrom = (intervals: Intervals, time: number, from = 0): number =>
  bisectLeft(intervals.starts, time, from);

/** The first to begin after `time`. */
export const firstAfter = (intervals: Intervals, time: number): number =>
  bisectRight(intervals.starts, time);

/** How many have a moment in common with `[from, to)`, or with `from` where both are the same. */
export const countIn = (intervals: Intervals, from: number, to: number): number =>
  Math.max(bisectLeft(intervals.starts, to) - bisectLeft(intervals.closings, from), 0);

/** Visits, in order, those before index `before` that end at `time` or later, at most `most`. */
export function lastingUntil(
  { ends, latest }: Intervals,
  before: number,
  time: number,
  most: number,
  visit: (index: number) => void,
): void {
  let left = most;
  const descend = (level: number, from: number, to: number): void => {
    const values = level === 0 ? ends : latest[level - 1]!;
    const width = BLOCK ** level;
    const last = Math.min(to, values.length);
    for (let i = from; i < last && left > 0 && i * width < before; i++) {
      if (values[i]! < time) continue;
      if (level > 0) descend(level - 1, i * BLOCK, (i + 1) * BLOCK);
      else {
        left--;
        visit(i);
      }
    }
  };
  descend(latest.length, 0, Infinity);
}
