import type { Severity, SpecRef, Violation } from '../annotation.ts';
import { decodeBase64 } from '../base64.ts';
import { bitRange } from '../http/annotate.ts';
import { combinedValue, headersNamed, valueSpan, type Span } from '../http/headers.ts';
import { specRef, type HttpHead, type RequestHead, type ResponseHead } from '../http/layout.ts';
import { startLineOf, statusOf } from '../http/message.ts';
import type { FieldId, RuleId } from '../ids.ts';
import {
  acceptAnswersKey,
  asksForWebSocket,
  connectionUpgrades,
  expectedAcceptOf,
  extensionNotOffered,
  subprotocolWasOffered,
  turnsToWebSocket,
} from './handshake.ts';

interface HandshakeRule {
  readonly id: RuleId;
  /** What it points at; the start-line where a header is missing. */
  readonly field: FieldId;
  readonly ref: SpecRef;
  readonly severity: Severity;
  /** What a strict server answers; null for the rules that a client checks. */
  readonly status: number | null;
  /** There is nothing to close yet. */
  readonly closeCode: null;
}

export interface RequestRule extends HandshakeRule {
  /** Where the request breaks the rule; null where it keeps it. */
  broken(request: RequestHead): Span | null;
}

export interface ResponseRule extends HandshakeRule {
  /** Where the response breaks the rule; null where it keeps it, or nobody can tell. */
  broken(response: ResponseHead, request: RequestHead | null): Span | null;
}

/** Where the last line of that name has its value: where there are more, the first alone could be right. */
function lastValue(head: HttpHead, name: string): Span | null {
  const header = headersNamed(head, name).at(-1);
  return header ? valueSpan(header) : null;
}

/** Where a header would be, if it is not there. */
const missing = (head: HttpHead, name: string): Span | null =>
  headersNamed(head, name).length === 0 ? startLineOf(head) : null;

/** A present header whose combined value fails a test. */
function wrongValue(
  head: HttpHead,
  name: string,
  isRight: (value: string) => boolean,
): Span | null {
  const value = combinedValue(head, name);
  return value === null || isRight(value) ? null : lastValue(head, name);
}

/** "HTTP/1.1 or higher". What is not a version at all is not higher. */
function isVersionHighEnough(version: string): boolean {
  const [, major = '0', minor = '0'] = /^HTTP\/(\d)\.(\d)$/.exec(version) ?? [];
  return Number(major) > 1 || (major === '1' && Number(minor) >= 1);
}

/** RFC 6455 §4.2.1: the server answers "an appropriate error code (such as 400 Bad Request)". */
const requestRule = (
  id: RuleId,
  field: FieldId,
  broken: RequestRule['broken'],
  { section = '4.2.1', status = 400 } = {},
): RequestRule => ({
  id,
  field,
  ref: specRef('rfc6455', section),
  severity: 'error',
  status,
  closeCode: null,
  broken,
});

const requestMissing = (id: RuleId, name: string): RequestRule =>
  requestRule(id, 'http.start-line', (request) => missing(request, name));

/** What a server checks in a client's opening handshake: RFC 6455 §4.2.1. */
export const REQUEST_RULES: readonly RequestRule[] = [
  // methods have a case: RFC 9112 §3.1
  requestRule('ws/req-method-not-get', 'http.method', ({ start }) =>
    start.method.text === 'GET' ? null : start.method,
  ),
  requestRule('ws/req-http-version-too-low', 'http.version', (request) => {
    const { version } = request.start;
    if (isVersionHighEnough(version.text)) return null;
    return version.text === '' ? startLineOf(request) : version;
  }),
  requestMissing('ws/req-missing-host', 'Host'),
  requestMissing('ws/req-missing-upgrade', 'Upgrade'),
  requestRule('ws/req-upgrade-not-websocket', 'http.header-value', (request) =>
    asksForWebSocket(request) ? null : lastValue(request, 'Upgrade'),
  ),
  // one rule for none and for one without the token: a proxy may have stripped either
  requestRule('ws/req-connection-without-upgrade', 'http.header-value', (request) =>
    connectionUpgrades(request) ? null : (lastValue(request, 'Connection') ?? startLineOf(request)),
  ),
  requestMissing('ws/req-missing-key', 'Sec-WebSocket-Key'),
  requestRule('ws/req-key-wrong-length', 'http.header-value', (request) =>
    wrongValue(request, 'Sec-WebSocket-Key', (key) => {
      const decoded = decodeBase64(key);
      return decoded === null || decoded.bytes.length === 16;
    }),
  ),
  // pad bits that are not zero are let pass: the example of RFC 6455 §4.1 has some. Two keys are no base64
  requestRule('ws/req-key-bad-base64', 'http.header-value', (request) =>
    wrongValue(request, 'Sec-WebSocket-Key', (key) => decodeBase64(key) !== null),
  ),
  requestMissing('ws/req-missing-version', 'Sec-WebSocket-Version'),
  // the client names one version; a list is what a refusing server sends: RFC 6455 §4.4
  requestRule(
    'ws/req-version-unsupported',
    'http.header-value',
    (request) => wrongValue(request, 'Sec-WebSocket-Version', (version) => version === '13'),
    { section: '4.2.2', status: 426 },
  ),
];

