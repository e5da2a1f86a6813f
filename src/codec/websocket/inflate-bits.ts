/** Bits taken from bytes, the least significant of a byte first. RFC 1951 §3.1.1 */
export interface BitReader {
  readonly bytes: Uint8Array;
  at: number;
  /** Bits read and not yet taken, the next one lowest. */
  hold: number;
  held: number;
}

export const createBitReader = (bytes: Uint8Array): BitReader => ({
  bytes,
  at: 0,
  hold: 0,
  held: 0,
});

/** How many bits were taken so far: the place of the next one. */
export const placeOf = (reader: BitReader): number => reader.at * 8 - reader.held;

/** Holds at least 24 bits, or all that are left. */
export function refill(reader: BitReader): void {
  while (reader.held < 24 && reader.at < reader.bytes.length) {
    reader.hold |= reader.bytes[reader.at++]! << reader.held;
    reader.held += 8;
  }
}

export function drop(reader: BitReader, count: number): void {
  reader.hold >>>= count;
  reader.held -= count;
}

/** In place of a value: the bytes end before it does. */
export const ENDS = -1;

/** The next `count` bits, at most 16, as a number; `ENDS` where there are fewer. */
export function take(reader: BitReader, count: number): number {
  refill(reader);
  if (reader.held < count) return ENDS;
  const value = reader.hold & ((1 << count) - 1);
  drop(reader, count);
  return value;
}

/** Goes to the next byte boundary; what is left of the byte has no meaning. RFC 1951 §3.2.4 */
export const alignToByte = (reader: BitReader): void => drop(reader, reader.held & 7);

/** Goes past whole bytes, from a byte boundary, and tells how many: fewer than `count` where the bytes end. */
export function skipBytes(reader: BitReader, count: number): number {
  const from = reader.at - reader.held / 8;
  reader.hold = 0;
  reader.held = 0;
  reader.at = Math.min(from + count, reader.bytes.length);
  return reader.at - from;
}

export const isAtEnd = (reader: BitReader): boolean =>
  reader.held === 0 && reader.at === reader.bytes.length;
