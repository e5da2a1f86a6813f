import type { Conversation } from './conversation.ts';
import { timeExchanges, type ExchangeTimes } from './exchange-times.ts';
import { groupBy, judgePolls, quickestOf, type Polls } from './polls.ts';
import { isEmpty, numbersOf, type TrafficNumbers } from './traffic.ts';

/** What one connection has to do with polls: small enough to keep for every connection of a capture. */
export interface ConnectionTimes {
  readonly connection: number;
  readonly client: string | null;
  readonly server: string | null;
  readonly exchanges: readonly ExchangeTimes[];
}

/** One client that asks one server for one thing again and again, over however many connections. */
export interface TrafficGroup {
  readonly kind: 'polling' | 'long-polling';
  readonly client: string | null;
  readonly server: string | null;
  readonly method: string;
  readonly path: string;
  /** The connections it uses, by id. */
  readonly connections: readonly number[];
  readonly numbers: TrafficGroupNumbers;
}

export interface TrafficGroupNumbers extends ReturnType<typeof numbersOf> {
  readonly requests: number;
  /** Answers that are not empty. */
  readonly events: number;
  /** Bytes besides the news itself for each piece of news, both ways together; null without news. */
  readonly overhead: TrafficNumbers['overhead'];
}

export const timesOf = (conversation: Conversation): ConnectionTimes => ({
  connection: conversation.connection.id,
  client: hostOf(conversation.connection.client),
  server: conversation.connection.server,
  exchanges: timeExchanges(conversation),
});

/** A client takes a new port for every connection. */
const hostOf = (address: string | null): string | null => address?.replace(/:\d+$/, '') ?? null;

interface Asked extends ExchangeTimes {
  readonly of: ConnectionTimes;
}

/** Finds polls over the connections of a capture: polling may use many, each for one request. */
export function groupTraffic(connections: readonly ConnectionTimes[]): TrafficGroup[] {
  const all = connections.flatMap((of) =>
    of.exchanges.map((exchange): Asked => ({ ...exchange, of })),
  );
  const pairs = groupBy(all, ({ of }) => `${of.client} ${of.server}`);
  return [...pairs.values()].flatMap((pair) => {
    const quickest = quickestOf(pair);
    const things = groupBy(pair, ({ method, path }) => `${method} ${path}`);
    return [...things.values()].flatMap((asked) => groupOf(asked, quickest) ?? []);
  });
}

function groupOf(asked: readonly Asked[], quickest: number): TrafficGroup | null {
  const inTime = asked.toSorted((a, b) => (a.asked ?? 0) - (b.asked ?? 0));
  const polls = judgePolls(inTime, quickest);
  if (polls === null) return null;
  const { method, path, isHeld } = polls;
  const [{ of }] = inTime as [Asked];
  return {
    kind: isHeld ? 'long-polling' : 'polling',
    ...{ client: of.client, server: of.server, method, path },
    connections: [...new Set(inTime.map(({ of }) => of.connection))],
    numbers: groupNumbers(polls),
  };
}

function groupNumbers(polls: Polls): TrafficGroupNumbers {
  const { times } = polls;
  const events = times.filter((exchange) => exchange.status !== null && !isEmpty(exchange)).length;
  const others = times.reduce((sum, { bytes, body, posted }) => sum + bytes - body - posted, 0);
  return {
    requests: times.length,
    ...numbersOf(polls),
    events,
    overhead: events === 0 ? null : others / events,
  };
}
