/** Bytes and characters of HTTP/1.1. A text here is Latin-1: one character a byte, so nothing is lost. */

export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SP = 0x20;
const DEL = 0x7f;

/** How a version begins: RFC 9112 §2.3. */
export const VERSION_NAME = 'HTTP/';

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** RFC 9110 §5.6.2. */
export const isToken = (text: string): boolean => TOKEN.test(text);

export const isTokenByte = (byte: number): boolean => isToken(String.fromCharCode(byte));

/** RFC 9110 §5.6.3: OWS. */
export const isWhiteByte = (byte: number): boolean => byte === SP || byte === TAB;

export const isControlByte = (byte: number): boolean => (byte < SP && byte !== TAB) || byte === DEL;

const CHUNK = 8192;

/** One character a byte. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return text;
}

export const isLatin1 = (text: string): boolean => !/[^\0-\xff]/.test(text);

/** The inverse of `latin1`; a character that is no byte is the caller's mistake. */
export function bytesOfLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0xff) throw new RangeError(`character ${i} is not Latin-1`);
    bytes[i] = code;
  }
  return bytes;
}

/** For a reader's eyes: as UTF-8 where the bytes are valid UTF-8, else as they are. */
export function shownText(text: string): string {
  if (!/[\x80-\xff]/.test(text)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytesOfLatin1(text));
  } catch {
    return text;
  }
}

/** What someone typed, as it goes on the wire: UTF-8, one character a byte. */
export const latin1OfText = (typed: string): string => latin1(new TextEncoder().encode(typed));

export const isWhite = (character: string | undefined): boolean =>
  character === ' ' || character === '\t';

/** The first place at or after `from` that is not white space. */
export function skipWhite(text: string, from: number, end = text.length): number {
  while (from < end && isWhite(text[from])) from++;
  return from;
}

/** The first white space at or after `from`. */
export function skipWord(text: string, from: number, end = text.length): number {
  while (from < end && !isWhite(text[from])) from++;
  return from;
}

/** Where the text ends without the white space at its end; not before `from`. */
export function trimmedEnd(text: string, from: number, end = text.length): number {
  while (end > from && isWhite(text[end - 1])) end--;
  return end;
}

/** Without white space around it: RFC 9110 §5.5. */
export function trimmed(text: string): string {
  const from = skipWhite(text, 0);
  return text.slice(from, trimmedEnd(text, from));
}

/** The pieces of a text between marks such as commas, those inside quoted strings apart: RFC 9110 §5.6.4. */
export function splitAt(text: string, mark: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    if (quoted && text[i] === '\\') i++;
    else if (text[i] === '"') quoted = !quoted;
    else if (text[i] === mark && !quoted) {
      spans.push({ start, end: i });
      start = i + 1;
    }
  }
  spans.push({ start, end: text.length });
  return spans;
}

/** The elements of a list; empty elements do not count: RFC 9110 §5.6.1.2. */
export const splitList = (text: string): string[] =>
  splitAt(text, ',')
    .map(({ start, end }) => trimmed(text.slice(start, end)))
    .filter((element) => element !== '');
