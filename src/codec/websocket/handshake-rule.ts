import type { Severity, SpecRef, Violation } from '../annotation.ts';
import { bitRange } from '../http/annotate.ts';
import { headersNamed, valueOf, valueSpan, type Span } from '../http/headers.ts';
import { type Header, type HttpHead, type RequestHead, type ResponseHead } from '../http/layout.ts';
import { startLineOf, statusOf } from '../http/message.ts';
import type { FieldId, RuleId } from '../ids.ts';

/** Where a head breaks a rule. */
export interface Place extends Span {
  /** Set where one rule may be broken in several kinds of field. */
  readonly field?: FieldId;
}

export interface HandshakeRule {
  readonly id: RuleId;
  /** What it points at; the start-line where a header is missing. */
  readonly field: FieldId;
  readonly ref: SpecRef;
  readonly severity: Severity;
  /** What a strict server answers; null where it would not refuse, and for the rules that a client checks. */
  readonly status: number | null;
  /** There is nothing to close yet. */
  readonly closeCode: null;
}

/** The names, in small letters, of header fields that stand behind the blank line that should follow them. */
export type Strays = ReadonlySet<string>;

export interface RequestRule extends HandshakeRule {
  /** Where the request breaks the rule; null where it keeps it. */
  broken(request: RequestHead, strays: Strays): Place | null;
}

export interface ResponseRule extends HandshakeRule {
  /** Where the response breaks the rule; null where it keeps it, or nobody can tell. */
  broken(response: ResponseHead, request: RequestHead | null): Place | null;
}

/** RFC 6455 §4.2.1: the server answers "an appropriate error code (such as 400 Bad Request)". */
export const requestRule = (
  id: RuleId,
  field: FieldId,
  ref: SpecRef,
  broken: RequestRule['broken'],
): RequestRule => ({ id, field, ref, severity: 'error', status: 400, closeCode: null, broken });

/** A server has nothing to answer to what a client checks. */
export const responseRule = (
  id: RuleId,
  field: FieldId,
  ref: SpecRef,
  broken: ResponseRule['broken'],
): ResponseRule => ({ id, field, ref, severity: 'error', status: null, closeCode: null, broken });

/** Only a 101 has to hold what most rules ask: RFC 6455 §4.1, step 1. */
export const switchRule: typeof responseRule = (id, field, ref, broken) =>
  responseRule(id, field, ref, (response, request) =>
    statusOf(response) === 101 ? broken(response, request) : null,
  );

/** Nobody refuses for this alone. */
export const warning = <Rule extends HandshakeRule>(rule: Rule): Rule => ({
  ...rule,
  severity: 'warning',
  status: null,
});

/** Where a header would be, if it is not there. */
export const missing = (head: HttpHead, name: string): Span | null =>
  headersNamed(head, name).length === 0 ? startLineOf(head) : null;

/** Where the last line of that name has its value: where there are more, the first alone could be right. */
export function lastValue(head: HttpHead, name: string): Span | null {
  const header = headersNamed(head, name).at(-1);
  return header ? valueSpan(header) : null;
}

/** Where a header that may come once comes again. */
export const again = (head: HttpHead, name: string): Span | null =>
  headersNamed(head, name).length > 1 ? lastValue(head, name) : null;

/** The first line of that name whose value fails a test. */
export function wrongLine(
  head: HttpHead,
  name: string,
  isRight: (value: string) => boolean,
): Span | null {
  const isWrong = (header: Header): boolean => !isRight(valueOf(header));
  const header = headersNamed(head, name).find(isWrong);
  return header ? valueSpan(header) : null;
}

/** The first of these that has the name of one before it. */
export function repeated<Named extends { readonly name: string }>(
  all: readonly Named[],
): Named | null {
  const seen = new Set<string>();
  return all.find(({ name }) => seen.has(name) || !seen.add(name)) ?? null;
}

/** A rule broken there, in bits from the start of the head. */
export function violationOf(rule: HandshakeRule, head: HttpHead, place: Place): Violation {
  const { id, field, severity, ref, closeCode, status } = rule;
  const startLine = startLineOf(head);
  // what is empty cannot be pointed at
  const shown: Place = place.end > place.start ? place : startLine;
  const isStartLine = shown.start === startLine.start && shown.end === startLine.end;
  return {
    rule: id,
    field: isStartLine ? 'http.start-line' : (shown.field ?? field),
    range: bitRange(shown),
    severity,
    ref,
    closeCode,
    status,
  };
}
