import {
  CLOSE,
  DATE,
  framingField,
  HOST,
  present,
  type Answered,
  type Asked,
  type Fields,
  type KeepAlive,
  type Profile,
} from './profile.ts';

type Scheme = 'http' | 'https';

const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';

const COOKIE = 'sid=8f14e45f';

/** Chromium always offers to compress. */
const OFFER = 'permessage-deflate; client_max_window_bits';

const codings = (scheme: Scheme): string =>
  scheme === 'https' ? 'gzip, deflate, br, zstd' : 'gzip, deflate';

const ACCEPT = {
  poll: '*/*',
  post: '*/*',
  lines: '*/*',
  events: 'text/event-stream',
};

/** What Chromium sends for `fetch(…, { cache: 'no-store' })` and an EventSource. */
function fetchFields(asked: Exclude<Asked, { kind: 'handshake' }>, scheme: Scheme): Fields {
  const isPost = asked.kind === 'post';
  const lastEventId = asked.kind === 'events' ? asked.lastEventId : null;
  /** Client hints and Sec-Fetch come in secure contexts alone. */
  const secure = (name: string, value: string): readonly [string, string] | null =>
    scheme === 'https' ? [name, value] : null;
  return present([
    ['Host', HOST],
    ['Connection', 'keep-alive'],
    isPost ? ['Content-Length', String(asked.length)] : null,
    ['Pragma', 'no-cache'],
    ['Cache-Control', 'no-cache'],
    secure('sec-ch-ua-platform', '"Linux"'),
    ['User-Agent', USER_AGENT],
    secure('sec-ch-ua', '"Not:A-Brand";v="8", "Chromium";v="156"'),
    isPost ? ['Content-Type', 'application/json'] : null,
    secure('sec-ch-ua-mobile', '?0'),
    ['Accept', ACCEPT[asked.kind]],
    lastEventId === null ? null : ['Last-Event-ID', lastEventId],
    isPost ? ['Origin', `${scheme}://${HOST}`] : null,
    secure('Sec-Fetch-Site', 'same-origin'),
    secure('Sec-Fetch-Mode', 'cors'),
    secure('Sec-Fetch-Dest', 'empty'),
    ['Referer', `${scheme}://${HOST}/`],
    ['Accept-Encoding', codings(scheme)],
    ['Accept-Language', 'en-US,en;q=0.9'],
    ['Cookie', COOKIE],
  ]);
}

const handshakeFields = (key: string, extensions: string | null, scheme: Scheme): Fields => [
  ['Host', HOST],
  ['Connection', 'Upgrade'],
  ['Pragma', 'no-cache'],
  ['Cache-Control', 'no-cache'],
  ['User-Agent', USER_AGENT],
  ['Upgrade', 'websocket'],
  ['Origin', `${scheme}://${HOST}`],
  ['Sec-WebSocket-Version', '13'],
  ['Accept-Encoding', codings(scheme)],
  ['Accept-Language', 'en-US,en;q=0.9'],
  ['Cookie', COOKIE],
  ['Sec-WebSocket-Key', key],
  ['Sec-WebSocket-Extensions', extensions ?? OFFER],
];

/** What Node's `http` adds to each answer. */
const nodeFields = (keepAlive: KeepAlive): Fields =>
  keepAlive === 0
    ? [['Date', DATE], CLOSE]
    : [
        ['Date', DATE],
        ['Connection', 'keep-alive'],
        ['Keep-Alive', `timeout=${Math.floor(keepAlive / 1000)}`],
      ];

function answerFields(answered: Answered, keepAlive: KeepAlive): Fields {
  switch (answered.kind) {
    case 'nothing':
      return nodeFields(keepAlive);
    case 'body':
      return [
        ['Content-Type', 'application/json'],
        ...nodeFields(keepAlive),
        framingField(answered.length),
      ];
    default:
      return streamFields(answered.kind, keepAlive);
  }
}

const streamFields = (kind: 'events' | 'lines', keepAlive: KeepAlive): Fields => [
  ['Content-Type', kind === 'events' ? 'text/event-stream' : 'application/x-ndjson'],
  ['Cache-Control', 'no-cache'],
  ['X-Accel-Buffering', 'no'],
  ['Date', DATE],
  keepAlive === 0 ? CLOSE : ['Connection', 'keep-alive'],
  framingField(null),
];

/** Chromium 156 and Node 20, as captured, with the host and the browser's name changed. */
export const chrome = (scheme: Scheme): Profile => ({
  pollTarget: null,
  chunkedBodies: true,
  offer: OFFER,
  request: (asked) =>
    asked.kind === 'handshake'
      ? handshakeFields(asked.key, asked.extensions, scheme)
      : fetchFields(asked, scheme),
  response: answerFields,
});
