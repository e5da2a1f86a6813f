import { sha1 } from '@noble/hashes/legacy.js';
import { encodeBase64 } from '../base64.ts';
import { combinedValue, headersNamed, listHas, listOf, valueOf } from '../http/headers.ts';
import type { Header, HttpHead } from '../http/layout.ts';
import { statusOf } from '../http/message.ts';
import { bytesOfLatin1, isLatin1, latin1OfText } from '../http/syntax.ts';
import { deflateParametersOf, parseExtensions, type DeflateParameters } from './extensions.ts';

/** What a server appends to the key: RFC 6455 §1.3. */
export const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** The way from a key to its accept. */
export interface Acceptance {
  readonly key: string;
  readonly concatenated: string;
  /** SHA-1: 20 bytes. */
  readonly digest: Uint8Array;
  readonly accept: string;
}

/** The Sec-WebSocket-Accept that answers a key; the text of the key is hashed, not what it decodes to. RFC 6455 §4.2.2, step 5.4 */
export function acceptOf(key: string): Acceptance {
  const concatenated = key + GUID;
  const onWire = isLatin1(concatenated) ? concatenated : latin1OfText(concatenated);
  const digest = sha1(bytesOfLatin1(onWire));
  return { key, concatenated, digest, accept: encodeBase64(digest) };
}

/** Whether a request asks for "websocket", perhaps among others: RFC 6455 §4.2.1. */
export const asksForWebSocket = (request: HttpHead): boolean =>
  listHas(request, 'Upgrade', 'websocket');

/** Whether a response turns to "websocket" and nothing else: RFC 6455 §4.1. */
export const turnsToWebSocket = (response: HttpHead): boolean =>
  combinedValue(response, 'Upgrade')?.toLowerCase() === 'websocket';

/** RFC 6455 §4.1, §4.2.1; RFC 9110 §7.6.1. */
export const connectionUpgrades = (head: HttpHead): boolean =>
  listHas(head, 'Connection', 'upgrade');

/** The accept that a response to this request must have; null where the request has no key. */
export function expectedAcceptOf(request: HttpHead | null): string | null {
  const key = request && combinedValue(request, 'Sec-WebSocket-Key');
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

/** Whether the subprotocol chosen, if any, is one that was offered: RFC 6455 §4.1. */
export function subprotocolWasOffered(request: HttpHead, response: HttpHead): boolean {
  const chosen = subprotocolOf(response);
  return chosen === null || listOf(request, 'Sec-WebSocket-Protocol').includes(chosen);
}

/** The names in a list of extensions; null where it breaks its grammar. */
const namesIn = (value: string): string[] | null =>
  parseExtensions(value)?.map(({ name }) => name) ?? null;

/**
 * The first line of a response that names an extension the request did not offer, or breaks the
 * grammar; null where there is none. RFC 6455 §4.1, §9.1
 */
export function extensionNotOffered(request: HttpHead, response: HttpHead): Header | null {
  const offered = namesIn(combinedValue(request, 'Sec-WebSocket-Extensions') ?? '') ?? [];
  const wasOffered = (header: Header): boolean =>
    namesIn(valueOf(header))?.every((name) => offered.includes(name)) ?? false;
  const lines = headersNamed(response, 'Sec-WebSocket-Extensions');
  return lines.find((header) => !wasOffered(header)) ?? null;
}

/** What an opening handshake came to: RFC 6455 §4. */
export interface Handshake {
  /** Both a request and a 101 were seen. */
  readonly complete: boolean;
  readonly key: string | null;
  readonly expectedAccept: string | null;
  readonly accept: string | null;
  /** Null where there is no key or no accept to compare. */
  readonly acceptMatches: boolean | null;
  /** The one the server chose. */
  readonly subprotocol: string | null;
  /** The extensions in use, as the server wrote them. */
  readonly extensions: string | null;
  readonly deflate: DeflateParameters | null;
  /** Complete, and a client would open: RFC 6455 §4.1. */
  readonly succeeded: boolean;
  /** A final answer came that is not a 101: what follows is HTTP. */
  readonly refused: boolean;
}

/** All that a client looks at in a 101: RFC 6455 §4.1, steps 2 to 6. */
function clientOpens(request: HttpHead, response: HttpHead): boolean {
  return (
    turnsToWebSocket(response) &&
    connectionUpgrades(response) &&
    acceptAnswersKey(request, response) === true &&
    extensionNotOffered(request, response) === null &&
    subprotocolWasOffered(request, response)
  );
}

/** Puts the two heads of an opening handshake together; either may be unseen. An answer 1xx but 101 is not the answer yet: RFC 9110 §15.2. */
export function readHandshake(request: HttpHead | null, response: HttpHead | null): Handshake {
  const status = response?.kind === 'response' ? statusOf(response) : null;
  const answer = status === 101 ? response : null;
  const extensions = answer && combinedValue(answer, 'Sec-WebSocket-Extensions');
  const agreed = extensions === null ? null : parseExtensions(extensions);
  return {
    complete: request !== null && answer !== null,
    key: request && combinedValue(request, 'Sec-WebSocket-Key'),
    expectedAccept: expectedAcceptOf(request),
    accept: answer && combinedValue(answer, 'Sec-WebSocket-Accept'),
    acceptMatches: answer && acceptAnswersKey(request, answer),
    subprotocol: answer && subprotocolOf(answer),
    extensions,
    deflate: agreed && deflateParametersOf(agreed),
    succeeded: request !== null && answer !== null && clientOpens(request, answer),
    refused: response !== null && (status === null || status >= 200),
  };
}
