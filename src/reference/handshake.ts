import { acceptOf, GUID } from '../codec/websocket/handshake-accept.ts';

/** The key of RFC 6455 §1.3. */
const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';

/** An opening handshake that holds all it must and nothing else: RFC 6455 §1.2, §4. */
export const SAMPLE_HANDSHAKE = {
  request: [
    'GET /chat HTTP/1.1',
    'Host: server.example.com',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${KEY}`,
    'Sec-WebSocket-Version: 13',
  ],
  response: [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${acceptOf(KEY).accept}`,
  ],
} as const;

/** How an accept is made of a key: RFC 6455 §4.2.2. */
export const ACCEPT_FORMULA = `base64(SHA-1(key + "${GUID}"))`;

/** How a payload is masked, and how it is unmasked: RFC 6455 §5.3. */
export const MASK_FORMULA = 'payload[i] XOR key[i mod 4]';
