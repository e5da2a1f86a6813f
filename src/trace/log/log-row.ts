import type { Direction } from '../direction.ts';
import type { Row } from '../row.ts';
import { lengthOf } from './content.ts';
import type { LogConnection, LogEntry, LogExchange, LogRow } from './log.ts';

/** So many characters, or bytes, are shown in a line. */
const LONGEST_PREVIEW = 120;

export const countLogRows = ({ entries }: LogConnection): number => entries.length;

/** @throws RangeError for a row that is not there. */
export function readLogRow({ entries }: LogConnection, index: number): LogRow {
  const entry = entries[index];
  if (entry === undefined) throw new RangeError(`there is no row ${index}`);
  const { kind, time } = entry;
  const said = entry.kind === 'message' ? entry.data : `${entry.method} ${entry.url}`;
  return {
    index,
    kind,
    direction: entry.kind === 'message' ? entry.direction : 'client-to-server',
    time,
    length: entryLength(entry),
    preview: said.slice(0, LONGEST_PREVIEW),
    clipped: said.length > LONGEST_PREVIEW,
    status: entry.kind === 'message' ? null : entry.status,
    opcode: entry.kind === 'message' ? entry.opcode : null,
  };
}

/** Bytes of a message, or of a response's body; null where the log does not say it. */
export const entryLength = (entry: LogEntry): number | null =>
  entry.kind === 'message' ? lengthOf(entry.data) : bodyLength(entry);

/** Answers that never have a body, RFC 9110 §6.4.1; of others a log may not say how long it was. */
const BODILESS: ReadonlySet<number | null> = new Set([101, 204, 304]);

function bodyLength({ responseBody, status }: LogExchange): number | null {
  if (responseBody === null) return BODILESS.has(status) ? 0 : null;
  const { size, content } = responseBody;
  return size ?? (content === null ? null : lengthOf(content));
}

/** An entry among the rows of all sources: what a log does not know, it does not say. */
export function rowOfLog(log: LogConnection, index: number): Row {
  const line = readLogRow(log, index);
  const { kind, direction, time } = line;
  return {
    ...{ row: index, kind, direction, time },
    at: 0,
    size: line.length ?? 0,
    complete: kind === 'message' || line.status !== null,
    missing: 0,
    errors: 0,
    warnings: 0,
    startLine: null,
    acceptMatches: null,
    frame: null,
    preview: null,
    log: line,
  };
}

/** Bytes of payload that the log holds, per direction: bodies and messages, without heads and frames. */
export function countLogBytes({ entries }: LogConnection): Record<Direction, number> {
  const bytes = { 'client-to-server': 0, 'server-to-client': 0 };
  for (const entry of entries) {
    if (entry.kind === 'message') bytes[entry.direction] += lengthOf(entry.data);
    else {
      bytes['client-to-server'] += lengthOf(entry.requestBody?.content ?? '');
      bytes['server-to-client'] += lengthOf(entry.responseBody?.content ?? '');
    }
  }
  return bytes;
}
