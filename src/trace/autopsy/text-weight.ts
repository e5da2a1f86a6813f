import { createUtf8Check } from '../../codec/utf8.ts';

/** Bytes of a text that are looked at. */
export const TEXT_LOOKED_AT = 256;

/** What bytes that are no UTF-8 cost, in bits: so rarely a text is none. */
const NOT_UTF8 = -12;
/** U+FFFD, which stands where something was no UTF-8: whoever wrote the text did not write it. */
const REPLACEMENT: readonly number[] = [0xef, 0xbf, 0xbd];
const REPLACED = -8;
/** A control character: so rarely one is in a text. */
const CONTROL = -8;

/** Readable, as letters of prose or marks of JSON are; a byte that is not ASCII weighs with its character. */
const WEIGHTS = Float64Array.from({ length: 256 }, (_, byte) =>
  weightOf(String.fromCharCode(byte)),
);

function weightOf(letter: string): number {
  if (/[a-z]/.test(letter)) return 2.25;
  if (letter === ' ') return 3.5;
  if (/[A-Z0-9]/.test(letter)) return 0.5;
  if (/[{}[\]:,"]/.test(letter)) return 2;
  if (/[\t\n\r]/.test(letter)) return 0.4;
  return /[!-~]/.test(letter) ? 0 : letter < '\u0080' ? CONTROL : 0;
}

/** A character of so many bytes, counted at its first: UTF-8 leaves random bytes few of them. RFC 3629 §4 */
const LONG = [0, 0, 0, 2, 4] as const;

const lengthFrom = (first: number): number => (first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4);

/** What a byte says for a text, in bits, where the text is UTF-8. */
const weigh = (byte: number): number => (byte < 0xc0 ? WEIGHTS[byte]! : LONG[lengthFrom(byte)]!);

/**
 * How much speaks for bytes being a text that people or programs write, in bits: a likelihood ratio, so random bytes
 * weigh more than n bits about once in 2^n times. `open` where the text goes on, or began, beyond these bytes.
 */
export function weighText(bytes: Uint8Array, open = { before: false, after: false }): number {
  const looked = bytes.subarray(0, TEXT_LOOKED_AT);
  const cut = open.after || looked.length < bytes.length;
  const text = open.before ? looked.subarray(inherited(looked)) : looked;
  const check = createUtf8Check();
  if (check.push(text) >= 0 || (!cut && !check.whole)) return NOT_UTF8;
  const written = text.reduce((sum, byte) => sum + weigh(byte), 0);
  return written + REPLACED * countReplacements(text);
}

/** How often U+FFFD stands in UTF-8. */
export function countReplacements(bytes: Uint8Array): number {
  let times = 0;
  for (let at = bytes.indexOf(0xef); at >= 0; at = bytes.indexOf(0xef, at + 1)) {
    if (REPLACEMENT.every((byte, i) => bytes[at + i] === byte)) times++;
  }
  return times;
}

/** Bytes at the beginning that may end a character begun before. */
function inherited(bytes: Uint8Array): number {
  let at = 0;
  while (at < 3 && at < bytes.length && (bytes[at]! & 0xc0) === 0x80) at++;
  return at;
}
