import type { ExchangeTimes } from '../exchange-times.ts';
import { pollsOf } from '../polls.ts';
import { perDirection } from '../trace.ts';
import { isEmpty, numbersOf, type Traffic, type TrafficKind } from '../traffic.ts';
import { entryLength, countLogBytes } from './log-row.ts';
import type { LogConnection, LogExchange } from './log.ts';

/** How news travels on a connection of a log: by the times of its exchanges, as for captured bytes. */
export function readLogTraffic(log: LogConnection): Traffic {
  const exchanges = log.entries.filter((entry) => entry.kind === 'exchange');
  const times = exchanges.map(timesOf);
  const polls = pollsOf(times);
  const isPolled = polls !== null && !times.some(({ isEventStream }) => isEventStream);
  const kind = kindOf(log, times, isPolled ? (polls.isHeld ? 'long-polling' : 'polling') : null);
  const messages = log.entries.length - exchanges.length;
  return {
    kind,
    numbers: {
      requests: log.kind === 'http' ? exchanges.length : null,
      ...numbersOf(kind === 'polling' || kind === 'long-polling' ? polls : null),
      events: kind === 'websocket' ? messages : isPolled ? answersOf(polls.times) : null,
      bodyBytes: countLogBytes(log),
      // Nobody logged what else travelled.
      headerBytes: perDirection(() => 0),
      overhead: null,
    },
  };
}

const answersOf = (times: readonly ExchangeTimes[]): number =>
  times.filter((exchange) => exchange.status !== null && !isEmpty(exchange)).length;

function kindOf(
  { kind }: LogConnection,
  times: readonly ExchangeTimes[],
  polled: 'polling' | 'long-polling' | null,
): TrafficKind {
  if (kind === 'websocket') return 'websocket';
  if (times.some(({ isEventStream }) => isEventStream)) return 'event-stream';
  return polled ?? (times.length > 0 ? 'requests' : 'none');
}

const EVENT_STREAM = /^text\/event-stream(?:$|[;\s])/i;

/** HAR 1.2: an entry begins with `blocked`, `dns` and `connect`, which `ssl` is part of; then `send`, `wait`, `receive`. */
function timesOf(exchange: LogExchange): ExchangeTimes {
  const { time, duration, timings, requestBody, responseBody } = exchange;
  const { blocked, dns, connect, send, wait } = timings;
  const asked = time === null ? null : time + (blocked ?? 0) + (dns ?? 0) + (connect ?? 0);
  const sent = asked === null ? null : asked + (send ?? 0);
  const body = entryLength(exchange) ?? 0;
  return {
    method: exchange.method,
    path: exchange.url.split(/[?#]/, 1)[0]!,
    asked,
    sent,
    answered: sent === null || wait === null ? null : sent + wait,
    ended: time === null || duration === null ? null : time + duration,
    status: exchange.status,
    body,
    posted: requestBody?.size ?? 0,
    bytes: 0,
    isEventStream: EVENT_STREAM.test(responseBody?.mimeType ?? ''),
    bursts: 0,
    spread: 0,
    isMeasured: true,
  };
}
