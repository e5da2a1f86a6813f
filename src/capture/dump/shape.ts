import { isHexAt, skipBlanks, trimEnd } from '../text/characters.ts';
import { eachLine, type Passage } from '../text/lines.ts';
import { hasData, offsetOf, readRow, type Grammar, type Row } from './row.ts';

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
  /** The digits are 16-bit numbers, lower byte first: `hexdump` and `od -x` without options. */
  readonly words: boolean;
}

export function shapeOf(passages: readonly Passage[], grammar: Grammar): DumpShape {
  let lines = 0;
  let rows = 0;
  let first: Row | null = null;
  let radix: number | null = null;
  let words = false;
  for (const passage of passages) {
    let previous: Row | null = null;
    eachLine(passage, ({ start, end }) => {
      const { text } = passage;
      if (skipBlanks(text, start, end) === end) return true;
      lines++;
      const row = readRow(text, start, end, grammar);
      if (isRepeat(text, start, end) || isFinalOffset(row)) rows++;
      if (row !== null && previous !== null) radix ??= radixOf(text, previous, row);
      previous = row !== null && hasData(text, row) ? row : null;
      if (previous === null) return lines < SAMPLE;
      rows++;
      if (first === null) words = !grammar.colon && isWords(text, previous);
      first ??= previous;
      return lines < SAMPLE;
    });
  }
  return { lines, rows, first, radix, words };
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
  const grown = (step: number) => step === bytes || (isFinalOffset(next) && step === bytes - 1);
  return RADIXES.find((radix) => bytes > 0 && grown(steps(radix))) ?? null;
}

function digitsOf(text: string, row: Row): number {
  let digits = 0;
  for (let at = row.data; at < row.dataEnd; at++) if (isHexAt(text, at, row.dataEnd)) digits++;
  return digits;
}

/** Seven digits of offset, and groups of four. */
function isWords(text: string, row: Row): boolean {
  if (row.offsetEnd - row.offset !== 7 || row.gutter >= 0 || row.end - row.data > 200) return false;
  const groups = text.slice(row.data, row.dataEnd).trim().split(/\s+/);
  return groups.every((group) => group.length === 4);
}
