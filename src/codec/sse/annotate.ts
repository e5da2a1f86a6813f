import type { Annotation, Field, FieldValue, SpecRef, Violation } from '../annotation.ts';
import { bitRange } from '../http/annotate.ts';
import type { FieldId } from '../ids.ts';
import { looseTextOf } from '../utf8.ts';
import { linesOf, retryOf, type ReadEvent } from './event.ts';
import { fieldNamed, GRAMMAR, isComment, MEANING, type Line } from './layout.ts';

/** What an annotation carries of an event, in bytes: an event may be the whole body. */
export const EVENT_CLIP = 64 * 1024;

interface Place {
  readonly start: number;
  readonly end: number;
}

const group = (id: FieldId, place: Place, children: readonly Field[]): Field => ({
  id,
  range: bitRange(place),
  value: { kind: 'group' },
  ref: GRAMMAR,
  children,
});

/** A piece as text, with U+FFFD for what is not UTF-8; as bytes where the clip cuts it. */
function piece(bytes: Uint8Array, id: FieldId, start: number, end: number, ref: SpecRef): Field {
  const value: FieldValue =
    end > bytes.length
      ? { kind: 'bytes', length: end - start }
      : { kind: 'text', value: looseTextOf(bytes.subarray(start, end)) };
  return { id, range: bitRange({ start, end }), value, ref };
}

const isPresent = ({ range }: Field): boolean => range.end > range.start;

/** A reconnection time is a number: HTML §9.2.6. */
function numbered(bytes: Uint8Array, line: Line, field: Field): Field {
  if (field.value.kind !== 'text' || fieldNamed(bytes, line.start, line.nameEnd) !== 'retry') {
    return field;
  }
  const value = retryOf(field.value.value);
  return value === null ? field : { ...field, value: { kind: 'uint', value } };
}

function lineField(bytes: Uint8Array, line: Line): Field {
  const { start, nameEnd, valueAt, valueEnd, end } = line;
  const value = isComment(line)
    ? piece(bytes, 'sse.comment', valueAt, valueEnd, GRAMMAR)
    : numbered(bytes, line, piece(bytes, 'sse.value', valueAt, valueEnd, MEANING));
  const pieces = [
    piece(bytes, 'sse.field-name', start, nameEnd, MEANING),
    piece(bytes, 'sse.separator', nameEnd, valueAt, GRAMMAR),
    value,
    piece(bytes, 'sse.line-end', valueEnd, end, GRAMMAR),
  ];
  return group('sse.line', { start, end }, pieces.filter(isPresent));
}

/** The lines that begin before the clip; what follows them is one field. */
function lineFields(bytes: Uint8Array, clipped: Uint8Array, event: ReadEvent): Field[] {
  const fields: Field[] = [];
  for (const line of linesOf(bytes, event)) {
    if (line.start >= EVENT_CLIP) {
      const rest = piece(clipped, 'sse.line', line.start, event.blankAt, GRAMMAR);
      return [...fields, rest];
    }
    fields.push(lineField(clipped, line));
  }
  return fields;
}

/**
 * Takes an event apart: HTML §9.2.5. `bytes` begin where the event does, and may go on after it;
 * `base` is where that is in the stream of its direction. Judges nothing.
 */
export function annotateEvent(
  bytes: Uint8Array,
  event: ReadEvent,
  violations: readonly Violation[] = [],
  base: number = event.at,
): Annotation {
  const length = event.end - event.at;
  const wire = bytes.slice(0, Math.min(length, EVENT_CLIP));
  const children = [
    piece(wire, 'sse.bom', 0, event.bomLength, GRAMMAR),
    // blank lines that end no event, however many, are one field
    piece(wire, 'sse.line-end', event.bomLength, event.linesAt, GRAMMAR),
    ...lineFields(bytes, wire, event),
    // dispatches the event
    piece(wire, 'sse.line-end', event.blankAt, length, MEANING),
  ];
  return {
    unit: 'sse.event',
    sources: [{ id: 'wire', bytes: wire, base, length }],
    root: group('sse.event', { start: 0, end: length }, children.filter(isPresent)),
    violations,
    complete: event.complete,
  };
}
