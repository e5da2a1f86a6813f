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

function requestFields(asked: Asked): Fields {
  switch (asked.kind) {
    case 'poll':
      return [];
    case 'lines':
      return [['Accept', 'application/x-ndjson']];
    case 'events':
      return present([
        ['Accept', 'text/event-stream'],
        asked.lastEventId === null ? null : ['Last-Event-ID', asked.lastEventId],
      ]);
    case 'post':
      return [['Content-Length', String(asked.length)]];
    case 'handshake':
      return present([
        ['Upgrade', 'websocket'],
        ['Connection', 'Upgrade'],
        ['Sec-WebSocket-Key', asked.key],
        ['Sec-WebSocket-Version', '13'],
        asked.extensions === null ? null : ['Sec-WebSocket-Extensions', asked.extensions],
      ]);
  }
}

const STREAMS = { events: 'text/event-stream', lines: 'application/x-ndjson' };

function responseFields(answered: Answered): Fields {
  if (answered.kind === 'nothing') return [];
  if (answered.kind === 'body') return [framingField(answered.length)];
  return [['Content-Type', STREAMS[answered.kind]], framingField(null)];
}

/** No more than the standards ask for; the date, which a server with a clock must send, where it is wanted. RFC 9110 §6.6.1 */
export const minimal = (dated: boolean): Profile => ({
  pollTarget: null,
  chunkedBodies: false,
  offer: null,
  request: (asked) => [['Host', HOST], ...requestFields(asked)],
  response: (answered: Answered, keepAlive: KeepAlive) =>
    present([
      ...responseFields(answered),
      dated ? ['Date', DATE] : null,
      keepAlive === 0 ? CLOSE : null,
    ]),
});
