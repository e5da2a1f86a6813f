import type { Locale } from '../../i18n/words.ts';

const UNITS = ['B', 'KiB', 'MiB', 'GiB'];

/** A size as a person says it: `214 B`, `1.4 MiB`. */
export function sizeInWords(bytes: number, locale: Locale): string {
  let power = 0;
  // What rounds to 1024 of a unit is 1 of the next.
  while (power < UNITS.length - 1 && Math.round(bytes / 1024 ** power) >= 1024) power++;
  const shown = bytes / 1024 ** power;
  const digits = power === 0 || shown >= 100 ? 0 : 1;
  return `${shown.toLocaleString(locale, { maximumFractionDigits: digits })} ${UNITS[power]}`;
}
