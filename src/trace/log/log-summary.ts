import type { ConnectionSummary } from '../connection-summary.ts';
import { countLogBytes } from './log-row.ts';
import { readLogTraffic } from './log-traffic.ts';
import type { LogConnection, LogEntry } from './log.ts';

/** A connection of a log as a row of an overview; `id` is its number among all that are open. */
export function summariseLog(log: LogConnection, id: number): ConnectionSummary {
  const { kind, origin, address, entries, close } = log;
  const traffic = readLogTraffic(log);
  const messages = entries.filter((entry) => entry.kind === 'message').length;
  const ended = close === null || close === 'aborted' ? null : close;
  return {
    id,
    client: null,
    server: origin ?? address,
    ...spanOf(log),
    end: 'none',
    protocol: kind,
    traffic: traffic.kind,
    numbers: traffic.numbers,
    frames: 0,
    messages,
    exchanges: entries.length - messages,
    bytes: countLogBytes(log),
    missing: 0,
    errors: 0,
    warnings: 0,
    ending: {
      first: null,
      code: ended?.code ?? null,
      reason: ended?.reason ?? '',
      answered: false,
    },
    serverName: null,
    log: { kind, close },
  };
}

/** When the first entry began, and when the last ended, in seconds. */
function spanOf({ entries, close }: LogConnection): {
  opened: number | null;
  closed: number | null;
} {
  let opened = Infinity;
  let closed = -Infinity;
  for (const entry of entries) {
    if (entry.time === null) continue;
    opened = Math.min(opened, entry.time);
    closed = Math.max(closed, endOf(entry));
  }
  if (close !== null && close !== 'aborted') closed = Math.max(closed, close.time ?? closed);
  return opened === Infinity ? { opened: null, closed: null } : { opened, closed };
}

const endOf = (entry: LogEntry): number =>
  entry.time! + ((entry.kind === 'exchange' ? entry.duration : null) ?? 0);
