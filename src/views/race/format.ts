import { rounded } from '../../i18n/numbers.ts';
import type { MetricUnit } from './metrics.ts';

/** Digits by size: 5.25 ms, 52.3 ms, 523 ms. */
export function digits(value: number): string {
  const size = Math.abs(value);
  const fraction = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2;
  return rounded(value, fraction);
}

interface UnitWords {
  readonly ms: (value: string) => string;
  readonly seconds: (value: string) => string;
}

/** A value with its unit; bytes beyond a million in MB. */
export function withUnit(value: number, unit: MetricUnit, said: UnitWords): string {
  if (unit === 'count') return digits(value);
  if (unit === 'ms')
    return value < 10_000 ? said.ms(digits(value)) : said.seconds(digits(value / 1000));
  if (unit === 'seconds') return said.seconds(digits(value));
  return bytesText(value);
}

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB'];

function bytesText(value: number): string {
  let size = value;
  let i = 0;
  for (; size >= 10_000 && i < SIZES.length - 1; i++) size /= 1000;
  return `${digits(size)} ${SIZES[i]!}`;
}
