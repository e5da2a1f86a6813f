import { concat } from '../../codec/bytes.ts';
import { bytesOfLatin1, CR, LF, TAB } from '../../codec/http/syntax.ts';

/**
 * Bytes of a head as a text to type in. A line end of the text is CRLF; what a text box would lose or hide
 * is written as an escape: `\r` and `\n` where they stand alone, `\xHH` for any other byte, `\\` for itself.
 */
const ESCAPE = /\\(?:([rn\\])|x([0-9a-fA-F]{2}))|\r\n|\r|\n/g;

const NAMED: Readonly<Record<string, string>> = { r: '\r', n: '\n', '\\': '\\' };

/** The bytes that a typed text stands for. A backslash that begins no escape stands for itself. */
export function bytesOfTyped(typed: string): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const match of typed.matchAll(ESCAPE)) {
    const [whole, name, hex] = match;
    parts.push(encoder.encode(typed.slice(at, match.index)));
    parts.push(bytesOfLatin1(hex ? String.fromCharCode(parseInt(hex, 16)) : charactersOf(name)));
    at = match.index + whole.length;
  }
  return concat([...parts, encoder.encode(typed.slice(at))]);
}

const charactersOf = (name: string | undefined): string =>
  name === undefined ? '\r\n' : (NAMED[name] ?? '');

/** Characters that are not seen, or move and hide their neighbours. */
const UNSEEN =
  /[\u0080-\u009f\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/;

const escaped = (byte: number): string => `\\x${byte.toString(16).padStart(2, '0')}`;

/** The text that stands for these bytes, all of it visible: the inverse of `bytesOfTyped`. */
export function typedOfBytes(bytes: Uint8Array): string {
  let typed = '';
  for (let at = 0; at < bytes.length;) {
    const length = characterLength(bytes, at);
    typed +=
      length === 1 ? typedOfByte(bytes, at) : typedOfCharacter(bytes.subarray(at, at + length));
    at += length;
    if (typed.endsWith('\n')) at++;
  }
  return typed;
}

/** One byte of ASCII, or one that is no UTF-8; a CR before an LF gives a line end for both. */
function typedOfByte(bytes: Uint8Array, at: number): string {
  const byte = bytes[at] ?? 0;
  if (byte === CR) return bytes[at + 1] === LF ? '\n' : '\\r';
  if (byte === LF) return '\\n';
  if (byte === 0x5c) return '\\\\';
  return byte === TAB || (byte >= 0x20 && byte < 0x7f) ? String.fromCharCode(byte) : escaped(byte);
}

function typedOfCharacter(bytes: Uint8Array): string {
  const character = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return UNSEEN.test(character) ? [...bytes].map(escaped).join('') : character;
}

/** How many bytes the character at `at` takes; 1 where no valid UTF-8 begins there. RFC 3629 §3 */
function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const length = first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
  if (length === 1 || at + length > bytes.length) return 1;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(at, at + length));
    return length;
  } catch {
    return 1;
  }
}
