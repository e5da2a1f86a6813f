import { pieceOf, readPartialChunk, type Chunk } from './chunk.ts';
import { verdictOfChunk } from './chunk-rules.ts';
import { finish } from '../finish.ts';

/** The chunks of one body as columns, 16 bytes a chunk; they tile `[at[0], end)`. */
export interface ChunkIndex {
  readonly length: number;
  /** Where the body ends, or the bytes. */
  readonly end: number;
  /** False where the bytes end before the last chunk did: then the last one here may be cut. */
  readonly complete: boolean;
  readonly at: Uint32Array;
  /** Where its data stand. What is there of them where the chunk is cut ends where the next piece begins. */
  readonly dataAt: Uint32Array;
  /** Octets of all data up to the end of this chunk's: the offset in the body at which the next begin. */
  readonly bodyEnd: Uint32Array;
  /** Bit i is CHUNK_RULES[i]. */
  readonly verdict: Uint32Array;
}

type Columns = Pick<ChunkIndex, 'at' | 'dataAt' | 'bodyEnd' | 'verdict'>;

const FIRST_CAPACITY = 8;
/** Chunks scanned between two pauses. */
const STEP = 4096;

const resized = ({ at, dataAt, bodyEnd, verdict }: Columns, capacity: number): Columns => ({
  at: copied(at, capacity),
  dataAt: copied(dataAt, capacity),
  bodyEnd: copied(bodyEnd, capacity),
  verdict: copied(verdict, capacity),
});

function copied(column: Uint32Array, capacity: number): Uint32Array {
  const copy = new Uint32Array(capacity);
  copy.set(column.subarray(0, capacity));
  return copy;
}

const NONE = new Uint32Array();
const NO_COLUMNS: Columns = { at: NONE, dataAt: NONE, bodyEnd: NONE, verdict: NONE };

/** Whether all bytes of `[start, end)` are there. */
export type Covers = (start: number, end: number) => boolean;

/**
 * Scans the chunked body at `offset`, up to its last chunk or the end of the bytes. RFC 9112 §7.1.3
 * Pauses every few milliseconds: a body may be millions of chunks.
 * `covers` tells which bytes were captured: the scan ends before a chunk of which more is missing than data.
 */
export function* scanChunksSteps(
  bytes: Uint8Array,
  offset: number,
  end: number,
  covers: Covers | null = null,
): Generator<void, ChunkIndex> {
  let columns = resized(NO_COLUMNS, FIRST_CAPACITY);
  let length = 0;
  let body = 0;
  let at = offset;
  let complete = false;
  while (at < end && !complete) {
    const chunk = readPartialChunk(bytes, at, end);
    if (covers !== null && !isFramed(chunk, covers)) break;
    if (length === columns.at.length) columns = resized(columns, 2 * length);
    const data = pieceOf(chunk, 'data');
    body += data.end - data.start;
    columns.at[length] = at;
    columns.dataAt[length] = data.start;
    columns.bodyEnd[length] = body;
    columns.verdict[length] = verdictOfChunk(bytes, chunk);
    length++;
    at = chunk.end;
    complete = chunk.last && chunk.complete;
    if (length % STEP === 0) yield;
  }
  return { length, end: at, complete, ...resized(columns, length) };
}

/** The same at once. */
export const scanChunks = (...given: Parameters<typeof scanChunksSteps>): ChunkIndex =>
  finish(scanChunksSteps(...given));

/** Whether all of a chunk but its data is there: RFC 9112 §7.1. */
function isFramed(chunk: Chunk, covers: Covers): boolean {
  const data = pieceOf(chunk, 'data');
  return covers(chunk.at, data.start) && covers(data.end, chunk.end);
}

/** One chunk of an index with all its pieces. */
export const chunkAt = (bytes: Uint8Array, index: ChunkIndex, chunk: number): Chunk =>
  readPartialChunk(bytes, index.at[chunk]!, scannedEnd(bytes, index, chunk));

/** Where the bytes of a body end: those of its last chunk, which is cut where they end inside it. */
const scannedEnd = (bytes: Uint8Array, index: ChunkIndex, chunk: number): number =>
  chunk === index.length - 1 ? index.end : bytes.length;

/** Octets of the body without the chunked coding. */
export const bodyLengthIn = ({ length, bodyEnd }: ChunkIndex): number =>
  length === 0 ? 0 : bodyEnd[length - 1]!;

/** The chunk that holds an octet of the body, by binary search. */
export function chunkOfBody({ length, bodyEnd }: ChunkIndex, offset: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bodyEnd[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

const bodyStart = ({ bodyEnd }: ChunkIndex, chunk: number): number =>
  chunk === 0 ? 0 : bodyEnd[chunk - 1]!;

/** Where an octet of the body travelled, as an offset in the stream; the end of the body for one after its last. */
export function wireOffsetOf(index: ChunkIndex, offset: number): number {
  const chunk = chunkOfBody(index, offset);
  if (chunk >= index.length) return index.end;
  return index.dataAt[chunk]! + offset - bodyStart(index, chunk);
}

/** The octet of the body that travelled at an offset of the stream, which is that of a chunk's data or its end. */
export function bodyOffsetOf(index: ChunkIndex, wire: number): number {
  let low = 0;
  let high = index.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (index.dataAt[middle]! <= wire) low = middle + 1;
    else high = middle;
  }
  const chunk = low - 1;
  return chunk < 0 ? 0 : bodyStart(index, chunk) + wire - index.dataAt[chunk]!;
}

/** The octets `[from, to)` of a body without the chunked coding: RFC 9112 §7.1.3. */
export function dechunk(
  bytes: Uint8Array,
  index: ChunkIndex,
  from = 0,
  to = bodyLengthIn(index),
): Uint8Array {
  const body = new Uint8Array(Math.max(0, Math.min(to, bodyLengthIn(index)) - from));
  let done = 0;
  for (let chunk = chunkOfBody(index, from); done < body.length; chunk++) {
    const skipped = from + done - bodyStart(index, chunk);
    const at = index.dataAt[chunk]! + skipped;
    const length = index.bodyEnd[chunk]! - bodyStart(index, chunk) - skipped;
    const run = bytes.subarray(at, at + Math.min(length, body.length - done));
    body.set(run, done);
    done += run.length;
  }
  return body;
}
