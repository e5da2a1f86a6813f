/** Settings of the race: names, units, help. */
export const raceParameters = {
  parameters: {
    heading: 'Settings',
    reset: 'Back to the defaults',
    off: 'off',
    unlimited: 'no limit',
    random: 'Another seed',
    outOf: (min: string, max: string) => `from ${min} to ${max}`,
    groups: {
      run: 'Run',
      network: 'Network',
      news: 'News',
      server: 'Server',
      proxy: 'Proxy',
      bytes: 'Bytes on the wire',
      polling: 'Polling',
      'long-polling': 'Long polling',
      streaming: 'Streaming',
      websocket: 'WebSocket',
    },
    units: {
      ms: 'ms',
      'kbit/s': 'kbit/s',
      bytes: 'bytes',
      'per-second': 'per second',
      share: '%',
      count: '',
      none: '',
    },
    names: {
      window: {
        label: 'Length',
        help: 'How long the run lasts. News still under way at its end counts as waiting.',
      },
      seed: {
        label: 'Seed',
        help: 'The number from which all chance is drawn. The same seed gives the same run, byte for byte.',
      },
      clients: {
        label: 'Clients',
        help: 'How many clients do the same. One is simulated; totals are multiplied.',
      },
      tabs: {
        label: 'Tabs',
        help: 'Tabs of one browser on the same page. Over HTTP/1.1 they share six connections; WebSockets do not count among the six.',
      },
      warm: {
        label: 'Connection open at the start',
        help: 'On: the first request needs no new connection. The closed forms assume this.',
      },
      up: {
        label: 'Delay to the server',
        help: 'How long a packet travels from client to server, one way.',
      },
      down: {
        label: 'Delay to the client',
        help: 'How long a packet travels from server to client, one way.',
      },
      jitter: {
        label: 'Jitter',
        help: 'Each packet takes up to this much longer, at random. On one connection none overtakes another: TCP keeps their order.',
      },
      bwUp: {
        label: 'Rate to the server',
        help: 'How fast the link takes bytes towards the server. The connections of a client share it.',
      },
      bwDown: {
        label: 'Rate to the client',
        help: 'How fast the link takes bytes towards the client. Too slow for the news, and a queue grows at the server.',
      },
      loss: {
        label: 'Packet loss',
        help: 'The share of packets that get lost. TCP sends them again after a timeout; whatever follows on that connection waits.',
      },
      rto: {
        label: 'Retransmission timeout',
        help: 'How long TCP waits before it sends a lost packet again. It doubles each time.',
      },
      mss: {
        label: 'Segment size',
        help: 'The most payload one TCP segment carries. It counts where TCP/IP headers are counted.',
      },
      process: {
        label: 'When news happens',
        help: 'Poisson is chance without memory, as of independent people. Periodic is a clock. Bursts come together. A list is exact.',
      },
      rate: { label: 'Rate of news', help: 'How many pieces of news a second, on average.' },
      phase: { label: 'First news at', help: 'For periodic news: when the first one happens.' },
      burstSize: {
        label: 'News in a burst',
        help: 'How many pieces of news happen at the same moment.',
      },
      burstEvery: { label: 'Time between bursts', help: 'From one burst to the next.' },
      times: { label: 'Times of news', help: 'Moments in milliseconds, separated by spaces.' },
      payload: {
        label: 'Size of one news',
        help: 'Bytes of data in each piece of news, without any framing.',
      },
      upstreamRate: {
        label: 'Rate of client messages',
        help: 'What the client has to say, per second: a POST each over HTTP, a masked frame each over WebSocket.',
      },
      upstreamTimes: {
        label: 'Times of client messages',
        help: 'Moments in milliseconds, separated by spaces, besides those by chance.',
      },
      think: {
        label: 'Server time per request',
        help: 'Work the server does for each request before it answers. Long-lived ways pay it once.',
      },
      snapshot: {
        label: 'Data is read',
        help: 'Whether an answer contains what is known when it leaves, or what was known when the request came.',
      },
      since: {
        label: 'What an answer contains',
        help: 'With a cursor nothing is lost. Latest only loses what came between. Forgetting on write loses what breaks on the way.',
      },
      batch: {
        label: 'Several news in one answer',
        help: 'Joined back to back, or as a JSON array.',
      },
      keepAliveIdle: {
        label: 'Keep-alive',
        help: 'How long the server keeps an idle connection open. Off: a new connection for every request.',
      },
      pollInterval: {
        label: 'Poll interval',
        help: 'The time from one request to the next. Half of it is the average wait.',
      },
      pollMode: {
        label: 'When to ask again',
        help: 'At a fixed rate, a fixed time after the last answer, or at a fixed rate but never while a request is open.',
      },
      lpTimeout: {
        label: 'Hold timeout',
        help: 'How long the server keeps a request without news before it answers empty. RFC 6202 finds 30 s safe.',
      },
      clientThink: {
        label: 'Client pause',
        help: 'From an answer to the next request. News of this gap waits for it.',
      },
      streamFormat: {
        label: 'Format of the stream',
        help: 'Server-sent events, or lines of JSON. Both travel in chunks.',
      },
      sseRetry: {
        label: 'Reconnect after',
        help: 'How long an EventSource waits before it connects again. Chromium’s default is 3 s.',
      },
      sseReplay: {
        label: 'Replay by Last-Event-ID',
        help: 'Whether the server repeats what was missed while the stream was down.',
      },
      streamLife: {
        label: 'Life of a stream',
        help: 'After how long the server ends a stream, which the client then has to renew.',
      },
      heartbeat: {
        label: 'Heartbeat',
        help: 'A comment on a stream, a Ping on a WebSocket, after this long. It keeps proxies from cutting a silent connection.',
      },
      pongTimeout: {
        label: 'Pong timeout',
        help: 'How long the server waits for a Pong before it takes the client for dead.',
      },
      heartbeatCheck: {
        label: 'When a Pong is missed',
        help: 'After a timeout of its own, or at the next Ping as the ws README does it.',
      },
      wsReplay: {
        label: 'Replay after reconnecting',
        help: 'WebSocket itself repeats nothing. On: the application remembers and sends what was missed.',
      },
      permessageDeflate: {
        label: 'Compression',
        help: 'permessage-deflate, keeping the window from message to message, or with a fresh one for each.',
      },
      closeAnswer: {
        label: 'Close is answered',
        help: 'Off: the other side never answers the Close, and the timeout ends the connection with 1006.',
      },
      closeTimeout: { label: 'Close timeout', help: 'How long to wait for the answer to a Close.' },
      slowReader: {
        label: 'For a slow reader',
        help: 'What the server does when news comes faster than the link takes it: queue, keep the latest, merge, or close.',
      },
      highWater: {
        label: 'Queue limit',
        help: 'How many bytes may wait for a slow reader before the policy applies.',
      },
      proxyBuffer: {
        label: 'Proxy buffer',
        help: 'The proxy holds an answer back until it has this much, or all of it. Streams suffer.',
      },
      proxyIdle: {
        label: 'Proxy idle timeout',
        help: 'The proxy cuts what has been silent for this long. 60 s is a common default.',
      },
      proxyUpgrade: {
        label: 'Upgrade through the proxy',
        help: 'An old proxy drops Upgrade, as it is a hop-by-hop header, and the handshake fails.',
      },
      headers: {
        label: 'HTTP headers',
        help: 'The least that is legal, what Chromium and Node send, those of the 2009 article, or any size of your own.',
      },
      date: {
        label: 'Date header',
        help: 'A server with a clock must send it (RFC 9110 §6.6.1). Only the smallest answers can leave it out.',
      },
      customRequest: {
        label: 'Request head',
        help: 'Size of the head of every request, for headers of your own.',
      },
      customResponse: {
        label: 'Response head',
        help: 'Size of the head of every response, for headers of your own.',
      },
      tls: {
        label: 'TLS',
        help: 'Adds a handshake of one round trip (none when resumed with early data) and 22 bytes a record.',
      },
      ipHeaders: {
        label: 'TCP/IP headers',
        help: 'Counts packets with their headers: 40 bytes for IPv4, 60 for IPv6, 12 more with timestamps.',
      },
    },
    choices: {
      warm: { off: 'no', on: 'yes' },
      process: {
        poisson: 'at random (Poisson)',
        periodic: 'periodic',
        burst: 'in bursts',
        list: 'a list of times',
      },
      snapshot: { reply: 'when the answer leaves', arrival: 'when the request arrives' },
      since: {
        cursor: 'everything since the last answer',
        latestOnly: 'the latest news only',
        forgetOnWrite: 'everything, then forgets it',
      },
      batch: { joined: 'joined', 'json-array': 'JSON array' },
      pollMode: {
        fixedRate: 'at a fixed rate',
        fixedDelay: 'a fixed time after the answer',
        skip: 'fixed rate, one at a time',
      },
      streamFormat: { sse: 'server-sent events', ndjson: 'lines of JSON' },
      sseReplay: { on: 'yes', off: 'no' },
      heartbeatCheck: { timeout: 'after the Pong timeout', 'next-tick': 'at the next Ping' },
      wsReplay: { off: 'no', on: 'yes' },
      permessageDeflate: { off: 'off', takeover: 'window kept', 'no-takeover': 'fresh window' },
      closeAnswer: { on: 'yes', off: 'no', 'without-fin': 'yes, but TCP stays open' },
      slowReader: {
        queue: 'queue everything',
        keepLatest: 'keep the latest',
        coalesce: 'merge',
        close: 'close the connection',
      },
      proxyUpgrade: { pass: 'passes', drop: 'is dropped' },
      headers: {
        minimal: 'minimal',
        'chrome-http': 'Chromium, http',
        'chrome-https': 'Chromium, https',
        'lubbers-2009': 'Firefox 3.5, 2009',
        custom: 'any size',
      },
      date: { off: 'left out', on: 'sent' },
      tls: { off: 'off', tls13: 'TLS 1.3', 'tls13-resumed': 'TLS 1.3, resumed' },
      ipHeaders: {
        off: 'not counted',
        '40': 'IPv4',
        '52': 'IPv4, timestamps',
        '60': 'IPv6',
        '72': 'IPv6, timestamps',
      },
    },
  },
};
