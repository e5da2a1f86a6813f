import { concat } from '../bytes.ts';
import { alignToByte, createBitReader, isAtEnd, placeOf } from './inflate-bits.ts';
import {
  walkBlock,
  type BitSpan,
  type DeflateBlock,
  type Walk,
  type WalkFault,
} from './inflate-block.ts';
import { TAIL } from './inflate-stream.ts';

export type { BitSpan, DeflateBlock, WalkFault } from './inflate-block.ts';

/** The blocks of a payload and of the tail put back after it; places count from the payload's first bit. */
export interface DeflateWalk {
  /** The first `MOST_BLOCKS`; one with a fault in it is given as far as it goes. */
  readonly blocks: readonly DeflateBlock[];
  readonly blockCount: number;
  /** Bytes that the blocks give, up to the fault. */
  readonly outputLength: number;
  readonly fault: (BitSpan & { readonly kind: WalkFault }) | null;
  /** The first back-reference to before the history. RFC 7692 §7.2.1 */
  readonly beyondHistory: BitSpan | null;
  /** The first back-reference over more than the window. RFC 7692 §7.1.2 */
  readonly beyondWindow: BitSpan | null;
  /** True where an empty stored block, not a final one, ends with the payload: the tail was left on. */
  readonly tailLeftOn: boolean;
}

export interface WalkOptions {
  /** 8 to 15. */
  readonly windowBits: number;
  /** How many bytes of the messages before may be referred to: 0 without context takeover. */
  readonly historyLength: number;
}

/** Above this, blocks are counted and not kept: ten bits are enough for one. */
export const MOST_BLOCKS = 4096;

const isSyncFlush = (block: DeflateBlock): boolean =>
  block.type === 'stored' && !block.final && block.outputLength === 0;

/** Walks the blocks of a compressed message, RFC 7692 §7.2.2, without inflating it: time goes with the payload alone. */
export function walkDeflate(payload: Uint8Array, options: WalkOptions): DeflateWalk {
  const walk: Walk = {
    reader: createBitReader(concat([payload, TAIL])),
    windowSize: 1 << options.windowBits,
    historyLength: options.historyLength,
    mark: 0,
    literals: 0,
    matches: 0,
    outputLength: 0,
    beyondHistory: null,
    beyondWindow: null,
  };
  const blocks: DeflateBlock[] = [];
  let blockCount = 0;
  let fault: DeflateWalk['fault'] = null;
  let tailLeftOn = false;
  while (fault === null && !isAtEnd(walk.reader)) {
    const { block, fault: kind } = walkBlock(walk);
    if (kind !== null) fault = { kind, start: walk.mark, end: placeOf(walk.reader) };
    if (block === null) break;
    if (blockCount++ < MOST_BLOCKS) blocks.push(block);
    tailLeftOn ||= kind === null && isSyncFlush(block) && block.end === payload.length * 8;
    // The next block follows at a byte: RFC 7692 §7.2.1.
    if (block.final) alignToByte(walk.reader);
  }
  const { outputLength, beyondHistory, beyondWindow } = walk;
  return { blocks, blockCount, outputLength, fault, beyondHistory, beyondWindow, tailLeftOn };
}
