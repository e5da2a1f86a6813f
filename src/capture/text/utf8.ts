import { STRIDE, type Steps } from '../steps.ts';

/** How many bytes the text is in UTF-8, without encoding it. */
export function* utf8Length(text: string): Steps<number> {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x800) bytes += isPairAt(text, i) ? 0 : 2;
    else if (code >= 0x80) bytes++;
    if (code >= 0xd800 && isPairAt(text, i)) {
      bytes += 2;
      i++;
    }
    if (i % LONG_STRIDE === 0 && i > 0) yield text.length;
  }
  return bytes;
}

/** Counting is many times faster than reading. */
const LONG_STRIDE = 4 * STRIDE;

function isPairAt(text: string, at: number): boolean {
  const high = text.charCodeAt(at);
  const low = text.charCodeAt(at + 1);
  return high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000;
}

const encoder = new TextEncoder();

export const encodeUtf8 = (text: string): Uint8Array => encoder.encode(text);

/** The text of a file that holds text, or null. A byte order mark stays, so that positions count it. */
export function textOf(bytes: Uint8Array): string | null {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (!utf16 && hasControls(bytes.subarray(0, 4096))) return null;
  try {
    const label = utf16 ? 'utf-16le' : 'utf-8';
    const text = new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
    return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** The text of any bytes, with U+FFFD for what is no UTF-8. */
export const forcedTextOf = (bytes: Uint8Array): string =>
  textOf(bytes) ?? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

function hasControls(bytes: Uint8Array): boolean {
  return bytes.some((byte) => (byte < 0x09 || (byte > 0x0d && byte < 0x20)) && byte !== 0x1b);
}
