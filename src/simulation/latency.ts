import type { Latency, NewsResults } from './run.ts';

/** The value at ceil(q · n) of values in order: nearest rank. */
export const rank = (sorted: Float64Array, q: number): number =>
  sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1]!;

/** How long what was delivered took, in milliseconds and in order. */
export function latencies({ length, born, delivered }: NewsResults): Float64Array {
  const values = new Float64Array(length);
  let count = 0;
  for (let i = 0; i < length; i++) {
    if (!Number.isNaN(delivered[i]!)) values[count++] = (delivered[i]! - born[i]!) / 1000;
  }
  return values.subarray(0, count).sort();
}

/** Null where nothing was delivered: a mean of nothing is no number. */
export function latencyOf(results: NewsResults): Latency | null {
  const sorted = latencies(results);
  const count = sorted.length;
  if (count === 0) return null;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / count;
  return { count, mean, p50: rank(sorted, 0.5), p95: rank(sorted, 0.95), max: sorted[count - 1]! };
}
