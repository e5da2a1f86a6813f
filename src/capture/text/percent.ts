import type { Sink } from '../sink.ts';
import { clip, hexValue, isBlank, isDigit, isLetter, plainAt, trimEnd } from './characters.ts';
import { encodeUtf8 } from './utf8.ts';

const PERCENT = 0x25;
const PLUS = 0x2b;
const UNESCAPED = new Set(Array.from("-._~!*'();:@&=+$,/?#[]", (c) => c.charCodeAt(0)));
const QUOTES = new Set(Array.from('"`', (c) => c.charCodeAt(0)));

export interface PercentTally {
  readonly escapes: number;
  /** Characters that an address never shows, and `%` without two digits. */
  readonly strays: number;
}

const escapeAt = (text: string, at: number, end: number): number => {
  if (at + 3 > end) return -1;
  const high = hexValue(plainAt(text, at + 1));
  const low = hexValue(plainAt(text, at + 2));
  return high < 0 || low < 0 ? -1 : (high << 4) | low;
};

/** RFC 3986 §2.2, §2.3 */
const isPlain = (code: number): boolean => isLetter(code) || isDigit(code) || UNESCAPED.has(code);

export function scanPercent(text: string, start: number, end: number): PercentTally {
  let escapes = 0;
  let strays = 0;
  const stop = trimEnd(text, start, end);
  for (let at = start; at < stop; at++) {
    const code = plainAt(text, at);
    if (code === PERCENT && escapeAt(text, at, end) >= 0) {
      escapes++;
      at += 2;
    } else if (!isPlain(code) && !QUOTES.has(code)) strays++;
  }
  return { escapes, strays };
}

/** Writes the bytes of a line, up to `limit` or a little further, and says how far it came. */
export function readPercent(
  text: string,
  from: number,
  end: number,
  limit: number,
  { out, notes }: Sink,
): number {
  let at = from;
  for (; at < end && at < limit; at++) {
    const code = plainAt(text, at);
    const value = code === PERCENT ? escapeAt(text, at, end) : -1;
    if (value >= 0) {
      out.push(value);
      at += 2;
    } else if (code === PLUS) {
      notes.once('input/plus-is-space', at);
      out.push(0x20);
    } else if (isPlain(code)) out.push(code);
    else if (code >= 0x80) {
      const whole = String.fromCodePoint(text.codePointAt(at)!);
      out.append(encodeUtf8(whole));
      at += whole.length - 1;
    } else if (!isBlank(code) && !QUOTES.has(code))
      notes.add('input/stray-character', at, clip(text, at, at + 1));
  }
  return at;
}
