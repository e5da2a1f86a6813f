import { hexValue, isBlank, isHexAt, plainAt, skipBlanks, TAB } from '../text/characters.ts';

/** How a tool writes a row: `xxd` ends the offset with a colon and the data with two spaces, `hexdump -C` the data with a bar. */
export interface Grammar {
  readonly colon: boolean;
}

/** Where the parts of one row of a dump stand. */
export interface Row {
  /** The offset's digits. */
  readonly offset: number;
  readonly offsetEnd: number;
  readonly data: number;
  readonly dataEnd: number;
  /** Where the text column begins; −1 where the row shows none. */
  readonly gutter: number;
  /** A bar begins the text column, and another may end it. */
  readonly barred: boolean;
  readonly end: number;
}

const COLON = 0x3a;
const SHORTEST_OFFSET = 4;
const LONGEST_OFFSET = 16;

/** Takes a line apart; null where it is no row of a dump. Data of length 0 is a row too: the final offset. */
export function readRow(text: string, start: number, end: number, grammar: Grammar): Row | null {
  const offset = skipBlanks(text, start, end);
  let at = offset;
  while (at - offset <= LONGEST_OFFSET && isHexAt(text, at, end)) at++;
  const digits = at - offset;
  if (digits < SHORTEST_OFFSET || digits > LONGEST_OFFSET) return null;
  const offsetEnd = at;
  if (grammar.colon) {
    if (at >= end || plainAt(text, at) !== COLON) return null;
    at++;
  }
  if (at < end && !isBlank(text.charCodeAt(at))) return null;
  const data = skipBlanks(text, at, end);
  const [dataEnd, gutter] = grammar.colon
    ? spacedData(text, data, end)
    : barredData(text, data, end);
  return { offset, offsetEnd, data, dataEnd, gutter, barred: !grammar.colon, end };
}

/** Two blanks, or a tab, end the data. */
function spacedData(text: string, data: number, end: number): readonly [number, number] {
  for (let at = data; at < end; at++) {
    const code = text.charCodeAt(at);
    if (!isBlank(code)) continue;
    if (code === TAB || (at + 1 < end && isBlank(text.charCodeAt(at + 1)))) return [at, at + 1];
  }
  return [end, -1];
}

/** `|` begins the text column of hexdump, `>` that of od. */
function barredData(text: string, data: number, end: number): readonly [number, number] {
  for (let at = data; at < end; at++) {
    const first = text[at];
    if (first === '|' || first === '>') return [at, at + 1];
  }
  return [end, -1];
}

/** Whether the data begins with a group of digits, two or a multiple of two. */
export function hasData(text: string, row: Row): boolean {
  let at = row.data;
  while (isHexAt(text, at, row.dataEnd)) at++;
  const digits = at - row.data;
  return digits > 0 && digits % 2 === 0 && (at === row.dataEnd || isBlank(text.charCodeAt(at)));
}

/** The number an offset says in a radix; NaN where a digit is too large for it. */
export function offsetOf(text: string, row: Row, radix: number): number {
  let value = 0;
  for (let at = row.offset; at < row.offsetEnd; at++) {
    const digit = hexValue(plainAt(text, at));
    value = digit < radix ? value * radix + digit : NaN;
  }
  return value;
}
