/** The most bytes that a back-reference may reach back over: RFC 1951 §2. */
export const MOST_WINDOW = 32 * 1024;

/** The last bytes of one direction's messages, which a later message may refer to. RFC 7692 §7.1.1 */
export interface Window {
  /** At most `MOST_WINDOW`. */
  readonly length: number;
  push(bytes: Uint8Array): void;
  clear(): void;
  /** A copy, oldest byte first. */
  read(): Uint8Array;
}

/** Takes 32 KiB from the first byte on. */
export function createWindow(): Window {
  let ring: Uint8Array | null = null;
  let next = 0;
  let length = 0;

  function push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    ring ??= new Uint8Array(MOST_WINDOW);
    const kept = bytes.length > MOST_WINDOW ? bytes.subarray(-MOST_WINDOW) : bytes;
    const before = Math.min(kept.length, MOST_WINDOW - next);
    ring.set(before < kept.length ? kept.subarray(0, before) : kept, next);
    if (before < kept.length) ring.set(kept.subarray(before), 0);
    next = (next + kept.length) % MOST_WINDOW;
    length = Math.min(length + kept.length, MOST_WINDOW);
  }

  function read(): Uint8Array {
    const copy = new Uint8Array(length);
    if (ring === null) return copy;
    const from = (next - length + MOST_WINDOW) % MOST_WINDOW;
    const older = ring.subarray(from, from + length);
    copy.set(older);
    copy.set(ring.subarray(0, length - older.length), older.length);
    return copy;
  }

  return {
    get length() {
      return length;
    },
    push,
    clear() {
      next = 0;
      length = 0;
    },
    read,
  };
}
