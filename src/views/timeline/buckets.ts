import { countIn, firstFrom, type Intervals } from './intervals.ts';
import type { Stage } from './stage.ts';

/**
 * Visits what begins in the window, `[first, end)` at a time: all that is within the same `pixels`.
 * Buckets lie on a grid of absolute time, so that moving the window does not change them. It costs
 * by the bucket: what is inside one is counted, not looked at.
 */
export function eachBucket(
  intervals: Intervals,
  { from, to, pixelsPerSecond }: Stage,
  pixels: number,
  visit: (first: number, end: number) => void,
): void {
  const unit = pixels / pixelsPerSecond;
  const { starts, length } = intervals;
  let first = firstFrom(intervals, from);
  while (first < length && starts[first]! <= to) {
    const end = firstBeyond(intervals, first, (Math.floor(starts[first]! / unit) + 1) * unit);
    visit(first, end);
    first = end;
  }
}

/** The bucket of the same grid that `index` is in, `[first, end)`. */
export function bucketOf(
  intervals: Intervals,
  { pixelsPerSecond }: Stage,
  pixels: number,
  index: number,
): readonly [first: number, end: number] {
  const unit = pixels / pixelsPerSecond;
  const row = Math.floor(intervals.starts[index]! / unit);
  return [firstFrom(intervals, row * unit), firstBeyond(intervals, index, (row + 1) * unit)];
}

/** Most buckets hold one or two: looking beside is cheaper than searching. */
function firstBeyond(intervals: Intervals, first: number, time: number): number {
  const { starts, length } = intervals;
  for (let i = first + 1; i < first + 4; i++) if (i >= length || starts[i]! >= time) return i;
  return firstFrom(intervals, time, first + 4);
}

/** Visits the rows of the window, `pixels` high on the same grid, in which something lasts, with how many at once. */
export function eachCoverage(
  intervals: Intervals,
  { from, to, pixelsPerSecond }: Stage,
  pixels: number,
  visit: (from: number, to: number, count: number) => void,
): void {
  const unit = pixels / pixelsPerSecond;
  let row = Math.floor(from / unit);
  const last = Math.ceil(to / unit);
  let begun = row;
  let open = countIn(intervals, row * unit, (row + 1) * unit);
  while (++row <= last) {
    const now = row === last ? -1 : countIn(intervals, row * unit, (row + 1) * unit);
    if (now === open) continue;
    if (open > 0) visit(begun * unit, row * unit, open);
    begun = row;
    open = now;
  }
}
