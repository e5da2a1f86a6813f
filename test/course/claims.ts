/** Something that the seed document says. */
export interface Claim {
  readonly claim: string;
  /** What a look into the standards made of it. */
  readonly verdict: string;
  /** Numbers of the lessons that may teach it. */
  readonly lessons: readonly number[];
}

/** The seed's claims from top to bottom; the first is number 1. */
export const CLAIMS: readonly Claim[] = [
  { claim: 'WebSocket is an application-layer protocol', verdict: 'right', lessons: [1] },
  { claim: 'It is based on TCP', verdict: 'imprecise', lessons: [1, 14] },
  {
    claim: 'Used for two-way communication in client/server applications',
    verdict: 'right',
    lessons: [1],
  },
  { claim: 'Specified in RFC 6455', verdict: 'imprecise', lessons: [1, 12, 14] },
  {
    claim: 'The server can push on its own, the client can send on its own',
    verdict: 'right',
    lessons: [1],
  },
  { claim: 'A truly two-way, equal dialogue', verdict: 'imprecise', lessons: [1, 9, 11] },
  { claim: 'It belongs to the server-push technologies', verdict: 'right', lessons: [1] },
  {
    claim: 'Figure: HTTP opens and closes per exchange, WebSocket has a "connection lifecycle" bar',
    verdict: 'imprecise',
    lessons: [2],
  },
  {
    claim: 'WebSocket uses HTTP when it sets up the connection',
    verdict: 'right',
    lessons: [7, 14],
  },
  {
    claim: 'That does not make it an HTTP-based protocol; it is a new protocol',
    verdict: 'right',
    lessons: [1],
  },
  { claim: 'It has basically nothing to do with HTTP', verdict: 'imprecise', lessons: [1] },
  {
    claim:
      'The handshake is only there for compatibility with the conventions of existing browsers',
    verdict: 'wrong',
    lessons: [7],
  },
  { claim: 'So it is a supplement on top of HTTP', verdict: 'imprecise', lessons: [1, 14] },
  { claim: 'Figure: Venn diagram, WebSocket and HTTP overlap', verdict: 'imprecise', lessons: [1] },
  {
    claim: 'Built on TCP, a server is fairly easy to write',
    verdict: 'imprecise',
    lessons: [8, 9, 10, 11, 12, 13],
  },
  {
    claim: 'Good compatibility with HTTP, default ports 80 and 443',
    verdict: 'right',
    lessons: [1],
  },
  {
    claim:
      'The handshake uses HTTP, so it is not easily blocked and passes all kinds of HTTP proxies',
    verdict: 'wrong',
    lessons: [6],
  },
  {
    claim: 'Light data format, small overhead, efficient',
    verdict: 'right and imprecise',
    lessons: [8, 14],
  },
  { claim: 'Text or binary can be sent', verdict: 'right', lessons: [1, 10] },
  {
    claim: 'No same-origin restriction, a client can talk to any server',
    verdict: 'wrong',
    lessons: [13],
  },
  {
    claim: 'Scheme ws, encrypted wss; the server address is a URL',
    verdict: 'right',
    lessons: [1],
  },
  { claim: 'Example `ws://example.com:80/some/path`', verdict: 'right', lessons: [1] },
  {
    claim: 'Figure: four cables HTTP=TCP+HTTP, HTTPS=TCP+TLS+HTTP, WS=TCP+WS, WSS=TCP+TLS+WS',
    verdict: 'imprecise',
    lessons: [1, 14],
  },
  {
    claim:
      'It is "designed to work over ports 80 and 443 and to support HTTP proxies and intermediaries"',
    verdict: 'right',
    lessons: [6],
  },
  { claim: 'And it so is made compatible with HTTP', verdict: 'imprecise', lessons: [7] },
  {
    claim: 'The HTTP Upgrade header switches from HTTP to WebSocket',
    verdict: 'right',
    lessons: [7, 14],
  },
  {
    claim: 'First the client sends an HTTP request; after three handshakes a TCP connection stands',
    verdict: 'wrong',
    lessons: [7],
  },
  {
    claim:
      'The request holds information such as the supported version: Upgrade, Connection, WebSocket-Version',
    verdict: 'imprecise',
    lessons: [7],
  },
  { claim: 'The server answers, also by HTTP', verdict: 'right', lessons: [7] },
  {
    claim: 'After the success message the client uses the TCP channel full-duplex',
    verdict: 'right',
    lessons: [7],
  },
  {
    claim: "The client's handshake is an ordinary HTTP request with an Upgrade header",
    verdict: 'right',
    lessons: [7],
  },
  { claim: 'So most of this section comes from RFC 2616', verdict: 'outdated', lessons: [2, 7] },
  {
    claim: 'The sample request, with blank lines and comments in it',
    verdict: 'wrong',
    lessons: [7],
  },
  {
    claim: 'Upgrade and Connection are the core of WebSocket, they tell the server it is WebSocket',
    verdict: 'imprecise',
    lessons: [7],
  },
  {
    claim: 'The first two lines are like the start line of an HTTP request',
    verdict: 'imprecise',
    lessons: [7],
  },
  {
    claim: 'Upgrade: HTTP/1.1 header to switch protocol on the existing connection',
    verdict: 'right',
    lessons: [7],
  },
  {
    claim: 'The existing connection is that of the "network layer" (TCP)',
    verdict: 'wrong',
    lessons: [7],
  },
  {
    claim:
      'Upgrade may only be used on the direct connection, so Connection is needed; whoever receives it (often a proxy) must handle and not forward the named fields',
    verdict: 'right',
    lessons: [6],
  },
  { claim: 'If there is a proxy between, first send CONNECT', verdict: 'imprecise', lessons: [6] },
  {
    claim: 'Line 7 is the list of subprotocols the client supports',
    verdict: 'right',
    lessons: [7],
  },
  {
    claim: 'Line 8 is the list of WS versions the client supports',
    verdict: 'wrong',
    lessons: [7],
  },
  {
    claim: "Line 5 is sent for the server's use; the server assembles another key from it",
    verdict: 'imprecise',
    lessons: [7],
  },
  { claim: 'Subprotocols will be introduced below', verdict: 'unsaid', lessons: [7] },
  {
    claim: 'Origin: for security, prevents cross-site attacks; browsers generally use it',
    verdict: 'imprecise',
    lessons: [13],
  },
  { claim: 'The answer is a standard HTTP response', verdict: 'right', lessons: [7] },
  {
    claim: '101 = the server got the request and agrees to switch',
    verdict: 'right',
    lessons: [7],
  },
  { claim: 'RFC 2616: only HTTP/1.1 and above may agree', verdict: 'outdated', lessons: [7, 14] },
  {
    claim:
      'Sample response: `Upgrade: websocket.` `Connection: Upgrade.` `Sec-WebSocket-Protocol: chat.`',
    verdict: 'wrong',
    lessons: [7],
  },
  { claim: 'Sec-WebSocket-Accept `s3pPLMBiTxaQ9kYGzzhZRbK+xOo=`', verdict: 'right', lessons: [7] },
  { claim: 'Ws uses port 80, wss 443 by default', verdict: 'right', lessons: [1] },
  {
    claim: 'WebSocket is two-way; only the handshake is request/response',
    verdict: 'right',
    lessons: [1, 2],
  },
  { claim: 'Either side may send at any time', verdict: 'right', lessons: [11] },
  { claim: 'HTTP is request/response from beginning to end', verdict: 'right', lessons: [2, 5] },
  {
    claim: 'Therefore HTTP is less efficient than WebSocket',
    verdict: 'imprecise',
    lessons: [5, 14],
  },
  { claim: 'One request can have only one response', verdict: 'imprecise', lessons: [2] },
  {
    claim: 'The response is passive, it cannot be started by the server',
    verdict: 'right',
    lessons: [2],
  },
  { claim: 'The formats are completely different', verdict: 'right', lessons: [8] },
  {
    claim: 'HTTP (RFC 2616) is bloated, WebSocket light',
    verdict: 'imprecise and outdated',
    lessons: [2, 8],
  },
  { claim: 'In HTTP a packet is a complete message', verdict: 'wrong', lessons: [2] },
  {
    claim: 'The smallest unit of WebSocket is the frame; one or more frames form a message',
    verdict: 'right',
    lessons: [10],
  },
  {
    claim: 'The sender cuts the message into frames, the receiver joins them',
    verdict: 'imprecise',
    lessons: [10],
  },
  {
    claim: 'Early on there were three ways: polling, long polling, HTTP streaming',
    verdict: 'right',
    lessons: [3, 4, 5],
  },
  {
    claim: 'Polling is simplest; the server needs no change, the client a timer',
    verdict: 'imprecise',
    lessons: [3],
  },
  { claim: 'E.g. every 10 s', verdict: 'right', lessons: [3] },
  {
    claim: 'Many requests are useless because nothing changed; bandwidth is wasted',
    verdict: 'right',
    lessons: [3],
  },
  {
    claim: 'Long polling: the client still sends requests at regular times',
    verdict: 'wrong',
    lessons: [4],
  },
  {
    claim: 'The server does not answer at once but when there is an update',
    verdict: 'right',
    lessons: [4],
  },
  { claim: 'It does not wait for ever but ends after a timeout', verdict: 'right', lessons: [4] },
  {
    claim: 'With irregular updates the number of requests falls clearly',
    verdict: 'right',
    lessons: [4],
  },
  { claim: 'With frequent updates the advantage is less clear', verdict: 'right', lessons: [4] },
  {
    claim: 'The most common implementation of long polling is Comet',
    verdict: 'wrong',
    lessons: [4],
  },
  { claim: 'Tomcat and Jetty support it (two links)', verdict: 'outdated', lessons: [4] },
  {
    claim: 'HTTP streaming keeps the response open and sends each update',
    verdict: 'right',
    lessons: [5],
  },
  {
    claim: "It violates HTTP's semantics, no longer request/response",
    verdict: 'wrong and imprecise',
    lessons: [5, 6],
  },
  { claim: 'It is a one-way pipe', verdict: 'right', lessons: [5] },
  { claim: 'Client and server must agree how to separate updates', verdict: 'right', lessons: [5] },
  {
    claim: 'Intermediaries may buffer the stream, the client gets nothing',
    verdict: 'right',
    lessons: [6],
  },
  {
    claim: 'Therefore HTTP streaming never became popular; long polling is used most',
    verdict: 'outdated',
    lessons: [5],
  },
  {
    claim:
      'All these are HTTP-based with problems; WebSocket is a brand-new protocol made for dynamic refresh',
    verdict: 'imprecise',
    lessons: [1, 14],
  },
  { claim: 'Two-way, more real-time', verdict: 'right and imprecise', lessons: [14] },
  { claim: 'Better binary support', verdict: 'right', lessons: [1] },
  {
    claim: 'Little control overhead: small headers after connecting',
    verdict: 'right',
    lessons: [8],
  },
  { claim: 'Supports extensions', verdict: 'right', lessons: [12] },
  { claim: 'Performance cost is small', verdict: 'imprecise', lessons: [12, 14] },
];
