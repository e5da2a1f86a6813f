import { encodeUtf8 } from '../text/utf8.ts';
import { escapeAt } from './escapes.ts';

/** What the scan of a string meets. */
export interface StringVisitor {
  byte(value: number): void;
  bytes(values: Uint8Array): void;
  /** A backslash before what it has no meaning for. */
  unknownEscape(at: number): void;
  /** A character from 80 to ff that was taken for one byte. */
  asByte(at: number): void;
}

export interface StringStyle {
  /** The character that ends it; null for one without quotes, which ends with its line. */
  readonly quote: string | null;
  /** Backslashes are backslashes. */
  readonly raw: boolean;
  /** Characters up to ff are bytes; else all beyond 7f are UTF-8. */
  readonly binary: boolean;
}

const BACKSLASH = 0x5c;

/** Escapes of bytes from 80 to ff: text that holds one holds bytes, a character each. */
const HIGH_BYTE = /\\(?:x[89a-fA-F][\da-fA-F]|[23][0-7]{2})/;

/** The same as characters, as JavaScript and JSON write bytes; text if one beyond ff is among them. */
const HIGH_CHARACTER = /\\u(?:00[89a-fA-F][\da-fA-F]|\{[89a-fA-F][\da-fA-F]\})/;
const WIDE = /\\u(?!00)[\da-fA-F]{4}|\\u\{[\da-fA-F]{3,6}\}|[\u0100-\uffff]/;

/** Escapes that a text of words has none of. */
const OF_BYTES = /\\(?:x[\da-fA-F]|u[\da-fA-F{]|[0-7]|r)/;

/** What `endOfString` may look through at once. */
const LONGEST = 1 << 16;

/** What the string from `start` on holds, by as much of it as `LONGEST`. */
export function qualitiesOf(
  text: string,
  start: number,
  end: number,
  quote: string | null,
): { readonly bytes: boolean; readonly binary: boolean; readonly plain: boolean } {
  const inside = text.slice(start, Math.min(end, endOfString(text, start, end, quote)));
  return {
    bytes: OF_BYTES.test(inside),
    binary: HIGH_BYTE.test(inside) || (HIGH_CHARACTER.test(inside) && !WIDE.test(inside)),
    plain: /^(?:\\x[\da-fA-F]{2})*$/.test(inside),
  };
}

export function endOfString(
  text: string,
  start: number,
  end: number,
  quote: string | null,
): number {
  const last = Math.min(end, start + LONGEST);
  if (quote === null) return last;
  let at = start;
  while (at < last && text[at] !== quote) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return Math.min(at, last);
}

/** Reads a string up to its quote, to the end of its line or to `limit`, and says how far it came. */
export function readString(
  text: string,
  from: number,
  end: number,
  limit: number,
  { quote, raw, binary }: StringStyle,
  visitor: StringVisitor,
): number {
  let at = from;
  while (at < end && at < limit && text[at] !== quote) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH && !raw) {
      const escape = escapeAt(text, at, end);
      if (!escape.known) visitor.unknownEscape(at);
      if (!escape.character && escape.value >= 0) visitor.byte(escape.value);
      else if (escape.value >= 0) writeCharacter(escape.value, at, binary, visitor);
      at = escape.end;
    } else if (code < 0x80) {
      visitor.byte(code);
      at++;
    } else {
      const character = text.codePointAt(at)!;
      writeCharacter(character, at, binary, visitor);
      at += character > 0xffff ? 2 : 1;
    }
  }
  return at;
}

function writeCharacter(code: number, at: number, binary: boolean, visitor: StringVisitor): void {
  if (code < 0x80) return visitor.byte(code);
  if (!binary || code > 0xff) return visitor.bytes(encodeUtf8(String.fromCodePoint(code)));
  visitor.asByte(at);
  visitor.byte(code);
}
