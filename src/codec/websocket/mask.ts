/** Below this many bytes, setting up views costs more than words save (measured: bench, decode). */
const WORTH_WORDS = 64;

/**
 * XOR with the masking key, RFC 6455 §5.3. Its own inverse; `phase` is the index of `bytes[0]` within the payload.
 * @returns new bytes, at the start of a buffer of their own.
 */
export function mask(bytes: Uint8Array, key: Uint8Array, phase = 0): Uint8Array {
  const { length } = bytes;
  const out = new Uint8Array(length);
  if (length < WORTH_WORDS) {
    for (let i = 0; i < length; i++) out[i] = bytes[i]! ^ key[(i + phase) & 3]!;
    return out;
  }
  const turned = Uint8Array.from({ length: 4 }, (_, i) => key[(i + phase) & 3]!);
  maskInto(viewOf(out), 0, viewOf(bytes), 0, length, viewOf(turned).getInt32(0, true));
  return out;
}

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/**
 * Copies `length` bytes of a payload, from its beginning, and masks them on the way, RFC 6455 §5.3; a key of 0
 * copies them as they are. The key is a little-endian word, as the bytes are read: four words at a time, which
 * need no alignment (measured: from 8 bytes on faster than bytes, and never slower than aligned words).
 * @returns all bits that are set in any of the bytes written, in any byte of a word.
 */
export function maskInto(
  out: DataView,
  at: number,
  source: DataView,
  from: number,
  length: number,
  key: number,
): number {
  let seen = 0;
  let i = 0;
  for (; i + 16 <= length; i += 16) {
    const a = source.getInt32(from + i, true) ^ key;
    const b = source.getInt32(from + i + 4, true) ^ key;
    const c = source.getInt32(from + i + 8, true) ^ key;
    const d = source.getInt32(from + i + 12, true) ^ key;
    out.setInt32(at + i, a, true);
    out.setInt32(at + i + 4, b, true);
    out.setInt32(at + i + 8, c, true);
    out.setInt32(at + i + 12, d, true);
    seen |= a | b | c | d;
  }
  for (; i + 4 <= length; i += 4) {
    const word = source.getInt32(from + i, true) ^ key;
    out.setInt32(at + i, word, true);
    seen |= word;
  }
  for (; i < length; i++) {
    const byte = (source.getUint8(from + i) ^ (key >>> ((i & 3) * 8))) & 0xff;
    out.setUint8(at + i, byte);
    seen |= byte;
  }
  return seen;
}

/** All bits that are set in any of the bytes, in any byte of a word. */
export function bitsIn(source: DataView, from: number, length: number): number {
  let seen = 0;
  let i = 0;
  for (; i + 16 <= length; i += 16) {
    seen |=
      source.getInt32(from + i, true) |
      source.getInt32(from + i + 4, true) |
      source.getInt32(from + i + 8, true) |
      source.getInt32(from + i + 12, true);
  }
  for (; i + 4 <= length; i += 4) seen |= source.getInt32(from + i, true);
  for (; i < length; i++) seen |= source.getUint8(from + i);
  return seen;
}

/** The bits that tell what is not ASCII, in each byte of a word. */
const HIGH_BITS = 0x8080_8080 | 0;

/** True where `seen`, bits of bytes, are those of ASCII alone. */
export const isAscii = (seen: number): boolean => (seen & HIGH_BITS) === 0;
