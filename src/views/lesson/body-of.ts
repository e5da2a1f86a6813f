import { bytesOfHex, concat } from '../../codec/bytes.ts';
import { pieceOf, readPartialChunk } from '../../codec/http/chunk.ts';
import { listHas, listOf } from '../../codec/http/headers.ts';
import { readHttpHead } from '../../codec/http/message.ts';
import type { LayersElement } from '../../course/elements.ts';

export interface Body {
  /** Bytes of the head; 0 where there is none. */
  readonly head: number;
  /** How many chunks; 0 where the body is not chunked. */
  readonly chunks: number;
  /** Without head and chunks. */
  readonly content: Uint8Array;
  readonly isEvents: boolean;
}

/** What is left of a response when head and chunks are taken off, RFC 9112 §7.1. */
export function bodyOf(hex: string, of: LayersElement['of']): Body {
  const bytes = bytesOfHex(hex);
  const found = of === 'response' ? readHttpHead(bytes, 0, bytes.length) : null;
  const start = found?.end ?? 0;
  const chunked =
    of === 'chunks' || (found !== null && listHas(found, 'Transfer-Encoding', 'chunked'));
  const type = found === null ? '' : (listOf(found, 'Content-Type')[0] ?? '');
  const parts: Uint8Array[] = [];
  let chunks = 0;
  for (let at = start; chunked && at < bytes.length; chunks++) {
    const chunk = readPartialChunk(bytes, at, bytes.length);
    const data = pieceOf(chunk, 'data');
    parts.push(bytes.subarray(data.start, data.end));
    if (chunk.end <= at) break;
    at = chunk.end;
    if (chunk.last) at = bytes.length;
  }
  const content = chunked ? concat(parts) : bytes.subarray(start);
  return {
    head: start,
    chunks,
    content,
    isEvents: of === 'events' || type.startsWith('text/event-stream') || startsAsEvent(content),
  };
}

const startsAsEvent = (content: Uint8Array): boolean =>
  /^(data|event|id|retry|):/u.test(String.fromCharCode(...content.subarray(0, 8)));
