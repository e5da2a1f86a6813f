import { alignToByte, ENDS, placeOf, skipBytes, take, type BitReader } from './inflate-bits.ts';
import { decode, type Code } from './inflate-code.ts';
import {
  createCodes,
  DISTANCE_BASE,
  DISTANCE_EXTRA,
  END_OF_BLOCK,
  FIXED,
  LENGTH_BASE,
  LENGTH_EXTRA,
  readCodes,
  type Codes,
} from './inflate-tables.ts';

/** Bits in the order they are read: bit n is bit n & 7, the least significant first, of byte n >> 3. RFC 1951 §3.1.1 */
export interface BitSpan {
  readonly start: number;
  readonly end: number;
}

/** One block of a message, RFC 1951 §3.2.3; `end` leaves out what pads a final block to a byte. */
export interface DeflateBlock extends BitSpan {
  readonly type: 'stored' | 'fixed' | 'dynamic';
  readonly final: boolean;
  /** Bytes that stand for themselves, those of a stored block too. */
  readonly literals: number;
  readonly matches: number;
  readonly outputLength: number;
}

/** Why bytes are no DEFLATE data; the last two say that they end too early. */
export type WalkFault =
  | 'block-type'
  | 'stored-length'
  | 'code-counts'
  | 'code-lengths'
  | 'literal-code'
  | 'distance-code'
  | 'ends-in-header'
  | 'ends-in-block';

/** A walk under way. */
export interface Walk {
  readonly reader: BitReader;
  readonly windowSize: number;
  readonly historyLength: number;
  /** Where the header or symbol that is being read begins. */
  mark: number;
  literals: number;
  matches: number;
  outputLength: number;
  beyondHistory: BitSpan | null;
  beyondWindow: BitSpan | null;
}

/** Goes past the rest of a stored block: its length, the same inverted, so many bytes. RFC 1951 §3.2.4 */
function walkStored(walk: Walk): WalkFault | null {
  const { reader } = walk;
  alignToByte(reader);
  const length = take(reader, 16);
  const inverted = take(reader, 16);
  if (length === ENDS || inverted === ENDS) return 'ends-in-header';
  if ((length ^ inverted) !== 0xffff) return 'stored-length';
  const given = skipBytes(reader, length);
  walk.literals += given;
  walk.outputLength += given;
  return given === length ? null : 'ends-in-block';
}

/** Notes a back-reference that reaches too far; the walk goes on, as it copies nothing. */
function judgeDistance(walk: Walk, distance: number): void {
  const { mark: start, reader } = walk;
  if (distance > walk.windowSize) walk.beyondWindow ??= { start, end: placeOf(reader) };
  if (distance > walk.historyLength + walk.outputLength) {
    walk.beyondHistory ??= { start, end: placeOf(reader) };
  }
}

/** Goes past the rest of a match, after its length symbol. RFC 1951 §3.2.5 */
function walkMatch(walk: Walk, distances: Code, symbol: number): WalkFault | null {
  const { reader } = walk;
  const which = symbol - END_OF_BLOCK - 1;
  if (which >= LENGTH_BASE.length) return 'literal-code';
  const longer = take(reader, LENGTH_EXTRA[which]!);
  if (longer === ENDS) return 'ends-in-block';
  const back = decode(reader, distances);
  if (back === ENDS) return 'ends-in-block';
  if (back < 0 || back >= DISTANCE_BASE.length) return 'distance-code';
  const further = take(reader, DISTANCE_EXTRA[back]!);
  if (further === ENDS) return 'ends-in-block';
  judgeDistance(walk, DISTANCE_BASE[back]! + further);
  walk.matches++;
  walk.outputLength += LENGTH_BASE[which]! + longer;
  return null;
}

/** Goes past literals and matches to the end of the block. RFC 1951 §3.2.3 */
function walkSymbols(walk: Walk, { literals, distances }: Codes): WalkFault | null {
  const { reader } = walk;
  for (;;) {
    walk.mark = placeOf(reader);
    const symbol = decode(reader, literals);
    if (symbol === END_OF_BLOCK) return null;
    if (symbol < 0) return symbol === ENDS ? 'ends-in-block' : 'literal-code';
    if (symbol < END_OF_BLOCK) {
      walk.literals++;
      walk.outputLength++;
      continue;
    }
    const fault = walkMatch(walk, distances, symbol);
    if (fault !== null) return fault;
  }
}

/** The codes of one block at a time, made anew for each: room for them is taken once. */
const dynamic = createCodes();

/** Reads the codes of the block, then goes past it. RFC 1951 §3.2.7 */
function walkDynamic(walk: Walk): WalkFault | null {
  const fault = readCodes(walk.reader, dynamic);
  if (fault !== null) return fault === 'ends' ? 'ends-in-block' : fault;
  return walkSymbols(walk, dynamic);
}

const TYPES = ['stored', 'fixed', 'dynamic'] as const;

function walkType(walk: Walk, type: DeflateBlock['type']): WalkFault | null {
  if (type === 'stored') return walkStored(walk);
  return type === 'fixed' ? walkSymbols(walk, FIXED) : walkDynamic(walk);
}

/** Goes past one block: the block, where its type could be read, and what is wrong. RFC 1951 §3.2.3 */
export function walkBlock(walk: Walk): { block: DeflateBlock | null; fault: WalkFault | null } {
  const { reader, literals, matches, outputLength } = walk;
  const start = placeOf(reader);
  walk.mark = start;
  const header = take(reader, 3);
  if (header === ENDS) return { block: null, fault: 'ends-in-header' };
  const type = TYPES[header >> 1];
  if (!type) return { block: null, fault: 'block-type' };
  const fault = walkType(walk, type);
  const block: DeflateBlock = {
    type,
    final: (header & 1) === 1,
    start,
    end: placeOf(reader),
    literals: walk.literals - literals,
    matches: walk.matches - matches,
    outputLength: walk.outputLength - outputLength,
  };
  return { block, fault };
}
