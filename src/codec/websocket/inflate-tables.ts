import { ENDS, take, type BitReader } from './inflate-bits.ts';
import { createCode, decode, fill, type Code } from './inflate-code.ts';

export const END_OF_BLOCK = 256;

/** Symbols from 257 on are lengths of matches: the smallest, and how many bits say how much longer. RFC 1951 §3.2.5 */
export const LENGTH_BASE: readonly number[] = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
  163, 195, 227, 258,
];
export const LENGTH_EXTRA: readonly number[] = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
];

/** How far back a match lies, likewise. RFC 1951 §3.2.5 */
export const DISTANCE_BASE: readonly number[] = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
  3073, 4097, 6145, 8193, 12289, 16385, 24577,
];
export const DISTANCE_EXTRA: readonly number[] = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];

/** The two codes of a block: of literals and lengths, and of distances. */
export interface Codes {
  readonly literals: Code;
  readonly distances: Code;
}

/** RFC 1951 §3.2.6; the last two symbols of each take part in the code and never occur. */
function fixedCodes(): Codes {
  const lengths = new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256);
  const codes = createCodes();
  fill(codes.literals, lengths.fill(7, 256, 280).fill(8, 280));
  fill(codes.distances, new Uint8Array(32).fill(5));
  return codes;
}

export const createCodes = (): Codes => ({ literals: createCode(288), distances: createCode(32) });

export const FIXED: Codes = fixedCodes();

/** RFC 1951 §3.2.7: the order in which the lengths of the code length code are written. */
const ORDER: readonly number[] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** What is wrong with the codes of a dynamic block; `ends` where the bytes do. */
export type CodesFault = 'code-counts' | 'code-lengths' | 'ends';

/** The bits of a repetition, and the least number of times: of the length before (16), of 0 (17, 18). §3.2.7 */
const REPEATS = [
  { bits: 2, least: 3 },
  { bits: 3, least: 3 },
  { bits: 7, least: 11 },
] as const;

/** Reads the code lengths of both codes, as one run. RFC 1951 §3.2.7 */
function readLengths(reader: BitReader, code: Code, lengths: Uint8Array): CodesFault | null {
  let at = 0;
  while (at < lengths.length) {
    const symbol = decode(reader, code);
    if (symbol < 0) return symbol === ENDS ? 'ends' : 'code-lengths';
    const repeat = REPEATS[symbol - 16];
    if (!repeat) {
      lengths[at++] = symbol;
      continue;
    }
    const more = take(reader, repeat.bits);
    if (more === ENDS) return 'ends';
    const count = repeat.least + more;
    if ((symbol === 16 && at === 0) || at + count > lengths.length) return 'code-lengths';
    lengths.fill(symbol === 16 ? lengths[at - 1]! : 0, at, at + count);
    at += count;
  }
  return null;
}

/** Reads the two codes before a dynamic block into `codes`. RFC 1951 §3.2.7 */
export function readCodes(reader: BitReader, codes: Codes): CodesFault | null {
  const counts = take(reader, 14);
  if (counts === ENDS) return 'ends';
  const literals = 257 + (counts & 31);
  const distances = 1 + ((counts >> 5) & 31);
  if (literals > 286 || distances > DISTANCE_BASE.length) return 'code-counts';
  const small = new Uint8Array(ORDER.length);
  for (let i = 0; i < 4 + (counts >> 10); i++) {
    const length = take(reader, 3);
    if (length === ENDS) return 'ends';
    small[ORDER[i]!] = length;
  }
  // The distances' code has the room, and is made last.
  if (!fill(codes.distances, small, false)) return 'code-lengths';
  const lengths = new Uint8Array(literals + distances);
  const fault = readLengths(reader, codes.distances, lengths);
  if (fault !== null) return fault;
  const right =
    lengths[END_OF_BLOCK] !== 0 &&
    fill(codes.literals, lengths.subarray(0, literals)) &&
    fill(codes.distances, lengths.subarray(literals));
  return right ? null : 'code-lengths';
}
