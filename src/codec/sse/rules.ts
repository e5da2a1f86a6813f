import type { Severity, SpecRef } from '../annotation.ts';
import type { Span } from '../http/headers.ts';
import { latin1, SP, TAB } from '../http/syntax.ts';
import type { FieldId, RuleId } from '../ids.ts';
import { linesOf, retryOf, type ReadEvent } from './event.ts';
import {
  bomAt,
  BOM,
  fieldMeant,
  fieldNamed,
  GRAMMAR,
  isComment,
  MEANING,
  type FieldName,
  type Line,
} from './layout.ts';
import { firstReplaced } from './replaced.ts';

export interface SseRule {
  readonly id: RuleId;
  readonly field: FieldId;
  readonly ref: SpecRef;
  /** An error where the browser fails the connection: HTML §9.2.3. */
  readonly severity: Severity;
  /** There are no close codes. */
  readonly closeCode: null;
  readonly status: null;
}

/** What a rule knows of the line it is judged on: a whole field line, for a comment breaks none. */
export interface LineContext {
  readonly bytes: Uint8Array;
  /** Null for a field that is ignored. */
  field: FieldName | null;
  /** A data line came before it in its event. */
  afterData: boolean;
}

export interface LineRule extends SseRule {
  /** Where the line breaks the rule; null where it keeps it. */
  onLine(line: Line, context: LineContext): Span | null;
}

export interface EventRule extends SseRule {
  /** Where the event breaks the rule; null where it keeps it. `bytes` begin where the event does. */
  onEvent(bytes: Uint8Array, event: ReadEvent, isEnd: boolean): Span | null;
}

/** Nothing in a stream fails the connection: what is wrong is ignored. */
const rule = (id: RuleId, field: FieldId, ref: SpecRef): SseRule => ({
  id,
  field,
  ref,
  severity: 'warning',
  closeCode: null,
  status: null,
});

const lineRule = (id: RuleId, field: FieldId, onLine: LineRule['onLine']): LineRule => ({
  ...rule(id, field, MEANING),
  onLine,
});

const eventRule = (
  id: RuleId,
  field: FieldId,
  ref: SpecRef,
  onEvent: EventRule['onEvent'],
): EventRule => ({ ...rule(id, field, ref), onEvent });

/** Where a name ends without white space before the colon. */
function trimmedNameEnd(bytes: Uint8Array, { start, nameEnd }: Line): number {
  let end = nameEnd;
  while (end > start && (bytes[end - 1] === SP || bytes[end - 1] === TAB)) end--;
  return end;
}

const beginsWithBom = (bytes: Uint8Array, { start, nameEnd }: Line): boolean =>
  bomAt(bytes, start, nameEnd) === true;

/** How fields of other standards are named: what someone may have meant as a field. */
const LIKE_A_NAME = /^[A-Za-z][\w.-]{0,39}$/;

/** A heuristic: a field without a colon says nothing, and no field is named `"a"` or `hello world`. */
function looksLikeText(bytes: Uint8Array, { start, nameEnd, valueAt }: Line): boolean {
  const name = bytes.subarray(start, Math.min(nameEnd, start + 41));
  return valueAt === nameEnd || !LIKE_A_NAME.test(latin1(name));
}

/** The first field line that says something of an event, without one of data. */
function lonelyLine(bytes: Uint8Array, event: ReadEvent): Span | null {
  for (const { start, nameEnd, end } of linesOf(bytes, event)) {
    const field = fieldNamed(bytes, start, nameEnd);
    if (field === 'event' || field === 'id') return { start, end };
  }
  return null;
}

function hasField(bytes: Uint8Array, event: ReadEvent): boolean {
  for (const line of linesOf(bytes, event)) if (!isComment(line)) return true;
  return false;
}

/** What is wrong with one event of a stream: HTML §9.2.6. */
export const EVENT_RULES: readonly (LineRule | EventRule)[] = [
  eventRule('sse/sse-missing-final-blank-line', 'sse.event', MEANING, (bytes, event, isEnd) =>
    isEnd && !event.complete && hasField(bytes, event)
      ? { start: event.linesAt, end: event.blankAt }
      : null,
  ),
  lineRule('sse/sse-unescaped-newline-in-data', 'sse.line', (line, { bytes, field, afterData }) =>
    afterData &&
    field === null &&
    fieldMeant(bytes, line.start, trimmedNameEnd(bytes, line)) === null &&
    !beginsWithBom(bytes, line) &&
    looksLikeText(bytes, line)
      ? { start: line.start, end: line.end }
      : null,
  ),
  lineRule('sse/sse-field-name-case', 'sse.field-name', (line, { bytes, field }) => {
    if (field !== null) return null;
    const span = { start: line.start, end: trimmedNameEnd(bytes, line) };
    if (fieldNamed(bytes, span.start, span.end) !== null) return null;
    return fieldMeant(bytes, span.start, span.end) === null ? null : span;
  }),
  lineRule('sse/sse-space-before-colon', 'sse.field-name', (line, { bytes, field }) => {
    if (field !== null || line.valueAt === line.nameEnd) return null;
    const span = { start: trimmedNameEnd(bytes, line), end: line.nameEnd };
    if (span.start === span.end) return null;
    return fieldMeant(bytes, line.start, span.start) === null ? null : span;
  }),
  // a comment or a retry alone is a heartbeat or a setting, and means no event
  eventRule('sse/sse-event-without-data', 'sse.line', MEANING, (bytes, event) =>
    event.undispatched === 'no-data' ? lonelyLine(bytes, event) : null,
  ),
  lineRule('sse/sse-id-with-null', 'sse.value', ({ valueAt, valueEnd }, { bytes, field }) => {
    const at = field === 'id' ? bytes.subarray(valueAt, valueEnd).indexOf(0) : -1;
    return at < 0 ? null : { start: valueAt + at, end: valueAt + at + 1 };
  }),
  lineRule(
    'sse/sse-retry-not-digits',
    'sse.value',
    ({ start, valueAt, valueEnd }, { bytes, field }) => {
      if (field !== 'retry') return null;
      if (retryOf(latin1(bytes.subarray(valueAt, valueEnd))) !== null) return null;
      return { start: valueAt === valueEnd ? start : valueAt, end: valueEnd };
    },
  ),
  eventRule('sse/sse-invalid-utf8', 'sse.value', GRAMMAR, (bytes, event, isEnd) =>
    firstReplaced(bytes.subarray(0, event.end - event.at), isEnd),
  ),
  lineRule('sse/sse-bom-not-first', 'sse.field-name', (line, { bytes, field }) =>
    field === null && beginsWithBom(bytes, line)
      ? { start: line.start, end: line.start + BOM.length }
      : null,
  ),
  // data indented by more is meant so, as JSON over several lines is
  lineRule('sse/sse-double-space', 'sse.value', ({ valueAt, valueEnd }, { bytes, field }) => {
    const isSpace = (at: number) => at < valueEnd && bytes[at] === SP;
    if (field === null || field === 'retry' || bytes[valueAt - 1] !== SP) return null;
    return isSpace(valueAt) && !isSpace(valueAt + 1) ? { start: valueAt, end: valueAt + 1 } : null;
  }),
];
