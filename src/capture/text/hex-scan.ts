import { clip, hexValue, isBlank, isFullWidth, isLetter, plainAt } from './characters.ts';

/** What a scan of hexadecimal text meets. */
export interface HexVisitor {
  byte(value: number): void;
  /** A digit without its partner. */
  odd(at: number): void;
  /** Characters that are neither digits nor separators. */
  stray(at: number, what: string): void;
  comment(at: number): void;
  /** `0x` or `\x`. */
  prefix(): void;
  /** The end of a run of digits. */
  token(): void;
}

/** What an ASCII character is to the scan: 0–15 a digit, else one of these. */
const SEPARATOR = 16;
const LETTER = 17;
const OTHER = 18;
const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => {
  if (hexValue(code) >= 0) return hexValue(code);
  if (isLetter(code)) return LETTER;
  return isBlank(code) || ',:;-_\'"`[]{}()<>|'.includes(String.fromCharCode(code))
    ? SEPARATOR
    : OTHER;
});

/** The class at a position. A table here, and no call elsewhere, made the scan twice as fast: measured. */
function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? CLASSES[code]! : foreignClass(code);
}

function foreignClass(code: number): number {
  if (isFullWidth(code)) return CLASSES[code - 0xfee0]!;
  return isBlank(code) || isCurlyQuote(code) ? SEPARATOR : OTHER;
}

const isCurlyQuote = (code: number): boolean =>
  code === 0x2018 || code === 0x2019 || code === 0x201c || code === 0x201d;

const X = 0x78;
const ZERO = 0x30;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const HASH = 0x23;

/**
 * Reads the hexadecimal bytes of one line, up to `limit` or a little further, and says how far it came.
 * `comments` false takes `#` and `//` for strays, as inside a dump.
 */
export function scanHex(
  text: string,
  start: number,
  end: number,
  comments: boolean,
  visitor: HexVisitor,
  limit = end,
): number {
  let wordEnd = start;
  let at = start;
  while (at < end && at < limit) {
    const found = classAt(text, at);
    if (found === SEPARATOR) at++;
    else if (found === OTHER) at = readOther(text, at, end, comments, visitor);
    else if (at < wordEnd)
      at =
        found < 16 ? readDigits(text, at, end, limit, visitor) : readStray(text, at, end, visitor);
    else {
      wordEnd = endOfWord(text, at, end);
      if (isForeignWord(text, at, wordEnd)) {
        visitor.stray(at, clip(text, at, wordEnd));
        at = wordEnd;
      }
    }
  }
  return at;
}

function readOther(
  text: string,
  at: number,
  end: number,
  comments: boolean,
  visitor: HexVisitor,
): number {
  if (plainAt(text, at) === BACKSLASH) return readBackslash(text, at, end, visitor);
  if (!comments || !isComment(text, at, end)) return readStray(text, at, end, visitor);
  visitor.comment(at);
  return commentEnd(text, at, end);
}

const isDigitAt = (text: string, at: number, end: number): boolean =>
  at < end && classAt(text, at) < 16;
const isX = (text: string, at: number): boolean => (plainAt(text, at) | 0x20) === X;

function isComment(text: string, at: number, end: number): boolean {
  const code = plainAt(text, at);
  if (code === HASH) return true;
  return code === SLASH && at + 1 < end && (text[at + 1] === '/' || text[at + 1] === '*');
}

/** `/* … *\/` may close in its line; other comments last until its end. */
function commentEnd(text: string, at: number, end: number): number {
  if (text[at + 1] !== '*') return end;
  for (let i = at + 2; i + 1 < end; i++) if (text[i] === '*' && text[i + 1] === '/') return i + 2;
  return end;
}

/** `\x81` is exactly two digits; a backslash that ends a line joins it to the next. */
function readBackslash(text: string, at: number, end: number, visitor: HexVisitor): number {
  if (at + 1 === end) return end;
  if (!isX(text, at + 1) || !isDigitAt(text, at + 2, end)) return readStray(text, at, end, visitor);
  visitor.prefix();
  return readLiteral(text, at + 2, Math.min(end, at + 4), visitor);
}

/** `0x5` is a number, and the byte 05; `5` alone is half a byte. */
function readLiteral(text: string, start: number, end: number, visitor: HexVisitor): number {
  if (isDigitAt(text, start + 1, end)) return readDigits(text, start, end, end, visitor);
  visitor.byte(classAt(text, start));
  visitor.token();
  return start + 1;
}

function readDigits(
  text: string,
  start: number,
  end: number,
  limit: number,
  visitor: HexVisitor,
): number {
  if (
    plainAt(text, start) === ZERO &&
    start + 1 < end &&
    isX(text, start + 1) &&
    isDigitAt(text, start + 2, end)
  ) {
    visitor.prefix();
    return readLiteral(text, start + 2, end, visitor);
  }
  let at = start;
  while (isDigitAt(text, at, end) && isDigitAt(text, at + 1, end)) {
    visitor.byte((classAt(text, at) << 4) | classAt(text, at + 1));
    at += 2;
    if (at >= limit && isDigitAt(text, at, end)) return at;
  }
  const odd = isDigitAt(text, at, end);
  const prefixed =
    odd && plainAt(text, at) === ZERO && at > start && at + 1 < end && isX(text, at + 1);
  visitor.token();
  if (!odd || prefixed) return at;
  visitor.odd(at);
  return at + 1;
}

/** At least one character, and those after it that could be nothing else. */
function readStray(text: string, start: number, end: number, visitor: HexVisitor): number {
  let at = start + 1;
  while (at < end && isNothingElse(text, at)) at++;
  visitor.stray(start, clip(text, start, at));
  return at;
}

function isNothingElse(text: string, at: number): boolean {
  const found = classAt(text, at);
  if (found === LETTER) return true;
  const code = plainAt(text, at);
  return found === OTHER && code !== HASH && code !== SLASH && code !== BACKSLASH;
}

const isWord = (found: number): boolean => found < 16 || found === LETTER;

/** No word is longer: a text of nothing but digits is not looked through for its end. */
const LONGEST_WORD = 64;

function endOfWord(text: string, start: number, end: number): number {
  const last = Math.min(end, start + LONGEST_WORD);
  let at = start;
  while (at < last && isWord(classAt(text, at))) at++;
  return at;
}

/** A word of letters alone, three or more, one of them no hexadecimal digit: `Buffer`, `bytes`. */
function isForeignWord(text: string, start: number, end: number): boolean {
  if (end - start < 3) return false;
  let foreign = false;
  for (let at = start; at < end; at++) {
    const found = classAt(text, at);
    if (found < 10) return false;
    foreign ||= found === LETTER;
  }
  return foreign;
}
