/** Below this many bytes, setting up words costs more than it saves (measured: bench/decode). */
const WORTH_WORDS = 32;

/**
 * XOR with the masking key, RFC 6455 §5.3. Its own inverse; `phase` is the index of `bytes[0]` within the payload.
 * @returns new bytes, at the start of a buffer of their own.
 */
export function mask(bytes: Uint8Array, key: Uint8Array, phase = 0): Uint8Array {
  const out = bytes.slice();
  maskInPlace(out, 0, out.length, key, phase);
  return out;
}

/** The same, over `[from, to)` of the bytes themselves; `phase` is the index of `bytes[from]` within the payload. */
export function maskInPlace(
  bytes: Uint8Array,
  from: number,
  to: number,
  key: Uint8Array,
  phase = 0,
): void {
  let i = from;
  const turn = phase - from;
  if (to - from >= WORTH_WORDS) {
    for (; ((bytes.byteOffset + i) & 3) !== 0; i++) bytes[i] = bytes[i]! ^ key[(i + turn) & 3]!;
    i = maskWords(bytes, i, to, key, i + turn);
  }
  for (; i < to; i++) bytes[i] = bytes[i]! ^ key[(i + turn) & 3]!;
}

/** Four bytes at a time from an aligned place; says where it stopped. The key is read in memory order, so byte order does not matter. */
function maskWords(
  bytes: Uint8Array,
  from: number,
  to: number,
  key: Uint8Array,
  phase: number,
): number {
  const count = (to - from) >> 2;
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + from, count);
  const turned = Uint8Array.of(
    key[phase & 3]!,
    key[(phase + 1) & 3]!,
    key[(phase + 2) & 3]!,
    key[(phase + 3) & 3]!,
  );
  const word = new Uint32Array(turned.buffer)[0]!;
  for (let i = 0; i < count; i++) words[i] = words[i]! ^ word;
  return from + count * 4;
}
