import type { NewsResults } from '../../simulation/run.ts';

/** How long each delivered piece of news took, in milliseconds. */
export function delaysIn({ length, born, delivered }: NewsResults): number[] {
  const delays: number[] = [];
  for (let i = 0; i < length; i++) {
    const delay = (delivered[i]! - born[i]!) / 1000;
    if (!Number.isNaN(delay)) delays.push(delay);
  }
  return delays;
}

/** Columns of equal width from 0 on. */
export interface Bins {
  /** Milliseconds a column. */
  readonly width: number;
  readonly counts: readonly number[];
}

const MOST_BINS = 24;

/** The shortest of 1, 2, 5, 10, 20 … that makes no more steps than that. */
function niceStep(range: number, most: number): number {
  const least = Math.max(range / most, 1);
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least)!;
}

/** How many delays fall into each column; a column begins where the last has ended. */
export function linearBins(delays: readonly number[]): Bins {
  const most = delays.reduce((max, delay) => Math.max(max, delay), 1);
  const width = niceStep(most, MOST_BINS);
  const counts = Array.from({ length: Math.floor(most / width) + 1 }, () => 0);
  for (const delay of delays) counts[Math.floor(delay / width)]!++;
  return { width, counts };
}

/** Round numbers from 0 to the end of an axis. */
export function ticksTo(end: number, most: number): number[] {
  const step = niceStep(end, most);
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step);
}
