const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PAD = '=';

/** The six bits of a character; -1 for one outside the alphabet. */
const SEXTETS = Int8Array.from({ length: 128 }, (_, code) =>
  ALPHABET.indexOf(String.fromCharCode(code)),
);

/** Bytes written in base64; `canonical` is false where the bits that pad the last character are not zero. */
export interface Base64 {
  readonly bytes: Uint8Array;
  readonly canonical: boolean;
}

/** RFC 4648 §4: three bytes as four characters, padded with `=`. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const given = Math.min(bytes.length - at, 3);
    for (let i = 0; i < 4; i++) text += i > given ? PAD : ALPHABET[(group >> (18 - 6 * i)) & 0x3f];
  }
  return text;
}

/** How many characters carry bits: all but one or two `=` at the end. */
const withoutPadding = (text: string): number =>
  text.length - (text.endsWith(PAD + PAD) ? 2 : text.endsWith(PAD) ? 1 : 0);

/** The bytes of a base64 text; null where it has another character, or its padding is wrong. RFC 4648 §3.2, §3.3, §4 */
export function decodeBase64(text: string): Base64 | null {
  if (text.length % 4 !== 0) return null;
  const end = withoutPadding(text);
  const bytes = new Uint8Array(Math.floor((end * 6) / 8));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < end; i++) {
    const sextet = SEXTETS[text.charCodeAt(i)] ?? -1;
    if (sextet < 0) return null;
    held = ((held << 6) | sextet) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = held >> bits;
  }
  // RFC 4648 §3.5
  return { bytes, canonical: (held & ((1 << bits) - 1)) === 0 };
}
