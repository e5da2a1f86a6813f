import type { MetricUnit } from './metrics.ts';

/** Digits by size: 5.25 ms, 52.3 ms, 523 ms. */
export function digits(value: number, locale: string): string {
  const size = Math.abs(value);
  const maximumFractionDigits = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2;
  return value.toLocaleString(locale, { maximumFractionDigits });
}

interface UnitWords {
  readonly ms: (value: string) => string;
  readonly seconds: (value: string) => string;
}

/** A value with its unit; bytes beyond a million in MB. */
export function withUnit(value: number, unit: MetricUnit, locale: string, said: UnitWords): string {
  if (unit === 'count') return digits(value, locale);
  if (unit === 'ms')
    return value < 10_000
      ? said.ms(digits(value, locale))
      : said.seconds(digits(value / 1000, locale));
  if (unit === 'seconds') return said.seconds(digits(value, locale));
  return bytesText(value, locale);
}

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB'];

function bytesText(value: number, locale: string): string {
  let size = value;
  let i = 0;
  for (; size >= 10_000 && i < SIZES.length - 1; i++) size /= 1000;
  return `${digits(size, locale)} ${SIZES[i]!}`;
}
