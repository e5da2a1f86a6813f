import { finish } from '../codec/finish.ts';
import { framingOf, type Framing } from '../codec/http/body.ts';
import { bodyLengthIn, scanChunksSteps, type ChunkIndex } from '../codec/http/chunk-index.ts';
import type { HttpHead } from '../codec/http/layout.ts';
import { within, type Captured, type Span } from './captured.ts';

/** A head with what follows it up to the next unit of its direction. */
export interface HttpUnit {
  readonly head: HttpHead;
  readonly framing: Framing;
  /** The body as it travelled, `[bodyAt, bodyEnd)`. */
  readonly bodyAt: number;
  readonly bodyEnd: number;
  readonly bodyComplete: boolean;
  /** The chunks of a chunked body, which tile it; null for any other. */
  readonly chunks: ChunkIndex | null;
  /** Of a response: the request it answers; null where that was not seen. */
  readonly answers: HttpHead | null;
  /** Where bytes of the body are missing, in the stream. */
  readonly gaps: readonly Span[];
  /** True where it ends for want of what was not captured: nothing can be said of its end. */
  readonly lost: boolean;
  /** Bytes after a response without a body that are not the start of another. */
  readonly stray: number;
}

/** Reads the body that follows a head: RFC 9112 §6. `answers` is the request, for a response. */
export function* readUnitSteps(
  bytes: Uint8Array,
  head: HttpHead,
  answers: HttpHead | null,
  captured: Captured | null = null,
): Generator<void, HttpUnit> {
  const framing = framingOf(head, answers);
  const bodyAt = head.end;
  const covers = captured === null || captured.gaps.length === 0 ? null : captured.covers;
  const chunks =
    framing.kind === 'chunked' ? yield* scanChunksSteps(bytes, bodyAt, bytes.length, covers) : null;
  const bodyEnd = chunks?.end ?? Math.min(bodyAt + plainLengthOf(framing), bytes.length);
  const bodyComplete = chunks?.complete ?? isWhole(framing, bodyEnd - bodyAt);
  const gaps = covers === null ? [] : within(bodyAt, bodyEnd, captured!.gaps);
  const lost = chunks !== null && !bodyComplete && bodyEnd < bytes.length;
  return { head, framing, bodyAt, bodyEnd, bodyComplete, chunks, answers, gaps, lost, stray: 0 };
}

function plainLengthOf(framing: Framing): number {
  if (framing.kind === 'length') return framing.length;
  return framing.kind === 'none' ? 0 : Infinity;
}

/** A body that goes on to the end of the connection is never found wanting: RFC 9112 §6.3. */
const isWhole = (framing: Framing, have: number): boolean =>
  framing.kind !== 'length' || have >= framing.length;

/** How long the body is that a head announces, in bytes; Infinity where the head does not tell. RFC 9112 §6.3 */
export const bodyLengthOf = (head: HttpHead, answers: HttpHead | null = null): number =>
  plainLengthOf(framingOf(head, answers));

/** Where a message ends whose head is read: with its body, or with the bytes. RFC 9112 §6.3 */
export const endOfMessage = (bytes: Uint8Array, head: HttpHead): number =>
  finish(readUnitSteps(bytes, head, null)).bodyEnd;

/** Octets of the body without the chunked coding, before any other coding is undone. */
export const bodyOctets = ({ chunks, bodyAt, bodyEnd }: HttpUnit): number =>
  chunks === null ? bodyEnd - bodyAt : bodyLengthIn(chunks);
