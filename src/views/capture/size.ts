import type { Locale } from '../../i18n/words.ts';

const UNITS = ['B', 'KiB', 'MiB', 'GiB'];

/** A size as a person says it: `214 B`, `1.4 MiB`. */
export function sizeInWords(bytes: number, locale: Locale): string {
  const power = bytes < 1024 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length - 1);
  const shown = bytes / 1024 ** power;
  const digits = power === 0 || shown >= 100 ? 0 : 1;
  return `${shown.toLocaleString(locale, { maximumFractionDigits: digits })} ${UNITS[power]}`;
}
