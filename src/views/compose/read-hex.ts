import { bytesOfHex } from '../../codec/bytes.ts';

/** What a text of hex digits says, or where it stops being one. */
export type HexText =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly character: string; readonly at: number }
  /** A digit without its partner. */
  | { readonly ok: false; readonly character: null; readonly at: number };

/** Reads hex digits with white space anywhere; `at` counts characters from 0. */
export function readHex(text: string): HexText {
  const at = text.search(/[^0-9a-f\s]/i);
  if (at >= 0) return { ok: false, character: String.fromCodePoint(text.codePointAt(at)!), at };
  const digits = text.replace(/\s+/g, '');
  if (digits.length % 2 === 1) return { ok: false, character: null, at: text.length };
  return { ok: true, bytes: bytesOfHex(digits) };
}

/** Two digits a byte, a space between. */
export const spacedHex = (hex: string): string => hex.replace(/..(?=.)/g, '$& ');

/** A length as a person writes it: 5, 1_000, 0x7f, 2^63; null for anything else. */
export function readLength(text: string): bigint | null {
  const bare = text.trim().replace(/[\s_,]/g, '');
  const power = /^2\^(\d{1,2})$/.exec(bare);
  if (power !== null) return 2n ** BigInt(power[1]!);
  return /^(\d+|0x[0-9a-f]+)$/i.test(bare) ? BigInt(bare) : null;
}
