import type { ExchangeTimes } from './exchange-times.ts';

/** Requests for the same thing, again and again. */
export interface Polls {
  readonly method: string;
  readonly path: string;
  readonly times: readonly ExchangeTimes[];
  /** Seconds from each request to the next. */
  readonly intervals: readonly number[];
  /** Seconds from each request to its answer. */
  readonly holds: readonly number[];
  /** True where the server waits with its answer until there is one: RFC 6202 §2. */
  readonly isHeld: boolean;
}

/** Fewer requests are no habit. */
const LEAST_POLLS = 3;

/** An answer is held that takes so long, in seconds; and so many times as long as the quickest. */
const LEAST_HOLD = 0.2;
const TIMES_QUICKEST = 5;
/** A wait that is plain by itself. */
const LONG_HOLD = 1;
/** The next request follows at once within this part of the wait. */
const AT_ONCE = 0.2;
/** Holds that differ so much are not the time a server takes for its work. */
const IRREGULAR = 2;

/** Polls come in a beat: half of the intervals are so close to the median. */
const BEAT = 0.25;
/** Requests closer together, in seconds, are a page that loads. */
const LEAST_INTERVAL = 0.1;

/** The polls among the exchanges of a connection; null where nothing is polled, or no times are known. */
export function pollsOf(all: readonly ExchangeTimes[]): Polls | null {
  const groups = groupBy(all, ({ method, path }) => `${method} ${path}`);
  const [largest = []] = [...groups.values()].sort((a, b) => b.length - a.length);
  if (largest.length < LEAST_POLLS || largest.length * 2 < all.length) return null;
  return judgePolls(largest, quickestOf(all));
}

/** The quickest answer, in seconds; Infinity where none has a time. */
export const quickestOf = (all: readonly ExchangeTimes[]): number =>
  smallest(all.flatMap((exchange) => holdOf(exchange) ?? []));

/** Values under the same key, in their order. */
export function groupBy<T>(values: Iterable<T>, keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

// Not Math.min(...): there may be more values than a call can have arguments.
const smallest = (values: readonly number[]): number =>
  values.reduce((least, value) => Math.min(least, value), Infinity);
const largestOf = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, value), -Infinity);

/** Whether requests for one thing are polls; `quickest` is the quickest answer beside them. */
export function judgePolls(times: readonly ExchangeTimes[], quickest: number): Polls | null {
  const intervals = pairsOf(times).flatMap(([a, b]) => spanOf(a.asked, b.asked) ?? []);
  const holds = times.flatMap((exchange) => holdOf(exchange) ?? []);
  const rests = pairsOf(times).flatMap(([a, b]) => spanOf(a.ended, b.asked) ?? []);
  const isHeld = areHeld(holds, rests, quickest);
  if (times.length < LEAST_POLLS || intervals.length === 0) return null;
  if (!isHeld && !isBeat(intervals, medianOf(holds) ?? 0)) return null;
  const { method, path } = times[0]!;
  return { method, path, times, intervals, holds, isHeld };
}

const pairsOf = <T>(values: readonly T[]): (readonly [T, T])[] =>
  values.slice(1).map((value, i) => [values[i]!, value] as const);

const spanOf = (from: number | null, to: number | null): number | null =>
  from === null || to === null ? null : to - from;

const holdOf = ({ sent, answered }: ExchangeTimes): number | null => spanOf(sent, answered);

function areHeld(holds: readonly number[], rests: readonly number[], quickest: number): boolean {
  const hold = medianOf(holds);
  if (hold === null || hold < LEAST_HOLD) return false;
  if (hold >= TIMES_QUICKEST * quickest) return true;
  const followsAtOnce = (medianOf(rests) ?? Infinity) <= AT_ONCE * hold;
  const waits = hold >= LONG_HOLD || largestOf(holds) >= IRREGULAR * smallest(holds);
  return followsAtOnce && waits;
}

/** A client that polls rests at least as long as it waits. */
function isBeat(intervals: readonly number[], hold: number): boolean {
  const median = medianOf(intervals)!;
  if (median < 2 * hold) return false;
  const close = intervals.filter((interval) => Math.abs(interval - median) <= BEAT * median);
  return median >= LEAST_INTERVAL && close.length * 2 >= intervals.length;
}

/** The middle value; null of none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
