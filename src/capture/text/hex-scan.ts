import { clip, hexValue, isBlank, isDigit, isHexAt, isLetter, plainAt } from './characters.ts';

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

/** 1 for ASCII that stands between bytes and means nothing. */
const SEPARATORS = new Uint8Array(128);
for (const character of ' \t\n\v\f\r,:;-_\'"`[]{}()<>|') SEPARATORS[character.charCodeAt(0)] = 1;

const X = 0x78;
const ZERO = 0x30;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const HASH = 0x23;

/** Reads the hexadecimal bytes of one line. `comments` false takes `#` and `//` for strays, as inside a dump. */
export function scanHex(
  text: string,
  start: number,
  end: number,
  comments: boolean,
  visitor: HexVisitor,
): void {
  let wordEnd = start;
  for (let at = start; at < end;) {
    const code = plainAt(text, at);
    if (isSeparator(code)) at++;
    else if (comments && isComment(text, at, end)) {
      visitor.comment(at);
      at = commentEnd(text, at, end);
    } else if (code === BACKSLASH) at = readBackslash(text, at, end, visitor);
    else if (at >= wordEnd && isWordCharacter(code)) {
      wordEnd = endOfWord(text, at, end);
      if (!isForeignWord(text, at, wordEnd)) continue;
      visitor.stray(at, clip(text, at, wordEnd));
      at = wordEnd;
    } else if (hexValue(code) >= 0) at = readDigits(text, at, end, visitor);
    else at = readStray(text, at, end, visitor);
  }
}

const isCurlyQuote = (code: number): boolean =>
  code === 0x2018 || code === 0x2019 || code === 0x201c || code === 0x201d;
const isSeparator = (code: number): boolean =>
  code < 128 ? SEPARATORS[code] === 1 : isBlank(code) || isCurlyQuote(code);
const isWordCharacter = (code: number): boolean => isLetter(code) || isDigit(code);
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
  if (!isX(text, at + 1) || !isHexAt(text, at + 2, end)) return readStray(text, at, end, visitor);
  visitor.prefix();
  return readLiteral(text, at + 2, Math.min(end, at + 4), visitor);
}

/** `0x5` is a number, and the byte 05; `5` alone is half a byte. */
function readLiteral(text: string, start: number, end: number, visitor: HexVisitor): number {
  if (isHexAt(text, start + 1, end)) return readDigits(text, start, end, visitor);
  visitor.byte(hexValue(plainAt(text, start)));
  visitor.token();
  return start + 1;
}

function readDigits(text: string, start: number, end: number, visitor: HexVisitor): number {
  if (
    plainAt(text, start) === ZERO &&
    start + 1 < end &&
    isX(text, start + 1) &&
    isHexAt(text, start + 2, end)
  ) {
    visitor.prefix();
    return readLiteral(text, start + 2, end, visitor);
  }
  let at = start;
  while (isHexAt(text, at + 1, end) && hexValue(plainAt(text, at)) >= 0) {
    visitor.byte((hexValue(plainAt(text, at)) << 4) | hexValue(plainAt(text, at + 1)));
    at += 2;
  }
  const odd = isHexAt(text, at, end);
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
  while (at < end && isNothingElse(plainAt(text, at))) at++;
  visitor.stray(start, clip(text, start, at));
  return at;
}

const isNothingElse = (code: number): boolean =>
  hexValue(code) < 0 && !isSeparator(code) && code !== HASH && code !== SLASH && code !== BACKSLASH;

function endOfWord(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isWordCharacter(plainAt(text, at))) at++;
  return at;
}

/** A word of letters alone, three or more, one of them no hexadecimal digit: `Buffer`, `bytes`. */
function isForeignWord(text: string, start: number, end: number): boolean {
  if (end - start < 3) return false;
  let foreign = false;
  for (let at = start; at < end; at++) {
    const code = plainAt(text, at);
    if (isDigit(code)) return false;
    foreign ||= hexValue(code) < 0;
  }
  return foreign;
}
