import { drop, ENDS, refill, type BitReader } from './inflate-bits.ts';

/** In place of a symbol: no code begins like this. */
export const NO_CODE = -2;

const MOST_BITS = 15;
const FAST_BITS = 9;

/** A Huffman code, told by the lengths of its codes alone. RFC 1951 §3.2.2 */
export interface Code {
  /** How many codes there are of each length. */
  readonly counts: Uint16Array;
  /** Symbols by length, then by value. */
  readonly symbols: Uint16Array;
  /** Symbol << 4 | length by the next nine bits; 0 where the code is longer. */
  readonly fast: Uint16Array;
  longest: number;
}

/** Room for a code of at most `most` symbols; `fill` makes it one. */
export const createCode = (most: number): Code => ({
  counts: new Uint16Array(MOST_BITS + 1),
  symbols: new Uint16Array(most),
  fast: new Uint16Array(1 << FAST_BITS),
  longest: 0,
});

/** What is left of the space of codes: 0 where they fill it, below 0 where there are too many. */
function roomOf(counts: Uint16Array): number {
  let room = 1;
  for (let length = 1; length <= MOST_BITS; length++) {
    room = room * 2 - counts[length]!;
    if (room < 0) return room;
  }
  return room;
}

/** Every index of the fast table whose low bits are this code, whose first bit stands lowest. */
function fillFast(fast: Uint16Array, code: number, length: number, symbol: number): void {
  let low = 0;
  for (let bit = 0; bit < length; bit++) low |= ((code >> bit) & 1) << (length - 1 - bit);
  for (let i = low; i < fast.length; i += 1 << length) fast[i] = (symbol << 4) | length;
}

/** While a code is built: the next code of each length, and where its symbol goes. */
const next = new Uint16Array(MOST_BITS + 2);
const place = new Uint16Array(MOST_BITS + 2);

/**
 * Builds the code of these lengths, of which 0 means no code. RFC 1951 §3.2.2
 * False where they are too many, or too few: alone a single code of one bit may leave room, §3.2.7.
 */
export function fill(code: Code, lengths: Uint8Array, loose = true): boolean {
  const { counts, symbols, fast } = code;
  counts.fill(0);
  for (const length of lengths) counts[length]!++;
  counts[0] = 0;
  code.longest = 0;
  for (let length = 1; length <= MOST_BITS; length++)
    if (counts[length]! > 0) code.longest = length;
  const room = roomOf(counts);
  if (room < 0 || (room > 0 && code.longest > (loose ? 1 : 0))) return false;
  next[1] = 0;
  place[1] = 0;
  for (let length = 1; length <= MOST_BITS; length++) {
    next[length + 1] = (next[length]! + counts[length]!) << 1;
    place[length + 1] = place[length]! + counts[length]!;
  }
  fast.fill(0);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!;
    if (length === 0) continue;
    symbols[place[length]!++] = symbol;
    if (length <= FAST_BITS) fillFast(fast, next[length]!, length, symbol);
    next[length]!++;
  }
  return true;
}

/** The next symbol; `ENDS` or `NO_CODE` where there is none. */
export function decode(reader: BitReader, code: Code): number {
  refill(reader);
  const entry = code.fast[reader.hold & ((1 << FAST_BITS) - 1)]!;
  const length = entry & 15;
  if (length === 0 || length > reader.held) return decodeLong(reader, code);
  drop(reader, length);
  return entry >> 4;
}

/** Bit by bit: codes of one length follow each other, and those of the next begin after them. RFC 1951 §3.2.2 */
function decodeLong(reader: BitReader, code: Code): number {
  let value = 0;
  let first = 0;
  let index = 0;
  const longest = Math.max(code.longest, 1);
  for (let length = 1; length <= longest; length++) {
    if (length > reader.held) return ENDS;
    value |= (reader.hold >>> (length - 1)) & 1;
    const count = code.counts[length]!;
    if (value - first < count) {
      drop(reader, length);
      return code.symbols[index + value - first]!;
    }
    index += count;
    first = (first + count) << 1;
    value <<= 1;
  }
  drop(reader, longest);
  return NO_CODE;
}
