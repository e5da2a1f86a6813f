/** The first number that needs a comma. */
const GROUPED = 1000;

/**
 * A number with a comma every three digits, as both languages write it. Small whole ones are written as they are: the
 * first time a browser is asked to write one takes it 10 ms.
 */
export const count = (n: number | bigint): string =>
  n >= 0 && n < GROUPED && Number.isInteger(Number(n)) ? String(n) : n.toLocaleString('en');

/** The same, rounded to so many digits after the point; zeros at the end are left away. */
export function rounded(n: number, digits = 3): string {
  const near = Number(n.toFixed(digits));
  return Math.abs(near) < GROUPED
    ? String(near)
    : n.toLocaleString('en', { maximumFractionDigits: digits });
}
