/** What a group in a program holds. */
export type Mode = 'code' | 'list' | 'hex' | 'base64' | 'pairs';

/** Functions whose argument is a text of hexadecimal digits. */
const HEX =
  /^(?:fromhex|unhexlify|a2b_hex|hex|hex2bin|decodeHex|parseHex|parseHexBinary|FromHexString|fromHex|from_hex|hexStringToByteArray|hexToBytes|hexToByteArray|decode_hex)$/i;

/** Functions whose argument is base64. */
const BASE64 =
  /^(?:b64decode|urlsafe_b64decode|standard_b64decode|a2b_base64|atob|FromBase64String|base64_decode|decode64|urlsafe_decode64|strict_decode64|fromBase64|b64_decode)$/i;

/** Functions whose arguments are the bytes. */
const LIST = /^(?:of|byteArrayOf|ubyteArrayOf|Array|asList|pack_bytes)$/;

/** Of the names before a parenthesis, the last decides: `hex.DecodeString`, `hex::decode`, `Base64.getDecoder().decode`. */
export function modeOfCall(name: string): Mode {
  const words = name.split(/\.|::/);
  const last = (words.at(-1) ?? '').replace(/!$/, '');
  if (/^(?:decode|DecodeString|decodeBuffer)$/i.test(last)) {
    if (words.some((word) => /^hex|HexFormat/i.test(word))) return 'hex';
    if (words.some((word) => /base64|StdEncoding|URLEncoding|b64/i.test(word))) return 'base64';
    return 'code';
  }
  if (HEX.test(last)) return 'hex';
  if (BASE64.test(last)) return 'base64';
  return LIST.test(last) ? 'list' : 'code';
}

/** The second argument of Node's `Buffer.from`. */
const ENCODING = /\s*,\s*(['"])(hex|base64|base64url|latin1|binary|ascii|utf-?8)\1/iy;

/** How the string whose quote ends at `at` is encoded, if the next argument says it, and where that ends. */
export function encodingAfter(
  text: string,
  at: number,
): { mode: Mode | 'text'; end: number } | null {
  ENCODING.lastIndex = at;
  const found = ENCODING.exec(text)?.[2]?.toLowerCase();
  if (found === undefined) return null;
  const mode = found === 'hex' ? 'hex' : found.startsWith('base64') ? 'base64' : 'text';
  return { mode, end: ENCODING.lastIndex };
}

/** Names of lengths: the number after them is said by the bytes themselves. */
export const isLength = (name: string): boolean =>
  /(?:len|length|size|count|offset|cap|capacity|bytes)$/i.test(name);

/** Letters before a quote that make a string of bytes, or of text. */
export const isPrefix = (word: string): boolean =>
  /^(?:[bB][rR]?|[rR][bB]?|[uULcC]|u8)$/.test(word);