const responseRule = (
  id: RuleId,
  field: FieldId,
  broken: ResponseRule['broken'],
  severity: Severity = 'error',
): ResponseRule => ({
  id,
  field,
  ref: specRef('rfc6455', '4.1'),
  severity,
  status: null,
  closeCode: null,
  broken,
});

/** Only a 101 has to hold what the rest of the rules ask: RFC 6455 §4.1, step 1. */
const switchRule = (id: RuleId, field: FieldId, broken: ResponseRule['broken']): ResponseRule =>
  responseRule(id, field, (response, request) =>
    statusOf(response) === 101 ? broken(response, request) : null,
  );

const switchMissing = (id: RuleId, name: string): ResponseRule =>
  switchRule(id, 'http.start-line', (response) => missing(response, name));

/** An accept that answers no key at all is wrong even where the request was not seen. */
function isAcceptRight(accept: string, response: ResponseHead, request: RequestHead | null) {
  if (expectedAcceptOf(request) !== null) return acceptAnswersKey(request, response) === true;
  return decodeBase64(accept)?.bytes.length === 20;
}

/** What a client checks in a server's opening handshake: RFC 6455 §4.1. */
export const RESPONSE_RULES: readonly ResponseRule[] = [
  // A warning: a refusal, a redirection or a 426 keeps the rules of HTTP, and the client must take it as HTTP;
  // what it breaks is the hope of a WebSocket. Other 1xx answers come before the answer: RFC 9110 §15.2
  responseRule(
    'ws/res-status-not-101',
    'http.status',
    (response) => {
      const status = statusOf(response);
      if (status !== null && status < 200) return null;
      const { status: part } = response.start;
      return part.text === '' ? startLineOf(response) : part;
    },
    'warning',
  ),
  switchMissing('ws/res-missing-upgrade', 'Upgrade'),
  switchRule('ws/res-upgrade-not-websocket', 'http.header-value', (response) =>
    turnsToWebSocket(response) ? null : lastValue(response, 'Upgrade'),
  ),
  switchMissing('ws/res-missing-connection', 'Connection'),
  switchRule('ws/res-connection-not-upgrade', 'http.header-value', (response) =>
    connectionUpgrades(response) ? null : lastValue(response, 'Connection'),
  ),
  switchMissing('ws/res-missing-accept', 'Sec-WebSocket-Accept'),
  switchRule('ws/res-accept-mismatch', 'http.header-value', (response, request) =>
    wrongValue(response, 'Sec-WebSocket-Accept', (accept) =>
      isAcceptRight(accept, response, request),
    ),
  ),
  // a list is not a name that was offered: the server chooses one, RFC 6455 §4.3
  switchRule('ws/res-protocol-not-offered', 'http.header-value', (response, request) =>
    request === null || subprotocolWasOffered(request, response)
      ? null
      : lastValue(response, 'Sec-WebSocket-Protocol'),
  ),
  // a value outside the grammar of RFC 6455 §9.1 names nothing that was offered
  switchRule('ws/res-extension-not-offered', 'http.header-value', (response, request) => {
    const guilty = request && extensionNotOffered(request, response);
    return guilty && valueSpan(guilty);
  }),
];

const mentionsWebSocket = (head: HttpHead): boolean =>
  head.headers.some(({ name }) => /^sec-websocket-/i.test(name.text)) ||
  (combinedValue(head, 'Upgrade') ?? '').toLowerCase().includes('websocket');

/**
 * Whether a request wants to open a WebSocket, well or badly. A plain request does not, nor does one
 * that asks for another protocol only: RFC 9110 §7.8.
 */
export const isOpeningHandshake = (head: HttpHead): boolean =>
  head.kind === 'request' &&
  (mentionsWebSocket(head) ||
    (connectionUpgrades(head) && headersNamed(head, 'Upgrade').length === 0));

/** Whether a response is the answer to an opening handshake; without its request, whether it looks like one. */
function answersHandshake(request: HttpHead | null, response: ResponseHead): boolean {
  const switches = statusOf(response) === 101;
  if (request === null) return switches || mentionsWebSocket(response);
  return isOpeningHandshake(request) || (switches && mentionsWebSocket(response));
}

function violationOf(rule: HandshakeRule, head: HttpHead, span: Span): Violation {
  const { id, field, severity, ref, closeCode, status } = rule;
  const { start, end } = startLineOf(head);
  const isStartLine = span.start === start && span.end === end;
  return {
    rule: id,
    field: isStartLine ? 'http.start-line' : field,
    range: bitRange(span),
    severity,
    ref,
    closeCode,
    status,
  };
}

/** What a client's opening handshake breaks; nothing for other requests. RFC 6455 §4.2.1 */
export function judgeRequest(head: HttpHead): Violation[] {
  if (head.kind !== 'request' || !isOpeningHandshake(head)) return [];
  return REQUEST_RULES.flatMap((rule) => {
    const span = rule.broken(head);
    return span ? [violationOf(rule, head, span)] : [];
  });
}

/** What a server's answer breaks, as far as can be told without its request; nothing for answers to other requests. RFC 6455 §4.1 */
export function judgeResponse(request: HttpHead | null, response: HttpHead): Violation[] {
  if (response.kind !== 'response' || !answersHandshake(request, response)) return [];
  const asked = request?.kind === 'request' ? request : null;
  return RESPONSE_RULES.flatMap((rule) => {
    const span = rule.broken(response, asked);
    return span ? [violationOf(rule, response, span)] : [];
  });
}
