import type { Totals } from '../../simulation/run.ts';
import { DIRECTIONS } from '../../trace/direction.ts';

/** What an interval of polling comes to. */
export interface DelayCost {
  /** Milliseconds. */
  readonly interval: number;
  /** Mean, in milliseconds; null where no news came. */
  readonly delay: number | null;
  /** Up and down, a minute. */
  readonly bytes: number;
}

/** Intervals that the curve is drawn through. */
export const INTERVALS: readonly number[] = [
  ...[500, 700, 1000, 1500, 2000, 3000, 4000, 5000],
  ...[6000, 8000, 10_000, 12_000, 15_000, 20_000],
];

const MINUTE = 60_000;

/** Reads delay and price off a run of `window` milliseconds. */
export function delayCostOf(totals: Totals, interval: number, window: number): DelayCost {
  const bytes = DIRECTIONS.flatMap((direction) => Object.values(totals.bytes[direction])).reduce(
    (sum, part) => sum + part,
    0,
  );
  return { interval, delay: totals.latency?.mean ?? null, bytes: (bytes * MINUTE) / window };
}

/** The interval whose point lies nearest to a share of the chart's width and height, from its lower left corner. */
export function nearestInterval(
  curve: readonly DelayCost[],
  at: { readonly x: number; readonly y: number },
  most: { readonly delay: number; readonly bytes: number },
): number | null {
  const distance = ({ delay, bytes }: DelayCost): number =>
    Math.hypot((delay ?? 0) / most.delay - at.x, bytes / most.bytes - at.y);
  return curve.toSorted((a, b) => distance(a) - distance(b))[0]?.interval ?? null;
}
