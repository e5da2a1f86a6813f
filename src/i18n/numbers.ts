/**
 * A number with a comma every three digits, as both languages write it. `toLocaleString` writes the same, but browsers
 * take 10 ms for the first, and a telephone 50.
 */
export const count = (n: number | bigint): string =>
  typeof n === 'bigint' ? grouped(String(n)) : rounded(n);

/** The same, rounded to so many digits after the point; zeros at the end are left away. */
export function rounded(n: number, digits = 3): string {
  const [whole = '', fraction] = String(Number(n.toFixed(digits))).split('.');
  return fraction === undefined ? grouped(whole) : `${grouped(whole)}.${fraction}`;
}

const grouped = (digits: string): string => digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
