import type {
  LogClose,
  LogConnection,
  LogEntry,
  LogExchange,
  LogMessage,
} from '../../trace/log/log.ts';
import type { Fields } from './fields.ts';

/** Gathers entries by the connections they were on. */
export interface Groups {
  exchange(entry: Fields, exchange: LogExchange): void;
  webSocket(
    entry: Fields,
    exchange: LogExchange,
    messages: readonly LogMessage[],
    close: LogClose | 'aborted' | null,
  ): void;
  /** All connections, their times counted from the first entry of all. */
  take(): readonly LogConnection[];
}

type Group = Omit<LogConnection, 'id' | 'entries'> & { readonly entries: LogEntry[] };

export function createGroups(): Groups {
  const groups: Group[] = [];
  const byKey = new Map<string, Group>();

  function create(entry: Fields, { url }: LogExchange, rest: Pick<Group, 'kind' | 'close'>): Group {
    const name = entry.text('connection') || null;
    const address = entry.text('serverIPAddress') || null;
    const group = { ...rest, name, address, origin: originOf(url), entries: [] };
    groups.push(group);
    return group;
  }

  return {
    exchange(entry, exchange) {
      const name = entry.text('connection') || null;
      const place = name === null ? originOf(exchange.url) : entry.text('serverIPAddress');
      const key = `${name ?? ''} ${place ?? ''}`;
      const group = byKey.get(key) ?? create(entry, exchange, { kind: 'http', close: null });
      byKey.set(key, group);
      group.entries.push(exchange);
    },
    webSocket(entry, exchange, messages, close) {
      const group = create(entry, exchange, { kind: 'websocket', close });
      group.entries.push(exchange);
      for (const message of messages) group.entries.push(message);
    },
    take() {
      const first = firstTime(groups);
      return groups.map((group, id) => ({ ...group, id, ...timed(group, first) }));
    },
  };
}

/** Scheme, host and port. */
const originOf = (url: string): string | null =>
  /^[a-z][\w+.-]*:\/\/[^/?#]*/i.exec(url)?.[0].toLowerCase() ?? null;

function firstTime(groups: readonly Group[]): number {
  let first = Infinity;
  for (const { entries } of groups)
    for (const { time } of entries) if (time !== null && time < first) first = time;
  return first;
}

function timed({ entries, close }: Group, first: number): Pick<LogConnection, 'entries' | 'close'> {
  const since = (time: number | null) =>
    time === null ? null : Math.round((time - first) * 1e6) / 1e6 + 0;
  const all = entries.map((entry) => ({ ...entry, time: since(entry.time) }));
  const ended =
    close === null || close === 'aborted' ? close : { ...close, time: since(close.time) };
  return { entries: inOrder(all), close: ended };
}

/** In the order of times; what has none stays behind what it stood behind. */
function inOrder(entries: readonly LogEntry[]): readonly LogEntry[] {
  let last = -Infinity;
  return entries
    .map((entry) => ({ entry, time: (last = entry.time ?? last) }))
    .toSorted((a, b) => (a.time === b.time ? 0 : a.time - b.time))
    .map(({ entry }) => entry);
}
