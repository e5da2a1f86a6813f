import type { NewsResults } from './run.ts';

/** Bins of equal width in the logarithm of the delay: so many to a factor of ten. */
export const BINS_PER_DECADE = 12;

/** Delays shorter than this are in the first bin, in milliseconds. */
export const SHORTEST = 1;

/** Up to about an hour. */
export const BINS = Math.ceil(Math.log10(3_600_000 / SHORTEST) * BINS_PER_DECADE) + 1;

/** The lower edge of a bin in milliseconds. */
export const edgeOf = (bin: number): number => SHORTEST * 10 ** (bin / BINS_PER_DECADE);

export function binOf(milliseconds: number): number {
  const bin = Math.floor(Math.log10(Math.max(milliseconds, SHORTEST) / SHORTEST) * BINS_PER_DECADE);
  return Math.min(bin, BINS - 1);
}

/** How many pieces of news took how long; only those delivered. */
export function delayHistogram({ length, born, delivered }: NewsResults): Uint32Array {
  const counts = new Uint32Array(BINS);
  for (let i = 0; i < length; i++) {
    const delay = (delivered[i]! - born[i]!) / 1000;
    if (!Number.isNaN(delay)) counts[binOf(delay)]!++;
  }
  return counts;
}
