import { isBlank, trimEnd } from '../text/characters.ts';

/** How `od` writes the bytes of a row; `size` is the bytes that a cell stands for, lower byte first. */
export interface Cells {
  readonly name: 'characters' | 'octal' | 'octal-words' | 'decimal' | 'decimal-words';
  readonly size: 1 | 2;
}

export const CHARACTERS: Cells = { name: 'characters', size: 1 };
const OCTAL: Cells = { name: 'octal', size: 1 };
const OCTAL_WORDS: Cells = { name: 'octal-words', size: 2 };
const DECIMAL: Cells = { name: 'decimal', size: 1 };
const DECIMAL_WORDS: Cells = { name: 'decimal-words', size: 2 };

/** Every cell of `od -c` and `hexdump -c` is so wide, a blank before it included. */
export const CELL_WIDTH = 4;

const ESCAPES: Record<string, number> = {
  '\\0': 0x00,
  '\\a': 0x07,
  '\\b': 0x08,
  '\\t': 0x09,
  '\\n': 0x0a,
  '\\v': 0x0b,
  '\\f': 0x0c,
  '\\r': 0x0d,
};

/** Which cells the data of some rows could be: the first kind that all of them fit; null for none. */
export function cellsOf(rows: readonly string[]): Cells | null {
  const tokens = rows.flatMap((row) => row.trim().split(/\s+/));
  const all = (pattern: RegExp) => tokens.every((token) => pattern.test(token));
  if (all(/^[0-3][0-7]{2}$/)) return OCTAL;
  if (all(/^[01][0-7]{5}$/)) return OCTAL_WORDS;
  if (all(/^\d{5}$/)) return DECIMAL_WORDS;
  // Two digits in every cell are hexadecimal, for od -t x1 fills them up.
  if (all(/^(?:0|-?[1-9]\d{0,2})$/) && !all(/^\d\d$/)) return DECIMAL;
  return rows.every((row) => charactersIn(row) !== null) ? CHARACTERS : null;
}

/** Whether rows of decimal numbers could be characters as well: digits, and octal numbers. */
export const isAmbiguous = (rows: readonly string[], cells: Cells): boolean =>
  cells === DECIMAL && rows.every((row) => charactersIn(row) !== null);

/** The bytes of a row's data; −1 stands for what no byte is written like. */
export function readCells(data: string, cells: Cells): readonly number[] {
  if (cells === CHARACTERS) return charactersIn(data) ?? [-1];
  const radix = cells.name.startsWith('octal') ? 8 : 10;
  return data
    .trim()
    .split(/\s+/)
    .flatMap((token) => bytesOf(token, radix, cells.size));
}

function bytesOf(token: string, radix: number, size: 1 | 2): readonly number[] {
  const value = Number.parseInt(token, radix);
  if (size === 1) return [value >= -128 && value <= 255 ? value & 0xff : -1];
  return value >= 0 && value <= 0xffff ? [value & 0xff, value >> 8] : [-1];
}

/** The bytes of cells of four columns; null where the row is not made of such. */
function charactersIn(data: string): readonly number[] | null {
  const bytes: number[] = [];
  // Only blanks after the last cell may be missing: a byte that is a space is a cell of blanks.
  const end = trimEnd(data, 0, data.length);
  for (let at = 0; at < end; at += CELL_WIDTH) {
    const byte = byteOf(data.slice(at, at + CELL_WIDTH));
    if (byte < 0) return null;
    bytes.push(byte);
  }
  return bytes;
}

function byteOf(cell: string): number {
  if (!isBlank(cell.charCodeAt(0))) return -1;
  const shown = cell.trim();
  if (shown.length === 0) return 0x20;
  if (shown.length === 1) return shown.charCodeAt(0) < 0x7f ? shown.charCodeAt(0) : -1;
  return ESCAPES[shown] ?? (/^[0-3][0-7]{2}$/.test(shown) ? Number.parseInt(shown, 8) : -1);
}
