/** @throws where a law does not hold. */
export function must(holds: boolean, law: string): void {
  if (!holds) throw new Error(`does not hold: ${law}`);
}

interface Ranged {
  readonly range: { readonly start: number; readonly end: number };
}

/** Whether leaves cover so many bytes, without a gap and without meeting twice. */
export function tiles(leaves: readonly Ranged[], length: number): boolean {
  let at = 0;
  for (const { range } of leaves) {
    if (range.start !== at) return false;
    at = range.end;
  }
  return at === length * 8;
}

/** Whether what was found is in so many bytes. */
export const areInside = (found: readonly Ranged[], length: number): boolean =>
  found.every(({ range: { start, end } }) => start >= 0 && start <= end && end <= length * 8);

export const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
