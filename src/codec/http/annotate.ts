import type { Annotation, BitRange, Field, FieldValue, SpecRef, Violation } from '../annotation.ts';
import type { FieldId } from '../ids.ts';
import {
  EMPTY_LINE,
  HEADER_LINE,
  HEADER_REFS,
  LINE_END,
  REQUEST_LINE,
  STATUS_LINE,
  specRef,
  type Header,
  type HttpHead,
  type Part,
} from './layout.ts';
import { statusOf } from './message.ts';
import { shownText } from './syntax.ts';

const GROUP: FieldValue = { kind: 'group' };

/** A piece of a head in bits from the start of the head. */
export const bitRange = ({ start, end }: { start: number; end: number }): BitRange => ({
  source: 'wire',
  start: start * 8,
  end: end * 8,
});

const textField = (id: FieldId, part: Part, ref: SpecRef): Field => ({
  id,
  range: bitRange(part),
  value: { kind: 'text', value: shownText(part.text) },
  ref,
});

const isPresent = (field: Field): boolean => field.range.end > field.range.start;

/** A line as a group of its pieces; the empty ones are left out. */
function lineField(id: FieldId, ref: SpecRef, pieces: readonly Field[]): Field {
  const children = pieces.filter(isPresent);
  const start = children[0]?.range.start ?? 0;
  const end = children.at(-1)?.range.end ?? start;
  return { id, range: { source: 'wire', start, end }, value: GROUP, ref, children };
}

function startLineField(head: HttpHead): Field {
  if (head.kind === 'request') {
    const pieces = REQUEST_LINE.map(({ name, id, ref }) => textField(id, head.start[name], ref));
    return lineField('http.start-line', specRef('rfc9112', '3'), pieces);
  }
  const status = statusOf(head);
  const pieces = STATUS_LINE.map(({ name, id, ref }) => {
    const field = textField(id, head.start[name], ref);
    if (name !== 'status' || status === null) return field;
    return { ...field, value: { kind: 'uint', value: status } as const };
  });
  return lineField('http.start-line', specRef('rfc9112', '4'), pieces);
}

/** The value of a header field that RFC 6455 or RFC 9110 defines refers there. */
export function headerField(header: Header): Field {
  const known = HEADER_REFS.get(header.name.text.toLowerCase());
  const pieces = HEADER_LINE.map(({ name, id, ref }) =>
    textField(id, header[name], name === 'value' ? (known ?? ref) : ref),
  );
  return lineField('http.header', known ?? specRef('rfc9112', '5'), pieces);
}

/**
 * Takes the head of a message apart: RFC 9112 §2.1. `bytes` begin where the head does, and may go on
 * after it; `base` is where that is in the stream of its direction.
 */
export function annotateHead(
  bytes: Uint8Array,
  head: HttpHead,
  violations: readonly Violation[] = [],
  base: number = head.at,
): Annotation {
  const length = head.end - head.at;
  const root: Field = {
    id: head.kind === 'request' ? 'http.request' : 'http.response',
    range: bitRange({ start: 0, end: length }),
    value: GROUP,
    ref: EMPTY_LINE,
    children: [
      ...head.emptyLines.map((line) => textField('http.line-end', line, LINE_END)),
      startLineField(head),
      ...head.headers.map(headerField),
      textField('http.line-end', head.blankLine, EMPTY_LINE),
    ],
  };
  const wire = { id: 'wire', bytes: bytes.slice(0, length), base, length } as const;
  return { unit: 'http.message', sources: [wire], root, violations, complete: true };
}
