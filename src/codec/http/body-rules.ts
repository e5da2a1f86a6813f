import type { Severity, SpecRef, Violation } from '../annotation.ts';
import type { RuleFacts } from '../codec.ts';
import type { FieldId, RuleId } from '../ids.ts';
import { bitRange } from './annotate.ts';
import {
  announcedLength,
  framingOf,
  isChunkedCoding,
  isKnownCoding,
  opensTunnel,
  transferCodingsOf,
  type Announced,
  type Framing,
  type TransferCoding,
} from './body.ts';
import { headersNamed, valueSpan, type Span } from './headers.ts';
import { specRef, type HttpHead } from './layout.ts';
import { startLineOf } from './message.ts';

/** What is known of a message when the framing of its body is judged. */
interface FramedMessage {
  readonly head: HttpHead;
  readonly framing: Framing;
  readonly codings: readonly TransferCoding[];
  readonly announced: Announced | null;
  /** True where the bytes end inside the body, and no more can come. */
  readonly short: boolean;
  /** True where they end between two chunks. */
  readonly betweenChunks: boolean;
}

export interface FramingRule {
  readonly id: RuleId;
  readonly field: FieldId;
  readonly ref: SpecRef;
  readonly severity: Severity;
  /** What a strict server answers to a request that breaks it; null where it goes on. */
  readonly status: number | null;
  /** Where in the head; null where the rule is kept. */
  broken(message: FramedMessage): Span | null;
}

const rule = (
  id: RuleId,
  section: string,
  status: number | null,
  broken: FramingRule['broken'],
): FramingRule => ({
  id,
  field: 'http.header-value',
  ref: specRef('rfc9112', section),
  severity: 'error',
  status,
  broken,
});

/** Where the last line of that name has its value. */
function lastValue(head: HttpHead, name: string): Span | null {
  const header = headersNamed(head, name).at(-1);
  return header ? valueSpan(header) : null;
}

/** A Content-Length counts only where there is no Transfer-Encoding: RFC 9112 §6.3. */
const countedLengths = ({ codings, announced }: FramedMessage): Announced | null =>
  codings.length === 0 ? announced : null;

/** What the head of a message can break about its body: RFC 9112 §6. */
export const FRAMING_RULES: readonly FramingRule[] = [
  // the coding wins; a length beside it may be there to make two receivers disagree
  rule('http/te-and-content-length', '6.3', 400, ({ head, codings, announced }) =>
    codings.length > 0 && announced !== null ? lastValue(head, 'Content-Length') : null,
  ),
  // for a response that is the way to say: up to the end of the connection
  rule('http/te-not-final-chunked', '6.3', 400, ({ head, codings }) => {
    if (head.kind !== 'request' || codings.at(-1)?.name === 'chunked') return null;
    const early = codings.find(isChunkedCoding);
    return early ?? (codings.every(isKnownCoding) ? (codings.at(-1) ?? null) : null);
  }),
  rule(
    'http/te-chunked-twice',
    '6.1',
    400,
    ({ codings }) => codings.filter(isChunkedCoding).at(1) ?? null,
  ),
  rule('http/te-in-http10', '6.1', null, ({ head }) =>
    head.start.version.text === 'HTTP/1.0' ? lastValue(head, 'Transfer-Encoding') : null,
  ),
  rule('http/te-unknown', '6.1', 501, ({ head, codings }) =>
    head.kind === 'request' ? (codings.find((coding) => !isKnownCoding(coding)) ?? null) : null,
  ),
  rule('http/content-length-invalid', '6.3', 400, (message) => {
    const announced = countedLengths(message);
    if (announced === null) return null;
    if (announced.lengths.length === 0) return lastValue(message.head, 'Content-Length');
    return announced.lengths.find(({ digits }) => digits === null) ?? null;
  }),
  // the same number twice is one number
  rule('http/content-length-conflict', '6.3', 400, (message) => {
    const lengths = countedLengths(message)?.lengths ?? [];
    if (lengths.some(({ digits }) => digits === null)) return null;
    return lengths.find(({ digits }) => digits !== lengths[0]?.digits) ?? null;
  }),
  // both point at what was promised: where the body breaks off there is nothing to point at
  rule('http/chunk-last-missing', '8', null, ({ codings, betweenChunks }) =>
    betweenChunks ? (codings.findLast(isChunkedCoding) ?? null) : null,
  ),
  rule('http/content-length-short-body', '8', null, ({ head, framing, short }) =>
    short && framing.kind === 'length' ? lastValue(head, 'Content-Length') : null,
  ),
  {
    ...rule('http/close-delimited-ambiguous', '6.3', null, ({ head, framing }) =>
      head.kind === 'response' && framing.kind === 'close' ? startLineOf(head) : null,
    ),
    field: 'http.start-line',
    severity: 'warning',
  },
];

/** How much of a body is there, where no more can come. */
export interface BodyEnd {
  readonly short: boolean;
  /** True for a chunked body that ends after a whole chunk which is not the last. */
  readonly betweenChunks: boolean;
}

const WHOLE: BodyEnd = { short: false, betweenChunks: false };

/**
 * What the head of a message breaks about its body, in bits from its start: RFC 9112 §6. The headers of a
 * tunnel's opening do not count: RFC 9112 §6.3, item 2.
 */
export function judgeFraming(
  head: HttpHead,
  request: HttpHead | null = null,
  end: BodyEnd = WHOLE,
): Violation[] {
  if (head.kind === 'response' && opensTunnel(head, request)) return [];
  const message = {
    head,
    framing: framingOf(head, request),
    codings: transferCodingsOf(head),
    announced: announcedLength(head),
    ...end,
  };
  return FRAMING_RULES.flatMap((rule) => {
    const span = rule.broken(message);
    if (span === null) return [];
    const { id, field, ref, severity, status } = rule;
    const answer = head.kind === 'request' ? status : null;
    const where = { rule: id, field, range: bitRange(span), severity, ref };
    return [{ ...where, closeCode: null, status: answer }];
  });
}

/** The rule on bytes after a response that has no body: RFC 9112 §6.3. */
export const STRAY: RuleFacts = {
  rule: 'http/body-after-204',
  field: 'wire.unexplained',
  ref: specRef('rfc9112', '6.3'),
  severity: 'error',
  closeCode: null,
  status: null,
};

/** Bytes after a response that has no body, which are not the start of another: RFC 9112 §6.3. In bits from their start. */
export const judgeStray = (length: number): Violation => ({
  ...STRAY,
  range: bitRange({ start: 0, end: length }),
});
