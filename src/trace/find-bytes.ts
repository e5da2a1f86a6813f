/**
 * Looks for a run of bytes by Knuth, Morris and Pratt's way: every byte is looked at once, whatever is sought in
 * whatever, and a match may lie across pieces that are given one after the other.
 */
export interface Searcher {
  /** Bytes of what is sought. */
  readonly length: number;
  /** Forgets the bytes before: what comes next follows nothing. */
  begin(): void;
  /** Goes on in `bytes[from, to)`: the offset after the first match that ends there, or -1. */
  next(bytes: Uint8Array, from: number, to: number): number;
  /** The same in a masked payload that begins at `start`; the key is a little-endian word. RFC 6455 §5.3 */
  nextMasked(bytes: Uint8Array, from: number, to: number, start: number, key: number): number;
}

const AS_IT_IS = Uint8Array.from({ length: 256 }, (_, byte) => byte);

/** ASCII letters in lower case; no other byte of UTF-8 is one of these. */
const LOWER_CASE = AS_IT_IS.map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte));

/** A searcher of bytes; `anyCase` takes ASCII letters in either case. */
export function createSearcher(sought: Uint8Array, anyCase = false): Searcher {
  const fold = anyCase ? LOWER_CASE : AS_IT_IS;
  const pattern = sought.map((byte) => fold[byte]!);
  const { length } = pattern;
  const fallback = fallbacksOf(pattern);
  /** How many bytes of the pattern the bytes so far end with. */
  let matched = 0;

  return {
    length,
    begin() {
      matched = 0;
    },
    // Two loops: what unmasks costs a third more (measured: bench, find).
    next(bytes, from, to) {
      let held = matched;
      for (let i = from; i < to; i++) {
        const byte = fold[bytes[i]!]!;
        while (held > 0 && pattern[held] !== byte) held = fallback[held - 1]!;
        if (pattern[held] === byte && ++held === length) {
          matched = fallback[held - 1]!;
          return i + 1;
        }
      }
      matched = held;
      return -1;
    },
    nextMasked(bytes, from, to, start, key) {
      let held = matched;
      for (let i = from; i < to; i++) {
        const byte = fold[bytes[i]! ^ ((key >>> (((i - start) & 3) << 3)) & 0xff)]!;
        while (held > 0 && pattern[held] !== byte) held = fallback[held - 1]!;
        if (pattern[held] === byte && ++held === length) {
          matched = fallback[held - 1]!;
          return i + 1;
        }
      }
      matched = held;
      return -1;
    },
  };
}

/** By length of a part of the pattern, less one: the longest beginning of the pattern that it ends with. */
function fallbacksOf(pattern: Uint8Array): Uint32Array {
  const fallback = new Uint32Array(pattern.length);
  let held = 0;
  for (let i = 1; i < pattern.length; i++) {
    while (held > 0 && pattern[held] !== pattern[i]) held = fallback[held - 1]!;
    if (pattern[held] === pattern[i]) held++;
    fallback[i] = held;
  }
  return fallback;
}

/** Whether bytes hold what is sought. */
export function holds(searcher: Searcher, bytes: Uint8Array): boolean {
  searcher.begin();
  return searcher.next(bytes, 0, bytes.length) >= 0;
}
