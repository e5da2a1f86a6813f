import { lines } from './handshake-heads.ts';

const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';

/** What clients sent when they were asked for the subprotocols chat and superchat; host and agent shortened, and the key is that of RFC 6455. */
export const CLIENTS: Readonly<Record<string, string>> = {
  'ws 8.23': lines(
    'GET /chat HTTP/1.1',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits',
    'Sec-WebSocket-Protocol: chat,superchat',
    'Host: server.example.com:8080',
  ),
  'undici 7.30': lines(
    'GET /chat HTTP/1.1',
    'host: server.example.com:8080',
    'connection: upgrade',
    'upgrade: websocket',
    'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
    'sec-websocket-version: 13',
    'sec-websocket-protocol: chat, superchat',
    'sec-websocket-extensions: permessage-deflate; client_max_window_bits',
    'accept: */*',
    'accept-language: *',
    'sec-fetch-mode: websocket',
    'user-agent: undici',
    'pragma: no-cache',
    'cache-control: no-cache',
    'accept-encoding: gzip, deflate',
  ),
  'Chromium 156': lines(
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
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits',
    'Sec-WebSocket-Protocol: chat, superchat',
  ),
  'curl 7.88 with header fields typed by hand': lines(
    'GET /chat HTTP/1.1',
    'Host: server.example.com:8080',
    'User-Agent: curl/7.88.1',
    'Accept: */*',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Protocol: chat, superchat',
  ),
};
