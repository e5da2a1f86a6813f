import type { Annotation, Field, FieldValue, Violation } from '../annotation.ts';
import type { FieldId } from '../ids.ts';
import { bitRange, headerField } from './annotate.ts';
import { CHUNK_PIECES, pieceOf, type Chunk } from './chunk.ts';
import type { Span } from './headers.ts';
import { specRef } from './layout.ts';
import { readLines } from './lines.ts';
import { MAX_HEAD, headersIn } from './message.ts';
import { latin1, shownText, splitAt } from './syntax.ts';

/** Bytes of a unit that its annotation holds; of the rest it knows the places. */
export const UNIT_CLIP = 64 * 1024;

/** Extensions that are shown one by one. */
const MOST_EXTENSIONS = 64;

type Piece = (typeof CHUNK_PIECES)[number];

/**
 * Takes a chunk apart: RFC 9112 §7.1. `bytes` begin where the chunk does, and may go on after it;
 * `base` is where that is in the stream of its direction.
 */
export function annotateChunk(
  bytes: Uint8Array,
  chunk: Chunk,
  violations: readonly Violation[] = [],
  base: number = chunk.at,
): Annotation {
  const length = chunk.end - chunk.at;
  const own = bytes.subarray(0, length);
  const root: Field = {
    id: 'chunk.chunk',
    range: bitRange({ start: 0, end: length }),
    value: { kind: 'group' },
    ref: specRef('rfc9112', '7.1'),
    children: chunk.hasSizeLine ? fieldsOf(own, chunk) : [cutField({ start: 0, end: length })],
  };
  const wire = { id: 'wire', bytes: own.slice(0, UNIT_CLIP), base, length } as const;
  return { unit: 'http.chunk', sources: [wire], root, violations, complete: chunk.complete };
}

const fieldsOf = (bytes: Uint8Array, chunk: Chunk): Field[] =>
  CHUNK_PIECES.flatMap((piece) => {
    const { start, end } = pieceOf(chunk, piece.name);
    const span = { start: start - chunk.at, end: end - chunk.at };
    return end > start ? [fieldOf(bytes, chunk, piece, span)] : [];
  });

function fieldOf(bytes: Uint8Array, chunk: Chunk, { name, id, ref }: Piece, span: Span): Field {
  const field = { id, range: bitRange(span), ref };
  const data = { kind: 'bytes', length: span.end - span.start } as const;
  switch (name) {
    case 'size':
      return { ...field, value: sizeValue(bytes, chunk, span) };
    case 'extension':
      return { ...field, ...extensionParts(bytes, span) };
    case 'trailer':
      return { ...field, value: { kind: 'group' }, children: trailerFields(bytes, span) };
    case 'data':
    case 'surplus':
      return { ...field, value: data };
    default:
      return { ...field, value: textAt(bytes, span) };
  }
}

const textAt = (bytes: Uint8Array, { start, end }: Span): FieldValue => ({
  kind: 'text',
  value: shownText(latin1(bytes.subarray(start, Math.min(end, start + UNIT_CLIP)))),
});

/** A size that is one as its number, any other as it is written. */
function sizeValue(bytes: Uint8Array, { length, fault }: Chunk, span: Span): FieldValue {
  if (fault !== null || length === null) return textAt(bytes, span);
  if (Number.isSafeInteger(length)) return { kind: 'uint', value: length };
  const digits = latin1(bytes.subarray(span.start, span.end)).trim();
  return { kind: 'uint', value: BigInt(`0x${digits}`) };
}

/** Extensions one by one, each with the mark before it: RFC 9112 §7.1.1. */
function extensionParts(bytes: Uint8Array, span: Span): Pick<Field, 'value' | 'children'> {
  const value = textAt(bytes, span);
  if (span.end - span.start > UNIT_CLIP) return { value };
  const ends = splitAt(latin1(bytes.subarray(span.start, span.end)), ';').map(({ end }) => end);
  const starts = [0, ...ends.slice(1)];
  if (ends.length <= 2 || ends.length > MOST_EXTENSIONS) return { value };
  const children = ends.slice(1).map((end, i): Field => {
    const one = { start: span.start + starts[i]!, end: span.start + end };
    const ref = specRef('rfc9112', '7.1.1');
    return { id: 'chunk.extension', range: bitRange(one), value: textAt(bytes, one), ref };
  });
  return { value: { kind: 'group' }, children };
}

/** The lines of the trailer section as those of a head, and what is there of a line that is cut: RFC 9112 §7.1.2. */
function trailerFields(bytes: Uint8Array, span: Span): Field[] {
  if (span.end > MAX_HEAD) return [];
  const window = bytes.subarray(0, span.end);
  const fields = headersIn(latin1(window), readLines(window, span.start)).map(headerField);
  const rest = { start: (fields.at(-1)?.range.end ?? span.start * 8) / 8, end: span.end };
  return rest.end > rest.start ? [...fields, cutField(rest)] : fields;
}

const cutField = (span: Span): Field => ({
  id: 'wire.cut' satisfies FieldId,
  range: bitRange(span),
  value: { kind: 'bytes', length: span.end - span.start },
  ref: specRef('rfc9112', '7.1'),
});
