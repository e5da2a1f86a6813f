/** A WebSocket of Chrome's, as "Save all as HAR with content" of DevTools writes its entry. */
export const chromeSocket = {
  _connectionId: '4242',
  _initiator: { type: 'script', stack: { callFrames: [] } },
  _priority: 'High',
  _resourceType: 'websocket',
  _webSocketMessages: [
    { type: 'send', time: 1700000000.5, opcode: 1, data: 'Hello' },
    { type: 'receive', time: 1700000000.75, opcode: 2, data: 'gQUA/w==' },
  ],
  cache: {},
  connection: '4242',
  pageref: 'page_1',
  request: {
    method: 'GET',
    url: 'wss://example.com/chat?room=1',
    httpVersion: 'HTTP/1.1',
    headers: [
      { name: 'Host', value: 'example.com' },
      { name: 'Sec-WebSocket-Key', value: 'dGhlIHNhbXBsZSBub25jZQ==' },
    ],
    queryString: [{ name: 'room', value: '1' }],
    cookies: [],
    headersSize: 500,
    bodySize: 0,
  },
  response: {
    status: 101,
    statusText: 'Switching Protocols',
    httpVersion: 'HTTP/1.1',
    headers: [{ name: 'Upgrade', value: 'websocket' }],
    cookies: [],
    content: { size: 0, mimeType: 'x-unknown' },
    redirectURL: '',
    headersSize: 129,
    bodySize: 0,
    _transferSize: 129,
    _error: null,
  },
  serverIPAddress: '93.184.216.34',
  startedDateTime: '2023-11-14T22:13:20.000Z',
  time: 250.5,
  timings: {
    blocked: 1.5,
    dns: -1,
    ssl: -1,
    connect: -1,
    send: 0.25,
    wait: 4,
    receive: 0,
    _blocked_queueing: 1,
  },
};

/** An entry of the same shape, for a request that a page made. */
export const exchange = (url: string, rest: Record<string, unknown> = {}) => ({
  cache: {},
  connection: '17',
  request: {
    method: 'GET',
    url,
    httpVersion: 'http/2.0',
    headers: [],
    queryString: [],
    cookies: [],
    headersSize: -1,
    bodySize: 0,
  },
  response: {
    status: 200,
    statusText: '',
    httpVersion: 'http/2.0',
    headers: [{ name: 'content-type', value: 'application/json' }],
    cookies: [],
    content: { size: 12, mimeType: 'application/json', text: '{"items":[]}' },
    redirectURL: '',
    headersSize: -1,
    bodySize: -1,
  },
  serverIPAddress: '93.184.216.34',
  startedDateTime: '2023-11-14T23:13:21.250+01:00',
  time: 12,
  timings: { blocked: -1, dns: 1, connect: 5, ssl: 3, send: 0, wait: 5, receive: 1 },
  ...rest,
});

export const harOf = (entries: readonly unknown[], space?: number): string =>
  JSON.stringify(
    {
      log: {
        version: '1.2',
        creator: { name: 'WebInspector', version: '537.36' },
        pages: [],
        entries,
      },
    },
    null,
    space,
  );
