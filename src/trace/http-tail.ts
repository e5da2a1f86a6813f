import { chunkAt, type ChunkIndex } from '../codec/http/chunk-index.ts';
import { pieceOf, type Chunk } from '../codec/http/chunk.ts';
import { latin1 } from '../codec/http/syntax.ts';
import type { Tail } from '../codec/websocket/scan.ts';
import type { HttpUnit } from './http-unit.ts';

const LINE_END = 2;

/** Where the stream ends inside the body of a unit; null where the body is whole. RFC 9112 §8 */
export function tailOf(bytes: Uint8Array, unit: HttpUnit): Tail | null {
  if (unit.bodyComplete) return null;
  const { framing, chunks, bodyAt, bodyEnd } = unit;
  if (chunks !== null) return chunkTail(bytes, chunks);
  const need = framing.kind === 'length' ? exact(framing.digits) : null;
  return { at: bodyAt, part: 'body', need, have: bodyEnd - bodyAt };
}

/** Between two chunks none of the next is there. */
function chunkTail(bytes: Uint8Array, chunks: ChunkIndex): Tail {
  const cut = chunks.length === 0 ? null : chunkAt(bytes, chunks, chunks.length - 1);
  if (cut === null || cut.complete) return { at: chunks.end, part: 'chunk', need: null, have: 0 };
  return { at: cut.at, part: 'chunk', need: needOf(bytes, cut), have: cut.end - cut.at };
}

/** A whole chunk is its size line, as many bytes as that says, and a line end. */
function needOf(bytes: Uint8Array, chunk: Chunk): number | string | null {
  const { fault, length, last, hasSizeLine } = chunk;
  if (!hasSizeLine || last || length === null || fault !== null) return null;
  const size = pieceOf(chunk, 'size');
  const digits = latin1(bytes.subarray(size.start, size.end)).trim();
  const around = pieceOf(chunk, 'data').start - chunk.at + LINE_END;
  return exact((BigInt(`0x${digits}`) + BigInt(around)).toString());
}

/** A number where it is exact, else its digits. */
const exact = (digits: string): number | string =>
  Number.isSafeInteger(Number(digits)) ? Number(digits) : digits;
