import {
  hexValue,
  isBlank,
  isHexAt,
  plainAt,
  skipBlanks,
  TAB,
  trimEnd,
} from '../text/characters.ts';

/**
 * How a tool writes a row. `xxd` ends the offset with a colon and the data with two blanks; `tcpdump` does too, and
 * begins the offset with `0x`; `hexdump` ends the data with a bar, and Wireshark, whose rows are alike, with three blanks.
 */
export interface Grammar {
  readonly style: 'xxd' | 'hexdump' | 'tcpdump';
}

/** Where the digits of a row's offset stand. */
export interface Offset {
  readonly offset: number;
  readonly offsetEnd: number;
}

/** Where the parts of one row of a dump stand. */
export interface Row extends Offset {
  readonly data: number;
  readonly dataEnd: number;
  /** Where the text column begins; −1 where the row shows none. */
  readonly gutter: number;
  /** A bar begins the text column, and another may end it. */
  readonly barred: boolean;
  readonly end: number;
}

const COLON = 0x3a;
const ZERO = 0x30;
const X = 0x78;
const SHORTEST_OFFSET = 4;
const LONGEST_OFFSET = 16;

/** Takes a line apart; null where it is no row of a dump. Data of length 0 is a row too: the final offset. */
export function readRow(text: string, start: number, end: number, grammar: Grammar): Row | null {
  const { style } = grammar;
  const first = skipBlanks(text, start, end);
  const offset = style === 'tcpdump' ? skipZeroX(text, first, end) : first;
  let at = offset;
  while (at - offset <= LONGEST_OFFSET && isHexAt(text, at, end)) at++;
  const digits = at - offset;
  if (digits < SHORTEST_OFFSET || digits > LONGEST_OFFSET) return null;
  const offsetEnd = at;
  if (style !== 'hexdump') {
    if (at >= end || plainAt(text, at) !== COLON) return null;
    at++;
  }
  if (at < end && !isBlank(text.charCodeAt(at))) return null;
  const data = skipBlanks(text, at, end);
  const split = style === 'hexdump' ? hexdumpData(text, data, end) : spacedData(text, data, end);
  return { offset, offsetEnd, data, ...split, end };
}

/** After `0x`; the end of the line where it does not begin with that. */
const skipZeroX = (text: string, at: number, end: number): number =>
  plainAt(text, at) === ZERO && (plainAt(text, at + 1) | 0x20) === X ? at + 2 : end;

type Split = Pick<Row, 'dataEnd' | 'gutter' | 'barred'>;

/** Two blanks, or a tab, end the data. */
function spacedData(text: string, data: number, end: number): Split {
  for (let at = data; at < end; at++) {
    const code = text.charCodeAt(at);
    if (!isBlank(code)) continue;
    if (code === TAB || (at + 1 < end && isBlank(text.charCodeAt(at + 1))))
      return { dataEnd: at, gutter: at + 1, barred: false };
  }
  return { dataEnd: end, gutter: -1, barred: false };
}

/** `|` begins the text column of hexdump, `>` that of od; three blanks after pairs of digits that of Wireshark. */
function hexdumpData(text: string, data: number, end: number): Split {
  let pairs = 0;
  let at = data;
  while (isHexAt(text, at, end) && isHexAt(text, at + 1, end) && !isHexAt(text, at + 2, end)) {
    pairs++;
    const next = skipBlanks(text, at + 2, end);
    if (next - at > 4 && next < end && !closesBar(text, next, end, pairs))
      return { dataEnd: at + 2, gutter: at + 3, barred: false };
    at = next;
  }
  for (; at < end; at++) if (isBar(text[at])) return { dataEnd: at, gutter: at + 1, barred: true };
  return { dataEnd: end, gutter: -1, barred: false };
}

const isBar = (character: string | undefined): boolean => character === '|' || character === '>';

/** Whether a bar begins a text column of so many characters that another one ends. */
function closesBar(text: string, at: number, end: number, bytes: number): boolean {
  const last = trimEnd(text, at, end) - 1;
  return isBar(text[at]) && last - at - 1 === bytes && (text[last] === '|' || text[last] === '<');
}

/** Whether the data begins with a group of digits, two or a multiple of two. */
export function hasData(text: string, row: Row): boolean {
  let at = row.data;
  while (isHexAt(text, at, row.dataEnd)) at++;
  const digits = at - row.data;
  return digits > 0 && digits % 2 === 0 && (at === row.dataEnd || isBlank(text.charCodeAt(at)));
}

/** The number an offset says in a radix; NaN where a digit is too large for it. */
export function offsetOf(text: string, row: Offset, radix: number): number {
  let value = 0;
  for (let at = row.offset; at < row.offsetEnd; at++) {
    const digit = hexValue(plainAt(text, at));
    value = digit < radix ? value * radix + digit : NaN;
  }
  return value;
}
