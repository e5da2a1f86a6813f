import type { SpecRef } from '../annotation.ts';
import { CR, LF, SP } from '../http/syntax.ts';

export const section = (section: string): SpecRef => ({ doc: 'html', section });

/** The grammar of a stream, and what its lines mean. */
export const GRAMMAR: SpecRef = section('9.2.5');
export const MEANING: SpecRef = section('9.2.6');

const COLON = 0x3a;

/** U+FEFF in UTF-8. */
export const BOM = Uint8Array.of(0xef, 0xbb, 0xbf);

/** Whether a byte order mark stands at `at`; undefined where the bytes end inside what may be one. */
export function bomAt(bytes: Uint8Array, at: number, end: number): boolean | undefined {
  for (let i = 0; i < BOM.length; i++) {
    if (at + i >= end) return undefined;
    if (bytes[at + i] !== BOM[i]) return false;
  }
  return true;
}

/**
 * Where the pieces of a line begin, and where the last ends: `name`, `separator`, `value`, line end.
 * A comment has no name; a line without a colon is all name. Filled again for each line.
 */
export interface Line {
  start: number;
  /** The colon, or where the line end begins. */
  nameEnd: number;
  /** After the colon and one space. */
  valueAt: number;
  valueEnd: number;
  /** After CRLF, LF or CR; `valueEnd` while none of them has come. */
  end: number;
}

export const createLine = (): Line => ({ start: 0, nameEnd: 0, valueAt: 0, valueEnd: 0, end: 0 });

/**
 * Reads the line at `from`: HTML §9.2.5. False where `end` comes before its line end. A CR just before
 * `end` is taken for the whole line end: who awaits more bytes must wait for the next one.
 */
export function readLine(bytes: Uint8Array, from: number, end: number, line: Line): boolean {
  let at = from;
  while (at < end && bytes[at] !== LF && bytes[at] !== CR) at++;
  line.start = from;
  line.valueEnd = at;
  let colon = from;
  while (colon < at && bytes[colon] !== COLON) colon++;
  line.nameEnd = colon;
  line.valueAt = colon === at ? at : colon + 1;
  // one space after the colon, no more: HTML §9.2.6
  if (line.valueAt < at && bytes[line.valueAt] === SP) line.valueAt++;
  line.end =
    at === end ? at : at + (bytes[at] === CR && at + 1 < end && bytes[at + 1] === LF ? 2 : 1);
  return line.end > at;
}

/** Nothing before the line end. */
export const isBlank = ({ start, valueEnd }: Line): boolean => valueEnd === start;

/** Begins with a colon. */
export const isComment = ({ start, nameEnd, valueEnd }: Line): boolean =>
  nameEnd === start && valueEnd > start;

export const FIELD_NAMES = ['data', 'event', 'id', 'retry'] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

/** Bit 5 tells small ASCII letters from capitals. */
const CASE = 0x20;

function spells(bytes: Uint8Array, start: number, name: string, ignored: number): boolean {
  for (let i = 0; i < name.length; i++) {
    if (((bytes[start + i] ?? 0) | ignored) !== name.charCodeAt(i)) return false;
  }
  return true;
}

const named = (bytes: Uint8Array, start: number, end: number, ignored: number): FieldName | null =>
  FIELD_NAMES.find((name) => name.length === end - start && spells(bytes, start, name, ignored)) ??
  null;

/** The field of that name, null for those that are ignored. Names have a case: HTML §9.2.6. */
export const fieldNamed = (bytes: Uint8Array, start: number, end: number): FieldName | null =>
  named(bytes, start, end, 0);

/** The field that was meant, had names no case. */
export const fieldMeant = (bytes: Uint8Array, start: number, end: number): FieldName | null =>
  named(bytes, start, end, CASE);
