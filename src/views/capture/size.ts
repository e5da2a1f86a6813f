import { rounded } from '../../i18n/numbers.ts';
import type { Pageable } from '../../trace/payload-pages.ts';

const UNITS = ['B', 'KiB', 'MiB', 'GiB'];

/** A size as a person says it: `214 B`, `1.4 MiB`. */
export function sizeInWords(bytes: number): string {
  let power = 0;
  // What rounds to 1024 of a unit is 1 of the next.
  while (power < UNITS.length - 1 && Math.round(bytes / 1024 ** power) >= 1024) power++;
  const shown = bytes / 1024 ** power;
  const digits = power === 0 || shown >= 100 ? 0 : 1;
  return `${rounded(shown, digits)} ${UNITS[power]}`;
}

/** A hex view shows so much; what is longer comes in pages. */
const MOST_SHOWN = 4096;

/** Whether something is too long for the views of a row, or is no part of it. */
export const isLong = ({ part, length }: Pageable): boolean =>
  length === null || length > MOST_SHOWN || part === 'message';
