import { headerLengthOf } from '../codec/websocket/layout.ts';
import type { Conversation } from './conversation.ts';
import { timeExchanges, type ExchangeTimes } from './exchange-times.ts';
import { bodyOctets } from './http-unit.ts';
import { medianOf, pollsOf, type Polls } from './polls.ts';
import type { Side } from './side.ts';
import { DIRECTIONS, perDirection, type Direction } from './trace.ts';

/** How news travels on a connection. */
export type TrafficKind =
  | 'websocket'
  | 'polling'
  | 'long-polling'
  | 'streaming'
  | 'event-stream'
  | 'requests'
  | 'tls'
  | 'http2'
  | 'none';

/** What tells a kind of traffic; null where it is not known, or does not belong to the kind. Times in seconds. */
export interface TrafficNumbers {
  readonly requests: number | null;
  /** Answers without news: 204, 304, or no body. */
  readonly emptyAnswers: number | null;
  /** From one poll to the next. */
  readonly meanInterval: number | null;
  readonly medianInterval: number | null;
  /** From the last byte of a poll to the first of its answer. */
  readonly meanHold: number | null;
  readonly medianHold: number | null;
  /** Pieces of news: messages, events, bursts of a stream, answers of polls that are not empty. */
  readonly events: number | null;
  /** Bytes that carry news, and all others: heads, sizes of chunks, headers of frames. */
  readonly bodyBytes: Readonly<Record<Direction, number>>;
  readonly headerBytes: Readonly<Record<Direction, number>>;
  /** Bytes besides its own for each piece of news, both ways together. */
  readonly overhead: number | null;
}

export interface Traffic {
  readonly kind: TrafficKind;
  readonly numbers: TrafficNumbers;
}

/** A body is a stream that comes in so many bursts, over so many seconds. */
const LEAST_BURSTS = 3;
const LEAST_SPREAD = 1;

/** Tells how news travels on a connection by how it behaves: the rules are in the README. */
export function readTraffic(conversation: Conversation): Traffic {
  const times = timeExchanges(conversation);
  const polls = pollsOf(times);
  const kind = kindOf(conversation, times, polls);
  const events = eventsOf(conversation, times, kind, polls);
  const bodyBytes = perDirection((direction) => newsBytes(conversation.sides[direction]));
  const headerBytes = perDirection(
    (direction) => conversation.sides[direction].bytes.length - bodyBytes[direction],
  );
  const others = DIRECTIONS.reduce((sum, direction) => sum + headerBytes[direction], 0);
  const isPolled = kind === 'polling' || kind === 'long-polling';
  return {
    kind,
    numbers: {
      requests: conversation.protocol === 'http' ? conversation.exchanges.length : null,
      ...numbersOf(isPolled ? polls : null),
      events,
      bodyBytes,
      headerBytes,
      overhead: events === null || events === 0 ? null : others / events,
    },
  };
}

/** The numbers of polls; null each where there are none. */
export const numbersOf = (polls: Polls | null) => ({
  emptyAnswers: polls && polls.times.filter(isEmpty).length,
  meanInterval: polls && meanOf(polls.intervals),
  medianInterval: polls && medianOf(polls.intervals),
  meanHold: polls && meanOf(polls.holds),
  medianHold: polls && medianOf(polls.holds),
});

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** RFC 9110 §15.3.5, §15.4.5: neither has a body. */
export const isEmpty = ({ status, body }: ExchangeTimes): boolean => status !== null && body === 0;

function kindOf(
  { protocol, exchanges }: Conversation,
  times: readonly ExchangeTimes[],
  polls: Polls | null,
): TrafficKind {
  if (protocol !== 'http') return protocol;
  if (times.some(({ isEventStream, body }) => isEventStream && body > 0)) return 'event-stream';
  if (times.some(isStream)) return 'streaming';
  if (polls !== null) return polls.isHeld ? 'long-polling' : 'polling';
  return exchanges.length > 0 ? 'requests' : 'none';
}

const isStream = ({ isMeasured, bursts, spread }: ExchangeTimes): boolean =>
  !isMeasured && bursts >= LEAST_BURSTS && spread >= LEAST_SPREAD;

function eventsOf(
  { order, sides }: Conversation,
  times: readonly ExchangeTimes[],
  kind: TrafficKind,
  polls: Polls | null,
): number | null {
  switch (kind) {
    case 'websocket':
      return order.messages;
    case 'event-stream':
      return [...sides['server-to-client'].streams.values()].reduce(
        (sum, { events }) => sum + events.filter(({ dispatched }) => dispatched !== null).length,
        0,
      );
    case 'streaming':
      return times.filter(isStream).reduce((sum, { bursts }) => sum + bursts, 0);
    case 'polling':
    case 'long-polling':
      return polls!.times.filter((exchange) => exchange.status !== null && !isEmpty(exchange))
        .length;
    default:
      return null;
  }
}

/** Bytes of a direction that are what it is there for: bodies, and payloads of frames. */
function newsBytes({ http, frames, bytes }: Side): number {
  let sum = http.units.reduce((total, unit) => total + bodyOctets(unit), 0);
  for (let frame = 0; frame < frames.length; frame++) {
    const payload = frames.at[frame]! + headerLengthOf(frames.head[frame]! & 0xff);
    sum += Math.min(frames.payloadLength[frame]!, bytes.length - payload);
  }
  return sum;
}
