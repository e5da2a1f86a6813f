import { combinedValue, headersNamed, listHas, type Span } from '../http/headers.ts';
import type { HttpHead, ResponseHead } from '../http/layout.ts';
import { statusOf } from '../http/message.ts';
import { acceptOf } from './handshake-accept.ts';
import { unfolded } from './extension-list.ts';

/** Whether a request asks for "websocket", perhaps among others: RFC 6455 §4.2.1. */
export const asksForWebSocket = (request: HttpHead): boolean =>
  listHas(request, 'Upgrade', 'websocket');

/** Whether a response turns to "websocket" and nothing else: RFC 6455 §4.1. */
export const turnsToWebSocket = (response: HttpHead): boolean =>
  combinedValue(response, 'Upgrade')?.toLowerCase() === 'websocket';

/** RFC 6455 §4.1, §4.2.1; RFC 9110 §7.6.1. */
export const connectionUpgrades = (head: HttpHead): boolean =>
  listHas(head, 'Connection', 'upgrade');

/** "HTTP/1.1 or higher". What is not a version at all is not higher. */
export function isVersionHighEnough(version: string): boolean {
  const [, major = '0', minor = '0'] = /^HTTP\/(\d)\.(\d)$/.exec(version) ?? [];
  return Number(major) > 1 || (major === '1' && Number(minor) >= 1);
}

/** The key of a request; of two keys, both. */
export const keyOf = (request: HttpHead | null): string | null =>
  request && combinedValue(request, 'Sec-WebSocket-Key');

/** The accept that a response to this request must have; null where the request has no key. */
export function expectedAcceptOf(request: HttpHead | null): string | null {
  const key = keyOf(request);
  return key === null ? null : acceptOf(key).accept;
}

/** Whether the accept answers the key; null where one of them is missing. RFC 6455 §4.1 */
export function acceptAnswersKey(request: HttpHead | null, response: HttpHead): boolean | null {
  const accept = combinedValue(response, 'Sec-WebSocket-Accept');
  const expected = expectedAcceptOf(request);
  return accept === null || expected === null ? null : accept === expected;
}

/** The subprotocol a response chose; null for none. */
export const subprotocolOf = (response: HttpHead): string | null =>
  combinedValue(response, 'Sec-WebSocket-Protocol');

export interface PlacedName extends Span {
  readonly name: string;
}

/** The names in Sec-WebSocket-Protocol, tokens or not, with their places; empty elements do not count: RFC 9110 §5.6.1.2. */
export const protocolsIn = (head: HttpHead): PlacedName[] =>
  headersNamed(head, 'Sec-WebSocket-Protocol').flatMap(({ value }) =>
    [...unfolded(value.text).matchAll(/[^, \t](?:[^,]*[^, \t])?/g)].map(({ 0: name, index }) => {
      const start = value.start + index;
      return { name, start, end: start + name.length };
    }),
  );

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
export function answersHandshake(request: HttpHead | null, response: ResponseHead): boolean {
  const switches = statusOf(response) === 101;
  if (request === null) return switches || mentionsWebSocket(response);
  return isOpeningHandshake(request) || (switches && mentionsWebSocket(response));
}
