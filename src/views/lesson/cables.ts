import type { CablesElement } from '../../course/elements.ts';
import type { Messages } from '../../i18n/words.ts';

type Cable = CablesElement['cables'][number];
export type Layer = keyof Messages['learn']['element']['cables']['layers'];

/** What runs over what, from the top. RFC 6455 §3, RFC 8441, RFC 9220 */
export const CABLE_LAYERS: Readonly<Record<Cable, readonly Layer[]>> = {
  http: ['HTTP messages', 'TCP', 'IP'],
  https: ['HTTP messages', 'TLS', 'TCP', 'IP'],
  ws: ['WebSocket frames', 'TCP', 'IP'],
  wss: ['WebSocket frames', 'TLS', 'TCP', 'IP'],
  http2: ['WebSocket frames', 'HTTP/2 stream', 'TLS', 'TCP', 'IP'],
  http3: ['WebSocket frames', 'HTTP/3 stream', 'QUIC', 'IP'],
};

export const CABLE_PORTS: Readonly<Record<Cable, number>> = {
  http: 80,
  https: 443,
  ws: 80,
  wss: 443,
  http2: 443,
  http3: 443,
};

/** Those that an opening handshake in HTTP/1.1 comes before; it is over when frames begin. */
export const OPENED_BY_HTTP: readonly Cable[] = ['ws', 'wss'];
