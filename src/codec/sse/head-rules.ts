import type { SpecRef, Violation } from '../annotation.ts';
import { bitRange } from '../http/annotate.ts';
import { combinedValue, headersNamed, listOf, valueSpan, type Span } from '../http/headers.ts';
import type { HttpHead, RequestHead, ResponseHead } from '../http/layout.ts';
import { startLineOf, statusOf } from '../http/message.ts';
import { splitList, trimmed } from '../http/syntax.ts';
import type { FieldId, RuleId } from '../ids.ts';
import { section } from './layout.ts';
import type { SseRule } from './rules.ts';

export const EVENT_STREAM = 'text/event-stream';

/** A type without its parameters, in small letters. */
const essenceOf = (type: string): string => trimmed(type.split(';')[0] ?? '').toLowerCase();

/** Of several types the last counts, as browsers extract them: Fetch, "extract a MIME type". */
export const mediaTypeOf = (head: HttpHead): string | null =>
  splitList(combinedValue(head, 'Content-Type') ?? '')
    .map(essenceOf)
    .filter((type) => type !== '*/*' && /^[^/\s]+\/[^/\s]+$/.test(type))
    .at(-1) ?? null;

/**
 * Whether a client wants an event stream and nothing else: an EventSource accepts just that. One that
 * also accepts JSON, as many clients of language models do, may be given JSON.
 */
export function asksForEventStream(request: RequestHead): boolean {
  const types = listOf(request, 'Accept').map(essenceOf);
  return (
    types.includes(EVENT_STREAM) &&
    types.every((type) => type === EVENT_STREAM || type.endsWith('/*'))
  );
}

interface HeadRule extends SseRule {
  /** Where the response breaks the rule; null where it keeps it. */
  broken(response: ResponseHead): Span | null;
}

const headRule = (
  id: RuleId,
  field: FieldId,
  ref: SpecRef,
  severity: HeadRule['severity'],
  broken: HeadRule['broken'],
): HeadRule => ({ id, field, ref, severity, closeCode: null, status: null, broken });

/** The last line of that name; the start-line where there is none. */
function lastValue(head: HttpHead, name: string): Span {
  const header = headersNamed(head, name).at(-1);
  return header ? valueSpan(header) : startLineOf(head);
}

const statusSpan = (response: ResponseHead): Span =>
  response.start.status.text === '' ? startLineOf(response) : response.start.status;

const REDIRECTIONS: readonly (number | null)[] = [301, 302, 303, 307, 308];

/** A browser goes where it is sent: HTML §9.2.1. Without a place to go it is an answer like others. */
const isRedirection = (response: ResponseHead): boolean =>
  REDIRECTIONS.includes(statusOf(response)) && headersNamed(response, 'Location').length > 0;

/** What an EventSource asks of the head of its response: HTML §9.2.2. */
export const HEAD_RULES: readonly HeadRule[] = [
  // with another status nobody looks at the type
  headRule(
    'sse/sse-wrong-content-type',
    'http.header-value',
    section('9.2.2'),
    'error',
    (response) =>
      statusOf(response) === 200 && mediaTypeOf(response) !== EVENT_STREAM
        ? lastValue(response, 'Content-Type')
        : null,
  ),
  headRule('sse/sse-status-not-200', 'http.status', section('9.2.2'), 'error', (response) => {
    const status = statusOf(response);
    // 1xx come before the answer, 204 has a rule of its own
    if (status === 200 || status === 204 || (status !== null && status < 200)) return null;
    return isRedirection(response) ? null : statusSpan(response);
  }),
  // a warning: the browser fails the connection here too, but that is what a server says 204 for
  headRule('sse/sse-204-stop', 'http.status', section('9.2.1'), 'warning', (response) =>
    statusOf(response) === 204 ? statusSpan(response) : null,
  ),
  // at the end of the body the browser connects again
  headRule(
    'sse/sse-length-delimited',
    'http.header-value',
    section('9.2.2'),
    'warning',
    (response) =>
      statusOf(response) === 200 &&
      mediaTypeOf(response) === EVENT_STREAM &&
      headersNamed(response, 'Content-Length').length > 0 &&
      // which would be what ends the body: RFC 9112 §6.3
      headersNamed(response, 'Transfer-Encoding').length === 0
        ? lastValue(response, 'Content-Length')
        : null,
  ),
];

function violationOf(rule: HeadRule, response: ResponseHead, span: Span): Violation {
  const { id, severity, ref, closeCode, status } = rule;
  const isStartLine =
    span.start === startLineOf(response).start && span.end === startLineOf(response).end;
  const field = isStartLine ? 'http.start-line' : rule.field;
  return { rule: id, field, range: bitRange(span), severity, ref, closeCode, status };
}

/**
 * What the head of a response breaks where a client asked for an event stream, or is given one;
 * nothing for other responses. HTML §9.2.2
 */
export function judgeEventStreamHead(request: HttpHead | null, response: HttpHead): Violation[] {
  if (response.kind !== 'response') return [];
  const isAsked = request?.kind === 'request' && asksForEventStream(request);
  if (!isAsked && mediaTypeOf(response) !== EVENT_STREAM) return [];
  return HEAD_RULES.flatMap((rule) => {
    const span = rule.broken(response);
    return span ? [violationOf(rule, response, span)] : [];
  });
}
