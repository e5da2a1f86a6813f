import { isHexAt, skipBlanks, trimEnd } from '../text/characters.ts';
import { eachLine, type Passage } from '../text/lines.ts';
import type { Between } from './between.ts';
import { hasData, offsetOf, readRow, type Grammar, type Row } from './row.ts';

const NOTHING = { line: () => false };

/** So many lines are looked at to know a dump. */
const SAMPLE = 200;

/** od counts in eights, xxd -d in tens. */
const RADIXES = [16, 8, 10] as const;

/** What the first lines of a dump tell about all of it. */
export interface DumpShape {
  readonly lines: number;
  readonly rows: number;
  readonly first: Row | null;
  /** The radix in which the offsets grow by the bytes of the rows; null where none does. */
  readonly radix: number | null;
  /** Bytes of a group that is a number, lower byte first, as `hexdump` and `od -x` print; 1 where groups are bytes. */
  readonly unit: number;
}

/** `between` knows the lines that a tool prints between its dumps. */
export function shapeOf(
  passages: readonly Passage[],
  grammar: Grammar,
  between: (passage: Passage) => Pick<Between, 'line'> = () => NOTHING,
): DumpShape {
  let lines = 0;
  let rows = 0;
  let first: Row | null = null;
  let radix: number | null = null;
  let unit = 1;
  for (const passage of passages) {
    const { text } = passage;
    const known = between(passage);
    let previous: Row | null = null;
    eachLine(passage, (line) => {
      const { start, end } = line;
      if (skipBlanks(text, start, end) === end) return true;
      const row = readRow(text, start, end, grammar);
      if (row === null && known.line(line)) return true;
      lines++;
      if (isRepeat(text, start, end) || isFinalOffset(row)) rows++;
      if (row !== null && previous !== null) radix ??= radixOf(text, previous, row);
      previous = row !== null && hasData(text, row) ? row : null;
      if (previous === null) return lines < SAMPLE;
      rows++;
      if (first === null && grammar.style === 'hexdump') unit = unitOf(text, previous);
      first ??= previous;
      return lines < SAMPLE;
    });
  }
  return { lines, rows, first, radix, unit };
}

/** `*`: rows like the one before, left out. */
export const isRepeat = (text: string, start: number, end: number): boolean => {
  const at = skipBlanks(text, start, end);
  return text[at] === '*' && trimEnd(text, at, end) === at + 1;
};

const isFinalOffset = (row: Row | null): boolean => row !== null && row.data === row.end;

function radixOf(text: string, row: Row, next: Row): number | null {
  const bytes = Math.floor(digitsOf(text, row) / 2);
  const steps = (radix: number) => offsetOf(text, next, radix) - offsetOf(text, row, radix);
  // The last group of numbers may be filled up with zeros.
  const grown = (step: number) =>
    step === bytes || (isFinalOffset(next) && step < bytes && step > bytes - 8);
  return RADIXES.find((radix) => bytes > 0 && grown(steps(radix))) ?? null;
}

function digitsOf(text: string, row: Row): number {
  let digits = 0;
  for (let at = row.data; at < row.dataEnd; at++) if (isHexAt(text, at, row.dataEnd)) digits++;
  return digits;
}

/** Six or seven digits of offset, and groups of 4, 8 or 16 digits, all alike. */
function unitOf(text: string, row: Row): number {
  const digits = row.offsetEnd - row.offset;
  if (digits < 6 || digits > 7 || row.gutter >= 0 || row.end - row.data > 200) return 1;
  const groups = text.slice(row.data, row.dataEnd).trim().split(/\s+/);
  const size = groups[0]!.length;
  return [4, 8, 16].includes(size) && groups.every(({ length }) => length === size) ? size / 2 : 1;
}
