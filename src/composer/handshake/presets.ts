import { bytesOfHex, concat } from '../../codec/bytes.ts';
import type { RuleId } from '../../codec/ids.ts';
import { REQUEST_RULES, RESPONSE_RULES } from '../../codec/websocket/handshake-rules.ts';
import { SAMPLE_KEY } from './diagnose.ts';

/** Both sides of a handshake as they are typed. */
export interface TypedHandshake {
  readonly request: string;
  readonly response: string;
}

const head = (...lines: string[]): string => [...lines, '', ''].join('\n');

const SWITCH = [
  'HTTP/1.1 101 Switching Protocols',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
];

const ASK = [
  'GET /chat HTTP/1.1',
  'Host: server.example.com',
  'Upgrade: websocket',
  'Connection: Upgrade',
  `Sec-WebSocket-Key: ${SAMPLE_KEY}`,
];

const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';

/** Handshakes that keep every rule. Chrome's was captured; its key is that of RFC 6455, its host another. */
export const PRESETS = {
  rfc: {
    request: head(
      ...ASK,
      'Origin: http://example.com',
      'Sec-WebSocket-Protocol: chat, superchat',
      'Sec-WebSocket-Version: 13',
    ),
    response: head(...SWITCH, 'Sec-WebSocket-Protocol: chat'),
  },
  minimal: { request: head(...ASK, 'Sec-WebSocket-Version: 13'), response: head(...SWITCH) },
  chrome: {
    request: head(
      'GET /chat HTTP/1.1',
      'Host: app.example.com',
      'Connection: Upgrade',
      'Pragma: no-cache',
      'Cache-Control: no-cache',
      `User-Agent: ${AGENT}`,
      'Upgrade: websocket',
      'Origin: https://app.example.com',
      'Sec-WebSocket-Version: 13',
      'Accept-Encoding: gzip, deflate, br, zstd',
      'Accept-Language: en-US,en;q=0.9',
      'Cookie: sid=8f14e45f',
      `Sec-WebSocket-Key: ${SAMPLE_KEY}`,
      'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits',
      'Sec-WebSocket-Protocol: chat, superchat',
    ),
    response: head(
      ...SWITCH,
      'Sec-WebSocket-Protocol: chat',
      'Sec-WebSocket-Extensions: permessage-deflate',
    ),
  },
  deflate: {
    request: head(
      ...ASK,
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits; server_no_context_takeover',
    ),
    response: head(
      ...SWITCH,
      'Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; client_max_window_bits=10',
    ),
  },
  subprotocol: {
    request: head(
      ...ASK,
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Protocol: graphql-transport-ws, graphql-ws, mqtt',
    ),
    response: head(...SWITCH, 'Sec-WebSocket-Protocol: graphql-transport-ws'),
  },
} as const satisfies Readonly<Record<string, TypedHandshake>>;

export type PresetId = keyof typeof PRESETS;

export const PRESET_IDS = Object.keys(PRESETS) as readonly PresetId[];

/** The rules that have an example of a broken handshake, by the side that breaks them. */
export const EXAMPLE_RULES: Readonly<Record<'request' | 'response', readonly RuleId[]>> = {
  request: REQUEST_RULES.map(({ id }) => id),
  response: RESPONSE_RULES.map(({ id }) => id),
};

/** The bytes of an example as the site keeps it: lines of hex, `>` from the client, `<` from the server. */
export function readExample(text: string): { request: Uint8Array; response: Uint8Array } {
  const said = (mark: string): Uint8Array =>
    concat(
      text
        .split('\n')
        .flatMap((line) => (line.startsWith(mark) ? [bytesOfHex(line.slice(1))] : [])),
    );
  return { request: said('>'), response: said('<') };
}
