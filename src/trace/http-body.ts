import type { Annotation, Violation } from '../codec/annotation.ts';
import { annotateBody } from '../codec/http/body-annotate.ts';
import { isChunkedCoding, transferCodingsOf } from '../codec/http/body.ts';
import { judgeFraming, judgeStray } from '../codec/http/body-rules.ts';
import { bodyOffsetOf, chunkAt, dechunk } from '../codec/http/chunk-index.ts';
import { judgeChunk } from '../codec/http/chunk-rules.ts';
import { decodeContent, MOST_DECODED, type Decoded } from '../codec/http/content-coding.ts';
import { listOf } from '../codec/http/headers.ts';
import { bodyOctets, type HttpUnit } from './http-unit.ts';

/** The body of a unit with all its codings undone. */
export interface Payload extends Decoded {
  /** The octets without the chunked coding: source `dechunked`; on the wire as they are for another framing. */
  readonly dechunked: Uint8Array;
  /** The codings to undo besides chunked, in the order they were applied. */
  readonly codings: readonly string[];
}

/** The codings of a body besides chunked, in the order they were applied: RFC 9110 §8.4, then RFC 9112 §6.1. */
export const codingsOf = ({ head }: HttpUnit): string[] => [
  ...listOf(head, 'Content-Encoding'),
  ...transferCodingsOf(head).flatMap((coding) => (isChunkedCoding(coding) ? [] : [coding.name])),
];

/** What the body of a unit carries, never more than `most` octets: RFC 9112 §7, RFC 9110 §8.4. */
export function payloadOf(bytes: Uint8Array, unit: HttpUnit, most = MOST_DECODED): Payload {
  const codings = codingsOf(unit);
  const dechunked = bodyOf(bytes, unit);
  const coded = codings.length === 0 ? dechunked : dechunked.subarray(0, knownOctets(unit));
  return { ...decodeContent(coded, codings, most), dechunked, codings };
}

/** Octets of a body before the first that was not captured: a coding cannot be undone beyond. */
function knownOctets({ gaps, chunks, bodyAt }: HttpUnit): number {
  const [gap] = gaps;
  if (gap === undefined) return Infinity;
  return chunks === null ? gap.start - bodyAt : bodyOffsetOf(chunks, gap.start);
}

/** The octets `[from, to)` of a body without the chunked coding. */
export const bodyOf = (
  bytes: Uint8Array,
  unit: HttpUnit,
  from = 0,
  to = bodyOctets(unit),
): Uint8Array =>
  unit.chunks === null
    ? bytes.subarray(unit.bodyAt + from, Math.min(unit.bodyAt + to, unit.bodyEnd))
    : dechunk(bytes, unit.chunks, from, to);

/** What a head and its body break, each with the unit whose bits the range counts. */
export interface PlacedViolation {
  /** `stray` is what follows a response without a body. */
  readonly part: 'head' | 'chunk' | 'stray';
  /** Number of the chunk; 0 for another part. */
  readonly chunk: number;
  /** Where that part begins in the stream. */
  readonly at: number;
  readonly violation: Violation;
}

/** Every `http/*` rule that a unit breaks. `ended` is true where it is known that no more bytes come. RFC 9112 §6 to §8 */
export function violationsOfBody(
  bytes: Uint8Array,
  unit: HttpUnit,
  ended: boolean,
): PlacedViolation[] {
  const { head, bodyEnd, stray } = unit;
  return [
    ...violationsOfFraming(bytes, unit, ended).map((violation) =>
      placed('head', head.at, violation),
    ),
    ...violationsOfChunks(bytes, unit, ended),
    ...(stray === 0 ? [] : [placed('stray', bodyEnd, judgeStray(stray))]),
  ];
}

const placed = (
  part: PlacedViolation['part'],
  at: number,
  violation: Violation,
  chunk = 0,
): PlacedViolation => ({ part, chunk, at, violation });

/** What the head of a unit breaks about its body. */
export function violationsOfFraming(
  bytes: Uint8Array,
  unit: HttpUnit,
  ended: boolean,
): Violation[] {
  const { head, answers, chunks, bodyComplete } = unit;
  const short = ended && !bodyComplete;
  const betweenChunks = short && chunks !== null && !endsInsideChunk(bytes, unit);
  return judgeFraming(head, answers, { short, betweenChunks });
}

function endsInsideChunk(bytes: Uint8Array, { chunks }: HttpUnit): boolean {
  if (chunks === null || chunks.length === 0) return false;
  return !chunkAt(bytes, chunks, chunks.length - 1).complete;
}

/** What one chunk of a unit breaks. */
export function violationsOfChunk(
  bytes: Uint8Array,
  unit: HttpUnit,
  chunk: number,
  ended: boolean,
): Violation[] {
  const { chunks, head } = unit;
  return chunks === null ? [] : judgeChunk(bytes, chunkAt(bytes, chunks, chunk), head.kind, ended);
}

/** Chunks that the scan found faultless are not read again, but for the last, which may be cut. */
function violationsOfChunks(bytes: Uint8Array, unit: HttpUnit, ended: boolean): PlacedViolation[] {
  const found: PlacedViolation[] = [];
  const { length, at, verdict } = unit.chunks ?? { length: 0, at: [], verdict: [] };
  for (let chunk = 0; chunk < length; chunk++) {
    if (verdict[chunk] === 0 && chunk < length - 1) continue;
    for (const violation of violationsOfChunk(bytes, unit, chunk, ended)) {
      found.push(placed('chunk', at[chunk]!, violation, chunk));
    }
  }
  return found;
}

/** A whole body as one unit, with what it carries as linked sources. */
export function annotateBodyOf(bytes: Uint8Array, unit: HttpUnit, most = MOST_DECODED): Annotation {
  const { bodyAt, bodyEnd, bodyComplete, chunks } = unit;
  const { dechunked, bytes: decoded, codings, fault } = payloadOf(bytes, unit, most);
  const parts = {
    wire: bytes.subarray(bodyAt, bodyEnd),
    dechunked: chunks === null ? null : dechunked,
    decoded: codings.length === 0 || fault === 'unknown' ? null : decoded,
  };
  return annotateBody(parts, bodyAt, bodyComplete);
}
