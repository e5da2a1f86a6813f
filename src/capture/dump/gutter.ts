import type { ByteBuffer } from '../byte-buffer.ts';
import { isBlank, isHexAt, skipBlanks, trimEnd } from '../text/characters.ts';
import type { Row } from './row.ts';

const DOT = 0x2e;
const SPACE = 0x20;
const isPrintable = (byte: number): boolean => byte > 0x20 && byte < 0x7f;

/**
 * Whether the text column shows the bytes from `from` on: as many characters, and the printable
 * ones alike. A column that begins with a space cannot be found, and is taken to agree.
 */
export function gutterAgrees(text: string, row: Row, out: ByteBuffer, from: number): boolean {
  const bytes = out.length - from;
  if (row.gutter < 0 || bytes === 0 || out.at(from) === SPACE) return true;
  const start = skipBlanks(text, row.gutter, row.end);
  const shown = trimEnd(text, start, row.end) - start;
  if (shown > bytes + (row.barred ? 1 : 0)) return false;
  for (let i = 0; i < bytes; i++) {
    const byte = out.at(from + i);
    if (i >= shown ? byte !== SPACE : isPrintable(byte) && text.charCodeAt(start + i) !== byte)
      return false;
  }
  return true;
}

/**
 * Where the data of a row ends whose spaces were run together, so that nothing but what it
 * says tells its text column from its data: where as many characters follow as bytes came
 * before, and they are those bytes.
 */
export function endOfData(text: string, row: Row): number {
  let digits = 0;
  for (let at = row.data; at < row.end; at++) {
    if (isHexAt(text, at, row.end)) digits++;
    else if (!isBlank(text.charCodeAt(at))) return row.end;
    else if (row.end - at - 1 <= digits / 2) return showsBytes(text, row.data, at) ? at : row.end;
  }
  return row.end;
}

/** Whether the characters after `at` are the bytes written before it. */
function showsBytes(text: string, data: number, at: number): boolean {
  let shown = at + 1;
  for (let i = data; i < at; i++) {
    if (isBlank(text.charCodeAt(i))) continue;
    const byte = Number.parseInt(text.slice(i, i + 2), 16);
    const code = text.charCodeAt(shown++);
    const blank = byte === SPACE && (Number.isNaN(code) || isBlank(code));
    if (!blank && code !== (isPrintable(byte) ? byte : DOT)) return false;
    i++;
  }
  return true;
}
