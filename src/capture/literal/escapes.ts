import { hexValue } from '../text/characters.ts';

/** What a backslash and the characters after it stand for. */
export interface Escape {
  readonly end: number;
  /** A byte, or a character; −1 for nothing: a line that goes on. */
  readonly value: number;
  /** `\u…`: a character, which may be one byte or several. */
  readonly character: boolean;
  readonly known: boolean;
}

const SINGLE: Record<string, number> = {
  a: 0x07,
  b: 0x08,
  t: 0x09,
  n: 0x0a,
  v: 0x0b,
  f: 0x0c,
  r: 0x0d,
  e: 0x1b,
  '"': 0x22,
  "'": 0x27,
  '\\': 0x5c,
  '/': 0x2f,
  '`': 0x60,
  $: 0x24,
  '#': 0x23,
  '?': 0x3f,
};

const SURROGATES = /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}/y;
const BRACED = /\\[ux]\{([\da-fA-F]{1,6})\}/y;
const LONG = /\\U([\da-fA-F]{8})/y;
const SHORT = /\\u([\da-fA-F]{4})/y;

function codeBy(pattern: RegExp, text: string, at: number): { code: number; end: number } | null {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found === null ? null : { code: Number.parseInt(found[1]!, 16), end: pattern.lastIndex };
}

/** The escape whose backslash is at `at`, as C, JavaScript, Python, Go, Rust, Java, PHP, Ruby and Perl write them. */
export function escapeAt(text: string, at: number, end: number): Escape {
  const next = at + 1 < end ? text[at + 1]! : '';
  if (next === '') return { end, value: -1, character: false, known: true };
  if (next === 'x' && text[at + 2] !== '{') return hexEscape(text, at, end);
  if (next >= '0' && next <= '7') return octalEscape(text, at, end);
  if (next === 'u' || next === 'U' || next === 'x') return characterEscape(text, at);
  const value = SINGLE[next];
  const known = value !== undefined;
  return { end: at + 2, value: value ?? next.charCodeAt(0), character: !known, known };
}

/** One or two digits: C would take more, which fit no byte. */
function hexEscape(text: string, at: number, end: number): Escape {
  const high = at + 2 < end ? hexValue(text.charCodeAt(at + 2)) : -1;
  const low = at + 3 < end ? hexValue(text.charCodeAt(at + 3)) : -1;
  if (high < 0) return { end: at + 2, value: 0x78, character: false, known: false };
  if (low < 0) return { end: at + 3, value: high, character: false, known: true };
  return { end: at + 4, value: (high << 4) | low, character: false, known: true };
}

/** Up to three digits, up to 377. */
function octalEscape(text: string, at: number, end: number): Escape {
  let value = 0;
  let to = at + 1;
  while (to < end && to < at + 4 && text[to]! >= '0' && text[to]! <= '7' && value < 0o40)
    value = value * 8 + Number(text[to++]);
  return { end: to, value, character: false, known: true };
}

function characterEscape(text: string, at: number): Escape {
  SURROGATES.lastIndex = at;
  if (SURROGATES.test(text)) {
    const half = (from: number) => Number.parseInt(text.slice(from, from + 4), 16);
    const pair = String.fromCharCode(half(at + 2), half(at + 8));
    return { end: at + 12, value: pair.codePointAt(0)!, character: true, known: true };
  }
  const found = codeBy(SHORT, text, at) ?? codeBy(LONG, text, at) ?? codeBy(BRACED, text, at);
  if (found === null || found.code > 0x10ffff)
    return { end: at + 2, value: text.charCodeAt(at + 1), character: true, known: false };
  return { end: found.end, value: found.code, character: true, known: true };
}
