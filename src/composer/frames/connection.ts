import { concat } from '../../codec/bytes.ts';
import { encodeHttpHead, plainRequest, plainResponse } from '../../codec/http/encode.ts';
import { latin1 } from '../../codec/http/syntax.ts';
import {
  formatExtensions,
  PERMESSAGE_DEFLATE,
  type DeflateParameters,
  type ExtensionParameter,
} from '../../codec/websocket/extensions.ts';
import { acceptOf } from '../../codec/websocket/handshake-accept.ts';
import { perDirection } from '../../trace/direction.ts';
import type { Connection } from '../../trace/trace.ts';
import { transfersOf } from '../../trace/transfers.ts';
import type { Draft, Flow } from './draft.ts';
import { bytesOf } from './units.ts';

/** The key of RFC 6455 §1.3: nothing here is secret. */
const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';

/** What is offered so that every answer is allowed: RFC 7692 §7.1.2.2. */
const OFFER: readonly ExtensionParameter[] = [{ name: 'client_max_window_bits', value: null }];

/** Beyond what holds where nothing is said, RFC 7692 §7.1. */
function parametersOf(deflate: DeflateParameters): ExtensionParameter[] {
  const flag = (name: string, on: boolean) => (on ? [{ name, value: null }] : []);
  const bits = (name: string, value: number) =>
    value === 15 ? [] : [{ name, value: String(value) }];
  return [
    ...flag('server_no_context_takeover', deflate.serverNoContextTakeover),
    ...flag('client_no_context_takeover', deflate.clientNoContextTakeover),
    ...bits('server_max_window_bits', deflate.serverMaxWindowBits),
    ...bits('client_max_window_bits', deflate.clientMaxWindowBits),
  ];
}

const extensionHeader = (
  parameters: readonly ExtensionParameter[],
): readonly [name: string, value: string] => [
  'Sec-WebSocket-Extensions',
  formatExtensions([{ name: PERMESSAGE_DEFLATE, parameters }]),
];

/** The answer to the extension as one header value; empty where nothing was agreed. RFC 7692 §5 */
export const agreedExtensions = (deflate: DeflateParameters | null): string =>
  deflate === null ? '' : extensionHeader(parametersOf(deflate))[1];

/** The client's opening handshake, RFC 6455 §4.1. */
export const requestOf = (deflate: DeflateParameters | null, host = 'localhost'): Uint8Array =>
  encodeHttpHead(
    plainRequest('/', [
      ['Host', host],
      ['Upgrade', 'websocket'],
      ['Connection', 'Upgrade'],
      ['Sec-WebSocket-Key', KEY],
      ['Sec-WebSocket-Version', '13'],
      ...(deflate === null ? [] : [extensionHeader(OFFER)]),
    ]),
  );

/** The server's opening handshake, RFC 6455 §4.2.2. */
export const responseOf = (
  deflate: DeflateParameters | null,
  accept = acceptOf(KEY).accept,
): Uint8Array =>
  encodeHttpHead(
    plainResponse(101, 'Switching Protocols', [
      ['Upgrade', 'websocket'],
      ['Connection', 'Upgrade'],
      ['Sec-WebSocket-Accept', accept],
      ...(deflate === null ? [] : [extensionHeader(parametersOf(deflate))]),
    ]),
  );

/** What joined by CRLF is the head: its lines, and two empty ones. RFC 9112 §2.1 */
export const linesOfHead = (head: Uint8Array): string[] => latin1(head).split('\r\n');

/** Both heads, in order. */
export const handshakeOf = ({ deflate }: Draft): Flow[] => [
  { direction: 'client-to-server', bytes: requestOf(deflate) },
  { direction: 'server-to-client', bytes: responseOf(deflate) },
];

/** The draft as a connection, its opening handshake in front: so a receiver knows what was agreed. */
export function connectionOf(draft: Draft): Connection {
  const flows = [...handshakeOf(draft), ...bytesOf(draft)].filter(({ bytes }) => bytes.length > 0);
  const ends = perDirection(() => 0);
  const transfers = flows.map(({ direction, bytes }) => {
    const start = ends[direction];
    ends[direction] += bytes.length;
    return { direction, start, end: ends[direction], time: null, arrived: null };
  });
  const streams = perDirection((direction) =>
    concat(flows.filter((flow) => flow.direction === direction).map(({ bytes }) => bytes)),
  );
  return {
    ...{ id: 0, client: null, server: null, begun: true, opened: null, closed: null },
    ...{ end: draft.ended ? ('fin' as const) : ('none' as const), ordered: true },
    ...{ streams, transfers: transfersOf(transfers), gaps: [] },
  };
}
