/** Width of a label in pixels at 11 px semibold, on the generous side. */
export function labelWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (character >= '\u2e80') width += 11.5;
    else if (/[A-Z0-9MW]/.test(character)) width += 8;
    else width += 6.4;
  }
  return width;
}

/** The first of the names that has room, or nothing. */
export const fitLabel = (names: readonly string[], room: number): string =>
  names.find((name) => name !== '' && labelWidth(name) <= room) ?? '';
