import { headersNamed, valueSpan } from '../http/headers.ts';
import { specRef, type RequestHead, type ResponseHead } from '../http/layout.ts';
import { statusOf } from '../http/message.ts';
import type { RuleId } from '../ids.ts';
import { brokenExtensionLine, extensionsIn } from './extension-list.ts';
import { createAcceptCheck, type AcceptFault } from './handshake-accept.ts';
import {
  connectionUpgrades,
  isVersionHighEnough,
  keyOf,
  protocolsIn,
  subprotocolOf,
  turnsToWebSocket,
} from './handshake-fields.ts';
import {
  again,
  lastValue,
  missing,
  responseRule,
  switchRule,
  warning,
  wrongLine,
  type Place,
  type ResponseRule,
} from './handshake-rule.ts';

const CHECKED = specRef('rfc6455', '4.1');

const switchMissing = (id: RuleId, name: string): ResponseRule =>
  switchRule(id, 'http.start-line', CHECKED, (response) => missing(response, name));

const isRedirect = (status: number | null): boolean =>
  status !== null && status >= 300 && status < 400;

/** Warnings: an answer that refuses or redirects keeps the rules of HTTP, and the client must take it as HTTP; what it breaks is the hope of a WebSocket. */
const STATUS_RULES: readonly ResponseRule[] = [
  warning(
    responseRule('ws/res-status-not-101', 'http.status', CHECKED, (response) => {
      const status = statusOf(response);
      // other 1xx answers come before the answer: RFC 9110 §15.2
      const isOther = status === null || (status >= 200 && !isRedirect(status));
      return isOther ? response.start.status : null;
    }),
  ),
  // "clients are not required to follow them", and browsers do not
  warning(
    responseRule('ws/res-redirect', 'http.status', CHECKED, (response) =>
      isRedirect(statusOf(response)) ? response.start.status : null,
    ),
  ),
];

const UPGRADE_RULES: readonly ResponseRule[] = [
  switchMissing('ws/res-missing-upgrade', 'Upgrade'),
  switchRule('ws/res-upgrade-not-websocket', 'http.header-value', CHECKED, (response) =>
    turnsToWebSocket(response) ? null : lastValue(response, 'Upgrade'),
  ),
  switchMissing('ws/res-missing-connection', 'Connection'),
  switchRule('ws/res-connection-not-upgrade', 'http.header-value', CHECKED, (response) =>
    connectionUpgrades(response) ? null : lastValue(response, 'Connection'),
  ),
];

const ACCEPT = 'Sec-WebSocket-Accept';

type AcceptCheck = ReturnType<typeof createAcceptCheck>;

const checks = new WeakMap<RequestHead, AcceptCheck>();

/** A key is hashed once, however many rules and readers ask (measured: bench, 20,000 connections). */
function acceptCheckFor(request: RequestHead | null): AcceptCheck {
  if (request === null) return createAcceptCheck(null);
  const check = checks.get(request) ?? createAcceptCheck(keyOf(request));
  checks.set(request, check);
  return check;
}

/** One rule for each way to get it wrong; each line is judged alone. */
const acceptRule = (id: RuleId, fault: AcceptFault, section: string): ResponseRule =>
  switchRule(id, 'http.header-value', specRef('rfc6455', section), (response, request) => {
    const faultOf = acceptCheckFor(request);
    return wrongLine(response, ACCEPT, (accept) => faultOf(accept) !== fault);
  });

const ACCEPT_RULES: readonly ResponseRule[] = [
  switchMissing('ws/res-missing-accept', ACCEPT),
  acceptRule('ws/res-accept-mismatch', 'unknown', '4.1'),
  acceptRule('ws/res-accept-of-decoded-key', 'decoded-key', '4.2.2'),
  acceptRule('ws/res-accept-hex-digest', 'hex-digest', '4.2.2'),
  acceptRule('ws/res-accept-guid-lowercase', 'guid-lowercase', '4.2.2'),
  switchRule('ws/res-accept-twice', 'http.header-value', specRef('rfc6455', '11.3.3'), (response) =>
    again(response, ACCEPT),
  ),
];

const PROTOCOL = 'Sec-WebSocket-Protocol';

/** The second name, since the first alone could be right. Two lines are a list as well: RFC 6455 §11.3.4. */
function secondProtocol(response: ResponseHead): Place | null {
  const [, second] = protocolsIn(response);
  return second ?? again(response, PROTOCOL);
}

/** Of a list nobody can tell which name was chosen. */
function protocolNotOffered(response: ResponseHead, request: RequestHead | null): Place | null {
  const chosen = subprotocolOf(response);
  if (request === null || chosen === null || secondProtocol(response)) return null;
  const isOffered = protocolsIn(request).some(({ name }) => name === chosen);
  return isOffered ? null : lastValue(response, PROTOCOL);
}

const PROTOCOL_RULES: readonly ResponseRule[] = [
  switchRule('ws/res-protocol-not-offered', 'http.header-value', CHECKED, protocolNotOffered),
  // RFC 6455 §4.2.2 lets a server choose none; it is browsers that fail then
  warning(
    switchRule(
      'ws/res-protocol-missing',
      'http.start-line',
      specRef('websockets', '2.2'),
      (response, request) =>
        request && protocolsIn(request).length > 0 ? missing(response, PROTOCOL) : null,
    ),
  ),
  switchRule(
    'ws/res-protocol-list',
    'http.header-value',
    specRef('rfc6455', '4.3'),
    secondProtocol,
  ),
];

/** A line outside the grammar of RFC 6455 §9.1 names nothing that was offered. */
function extensionNotOffered(response: ResponseHead, request: RequestHead | null): Place | null {
  if (request === null) return null;
  const broken = brokenExtensionLine(response);
  if (broken) return valueSpan(broken);
  const offered = new Set(extensionsIn(request).map(({ name }) => name));
  return extensionsIn(response).find(({ name }) => !offered.has(name)) ?? null;
}

/** Warnings: a 101 has no body whatever its header fields say, and clients open. */
const bodyWarning = (id: RuleId, name: string, doc: 'rfc9110' | 'rfc9112', section: string) =>
  warning(
    switchRule(id, 'http.header-value', specRef(doc, section), (response) => {
      const [header] = headersNamed(response, name);
      return header ? valueSpan(header) : null;
    }),
  );

const HTTP_RULES: readonly ResponseRule[] = [
  bodyWarning('ws/res-101-content-length', 'Content-Length', 'rfc9110', '8.6'),
  bodyWarning('ws/res-101-transfer-encoding', 'Transfer-Encoding', 'rfc9112', '6.1'),
  // HTTP/1.0 has no 1xx; a warning, since clients open all the same
  warning(
    switchRule('ws/res-101-on-http10', 'http.version', specRef('rfc9110', '15.2'), ({ start }) =>
      isVersionHighEnough(start.version.text) ? null : start.version,
    ),
  ),
];

/** What a client checks in a server's opening handshake: RFC 6455 §4.1. */
export const ANSWER_RULES: readonly ResponseRule[] = [
  ...STATUS_RULES,
  ...UPGRADE_RULES,
  ...ACCEPT_RULES,
  ...PROTOCOL_RULES,
  switchRule('ws/res-extension-not-offered', 'http.header-value', CHECKED, extensionNotOffered),
  ...HTTP_RULES,
];
