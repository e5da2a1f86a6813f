import type { Messages } from '../../i18n/words.ts';
import type { LogConnection } from '../../trace/log/log.ts';
import type { ConnectionSummary } from '../../trace/connection-summary.ts';
import { durationOf } from './connection-order.ts';

type Said = Messages['capture']['overview'];

/** What was said on a connection, in numbers. */
export function unitsInWords(connection: ConnectionSummary, said: Said): string {
  const { frames, messages, exchanges } = connection;
  // Of a WebSocket connection the one exchange is its handshake.
  if (connection.log?.kind === 'websocket') return said.units.messages(messages);
  if (frames > 0) return said.list([said.units.frames(frames), said.units.messages(messages)]);
  return exchanges > 0 ? said.units.exchanges(exchanges) : said.unknown;
}

export function problemsInWords({ errors, warnings, log }: ConnectionSummary, said: Said): string {
  // Nothing of a log is judged.
  if (log !== undefined) return said.unknown;
  const told = [
    ...(errors > 0 ? [said.problems.errors(errors)] : []),
    ...(warnings > 0 ? [said.problems.warnings(warnings)] : []),
  ];
  return told.length === 0 ? said.problems.none : said.list(told);
}

/** How a connection ended: what its Close said, else what became of the connection below. */
export function endingInWords(connection: ConnectionSummary, said: Said): string {
  const { ending, end, protocol, log } = connection;
  if (log !== undefined) return endingOfLog(log.close, said);
  const { first, code, answered } = ending;
  const closed = code !== null || answered || first !== null;
  if (protocol !== 'websocket' || !closed) return said.ending[end];
  return said.list([
    code === null ? said.ending.empty : said.ending.code(code),
    ...(first === null ? [] : [said.ending.by[first]]),
    ...(answered ? [] : [said.ending.unanswered]),
  ]);
}

function endingOfLog(close: LogConnection['close'], said: Said): string {
  if (close === null) return said.unknown;
  if (close === 'aborted') return said.ending.aborted;
  return close.code === null ? said.ending.empty : said.ending.code(close.code);
}

/** When a connection began and how long it lasted, in seconds of the capture. */
export function timesInWords(connection: ConnectionSummary, said: Said) {
  const { opened } = connection;
  const duration = durationOf(connection);
  return {
    opened: opened === null ? said.unknown : said.seconds(opened),
    duration: duration === null ? said.unknown : said.duration(duration),
  };
}

/** What tells the kind of traffic, as far as it is known. */
export function numbersInWords({ numbers, missing, serverName }: ConnectionSummary, said: Said) {
  const told = (value: number | null, inWords: (n: number) => string): string[] =>
    value === null ? [] : [inWords(value)];
  const { requests, emptyAnswers, meanInterval, meanHold, events, overhead } = numbers;
  return [
    ...(serverName === null ? [] : [said.numbers.host(serverName)]),
    ...told(requests === 0 ? null : requests, said.numbers.requests),
    ...told(emptyAnswers, said.numbers.emptyAnswers),
    ...told(meanInterval, said.numbers.interval),
    ...told(meanHold, said.numbers.hold),
    ...told(events, said.numbers.events),
    ...told(overhead, said.numbers.overhead),
    ...told(missing === 0 ? null : missing, said.numbers.missing),
  ];
}
