import {
  findSizeLine,
  mayEndLine,
  readDataEnd,
  readTrailerEnd,
  type PieceEnd,
} from './chunk-lines.ts';
import { readSizeLine, type SizeFault, type SizeLine } from './chunk-size.ts';
import type { Span } from './headers.ts';
import { specRef } from './layout.ts';

/** The pieces of a chunk in the order of the wire, each with its field: RFC 9112 §7.1. */
export const CHUNK_PIECES = [
  { name: 'size', id: 'chunk.size', ref: specRef('rfc9112', '7.1') },
  { name: 'extension', id: 'chunk.extension', ref: specRef('rfc9112', '7.1.1') },
  { name: 'sizeEnd', id: 'chunk.line-end', ref: specRef('rfc9112', '7.1') },
  { name: 'data', id: 'chunk.data', ref: specRef('rfc9112', '7.1') },
  // what stands between the data and their line end, and should not
  { name: 'surplus', id: 'wire.unexplained', ref: specRef('rfc9112', '7.1') },
  { name: 'dataEnd', id: 'chunk.line-end', ref: specRef('rfc9112', '7.1') },
  { name: 'trailer', id: 'chunk.trailer', ref: specRef('rfc9112', '7.1.2') },
  { name: 'lastEnd', id: 'chunk.line-end', ref: specRef('rfc9112', '7.1') },
] as const;

export type PieceName = (typeof CHUNK_PIECES)[number]['name'];

/**
 * A chunk with the places of its pieces, in bytes of what was read; they tile it. The last chunk, which has
 * no data, holds the trailer section and the empty line that end the body.
 */
export interface Chunk {
  readonly at: number;
  readonly end: number;
  /** Where each piece begins, in the order of CHUNK_PIECES, and where the last ends. */
  readonly cuts: readonly number[];
  /** False where the bytes end inside it. */
  readonly complete: boolean;
  /** False where they end inside the size line, so that nothing can be said of it. */
  readonly hasSizeLine: boolean;
  /** What a lenient receiver takes for its size; null where the size line says none. Not exact above 2^53 - 1. */
  readonly length: number | null;
  readonly fault: SizeFault | null;
  /** True for the chunk that ends the body. */
  readonly last: boolean;
}

const ORDER = Object.fromEntries(CHUNK_PIECES.map(({ name }, i) => [name, i])) as Readonly<
  Record<PieceName, number>
>;

export function pieceOf({ cuts }: Chunk, name: PieceName): Span {
  const i = ORDER[name];
  return { start: cuts[i]!, end: cuts[i + 1]! };
}

/**
 * Reads the chunk at `offset` as far as the bytes go: RFC 9112 §7.1. Anything is read as a chunk, right or
 * wrong. A size with faults is believed where a line ends after that many bytes; without a size the data go
 * on to the next line that is a size; what follows the data is kept apart, up to the end of its line.
 */
export function readPartialChunk(bytes: Uint8Array, offset: number, end: number): Chunk {
  const line = readSizeLine(bytes, offset, end);
  if (!line.whole) return chunkOf(offset, line, { surplusAt: end, ...cutAt(end) });
  const { length, fault, dataAt } = line;
  if (length === 0 && (fault === null || mayEndLine(bytes, dataAt, end))) {
    return lastChunk(offset, line, readTrailerEnd(bytes, dataAt, end));
  }
  return chunkOf(offset, line, readData(bytes, line, end));
}

/** The data and what follows them, up to the next chunk. */
interface Data extends PieceEnd {
  readonly surplusAt: number;
  /** Set where the size line is not believed. */
  readonly unknown?: true;
}

const cutAt = (end: number): PieceEnd => ({ lineEndAt: end, next: end, complete: false });

function readData(bytes: Uint8Array, line: SizeLine, end: number): Data {
  const { length, fault, dataAt } = line;
  const surplusAt = dataAt + (length ?? 0);
  if (length !== null && surplusAt >= end) return { surplusAt: end, ...cutAt(end) };
  if (length !== null && (fault === null || mayEndLine(bytes, surplusAt, end))) {
    return { surplusAt, ...readDataEnd(bytes, surplusAt, end) };
  }
  const found = findSizeLine(bytes, dataAt, end);
  return { surplusAt: found.lineEndAt, ...found, unknown: true };
}

function chunkOf(at: number, line: SizeLine, data: Data): Chunk {
  const { extensionAt, lineEndAt, dataAt, whole, fault } = line;
  const { surplusAt, lineEndAt: dataEndAt, next: end, complete } = data;
  return {
    at,
    end,
    cuts: [at, extensionAt, lineEndAt, dataAt, surplusAt, dataEndAt, end, end, end],
    complete,
    hasSizeLine: whole,
    length: data.unknown ? null : line.length,
    fault,
    last: false,
  };
}

function lastChunk(at: number, line: SizeLine, trailer: PieceEnd): Chunk {
  const { extensionAt, lineEndAt, dataAt, fault } = line;
  const { lineEndAt: lastEndAt, next: end, complete } = trailer;
  return {
    at,
    end,
    cuts: [at, extensionAt, lineEndAt, dataAt, dataAt, dataAt, dataAt, lastEndAt, end],
    complete,
    hasSizeLine: true,
    length: 0,
    fault,
    last: true,
  };
}

/** Reads one whole chunk at `offset`; null while more bytes are needed. RFC 9112 §7.1 */
export function readChunk(bytes: Uint8Array, offset: number, end: number): Chunk | null {
  if (offset >= end) return null;
  const chunk = readPartialChunk(bytes, offset, end);
  return chunk.complete ? chunk : null;
}
