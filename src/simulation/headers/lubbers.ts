import {
  CLOSE,
  framingField,
  present,
  type Answered,
  type Asked,
  type Fields,
  type Profile,
} from './profile.ts';

const CONSTANTS = [
  ...['Constant', 'ProtectedConstant', 'Property', 'ProtectedProperty'],
  ...['Method', 'ProtectedMethod', 'Event', 'Style', 'Effect'],
];

const COOKIE = CONSTANTS.map((name) => `showInherited${name}=false`).join('; ');

const ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

function requestFields(asked: Asked): Fields {
  const isHandshake = asked.kind === 'handshake';
  return present([
    ['Host', 'localhost:8080'],
    [
      'User-Agent',
      'Mozilla/5.0 (Windows; U; Windows NT 5.1; en-US; rv:1.9.1.5) Gecko/20091102 Firefox/3.5.5',
    ],
    ['Accept', asked.kind === 'events' ? 'text/event-stream' : ACCEPT],
    ['Accept-Language', 'en-us'],
    ['Accept-Encoding', 'gzip,deflate'],
    ['Accept-Charset', 'ISO-8859-1,utf-8;q=0.7,*;q=0.7'],
    isHandshake ? null : ['Keep-Alive', '300'],
    ['Connection', isHandshake ? 'Upgrade' : 'keep-alive'],
    ['Referer', 'http://www.example.com/PollingStock/'],
    ['Cookie', COOKIE],
    ...ownFields(asked),
  ]);
}

/** What the article's client never sent, for the lanes that it had not. */
function ownFields(asked: Asked): readonly (readonly [string, string] | null)[] {
  switch (asked.kind) {
    case 'events':
      return [asked.lastEventId === null ? null : ['Last-Event-ID', asked.lastEventId]];
    case 'post':
      return [['Content-Length', String(asked.length)]];
    case 'handshake':
      return [
        ['Upgrade', 'websocket'],
        ['Sec-WebSocket-Key', asked.key],
        ['Sec-WebSocket-Version', '13'],
        asked.extensions === null ? null : ['Sec-WebSocket-Extensions', asked.extensions],
      ];
    default:
      return [];
  }
}

const TYPES = {
  body: 'text/html;charset=UTF-8',
  events: 'text/event-stream',
  lines: 'application/x-ndjson',
};

const typeFields = (answered: Answered): Fields =>
  answered.kind === 'nothing'
    ? []
    : [
        ['Content-Type', TYPES[answered.kind]],
        framingField(answered.kind === 'body' ? answered.length : null),
      ];

/**
 * The heads that Lubbers and Greco printed in 2010. Their `HTTP/1.x` is how a tool showed the
 * version; on the wire it was a digit, of the same length.
 */
export const LUBBERS_2009: Profile = {
  pollTarget: '/PollingStock//PollingStock',
  chunkedBodies: false,
  offer: null,
  request: requestFields,
  response: (answered, keepAlive) =>
    present([
      ['X-Powered-By', 'Servlet/2.5'],
      ['Server', 'Sun Java System Application Server 9.1_02'],
      ...typeFields(answered),
      ['Date', 'Sat, 07 Nov 2009 00:32:46 GMT'],
      keepAlive === 0 ? CLOSE : null,
    ]),
};
