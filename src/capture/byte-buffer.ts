/**
 * So many bytes may come from repeated lines of dumps, all together: one `*` and an offset of
 * sixteen digits would else ask for more memory than there is.
 */
export const MOST_REPEATED = 16 * 1024 * 1024;

/** Bytes in the making: grows by doubling, may be cut at its end. */
export interface ByteBuffer {
  readonly length: number;
  push(byte: number): void;
  append(bytes: Uint8Array): void;
  /** Appends up to `count` bytes, the last `period` over and over, and says how many it did. */
  repeat(period: number, count: number): number;
  at(index: number): number;
  truncate(length: number): void;
  /** Reverses the bytes of each group of `size` from `from` on. */
  reverseGroups(from: number, size: number): void;
  slice(start: number, end: number): Uint8Array;
}

export function createByteBuffer(): ByteBuffer {
  let bytes = new Uint8Array(1024);
  let length = 0;
  let repeated = 0;
  const reserve = (more: number) => {
    if (length + more <= bytes.length) return;
    const larger = new Uint8Array(Math.max(bytes.length * 2, length + more));
    larger.set(bytes.subarray(0, length));
    bytes = larger;
  };
  return {
    get length() {
      return length;
    },
    push(byte) {
      if (length === bytes.length) reserve(1);
      bytes[length++] = byte;
    },
    append(more) {
      reserve(more.length);
      bytes.set(more, length);
      length += more.length;
    },
    repeat(period, count) {
      const allowed = Math.min(count, MOST_REPEATED - repeated);
      reserve(allowed);
      for (let i = 0; i < allowed; i++, length++) bytes[length] = bytes[length - period] ?? 0;
      repeated += allowed;
      return allowed;
    },
    at: (index) => bytes[index] ?? 0,
    truncate(to) {
      length = Math.min(length, to);
    },
    reverseGroups(from, size) {
      for (let i = from; i + size <= length; i += size) bytes.subarray(i, i + size).reverse();
    },
    slice: (start, end) => bytes.slice(start, Math.min(end, length)),
  };
}
