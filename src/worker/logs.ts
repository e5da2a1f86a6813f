import type { Breath } from '../trace/breath.ts';
import { contentOf, tellingPart, type LogPart } from '../trace/log/content.ts';
import { findInLog } from '../trace/log/find-log.ts';
import { entryAtTime, mapLog } from '../trace/log/log-map.ts';
import { countLogBytes, rowOfLog } from '../trace/log/log-row.ts';
import { pageOfLog, viewEntry } from '../trace/log/log-view.ts';
import type { LogConnection } from '../trace/log/log.ts';
import { writeLog } from '../trace/log/write-log.ts';
import { perDirection } from '../trace/trace.ts';
import type { Session, Summary } from './api.ts';
import { drain, toFile } from './steps.ts';

/** The connection of a log; null where this connection has bytes. */
export type LogAt = (connection: number) => Promise<LogConnection | null>;

const NOTHING_OPEN = perDirection(() => null);

/** A log as a conversation: there are no frames in it, and no rule is known to be kept or broken. */
function summarise(log: LogConnection): Summary {
  const { kind, name, origin, address, close, entries } = log;
  const messages = entries.filter((entry) => entry.kind === 'message').length;
  return {
    protocol: kind,
    rows: entries.length,
    frames: 0,
    firstFrameRow: null,
    messages,
    bytes: countLogBytes(log),
    problemRows: 0,
    errors: 0,
    warnings: 0,
    handshake: null,
    hello: null,
    closing: { sent: NOTHING_OPEN, first: null, answered: false, api: NOTHING_OPEN },
    incomplete: NOTHING_OPEN,
    notes: [],
    log: { kind, name, origin, address, close, exchanges: entries.length - messages },
  };
}

const PARTS: readonly string[] = ['data', 'request', 'response'] satisfies LogPart[];
const isLogPart = (part: string): part is LogPart => PARTS.includes(part);

function existing({ entries }: LogConnection, row: number): number {
  if (!(row >= 0 && row < entries.length)) throw new RangeError(`there is no row ${row}`);
  return row;
}

function fileOf(log: LogConnection, row: number): Blob {
  const entry = log.entries[existing(log, row)]!;
  const content = contentOf(entry, tellingPart(entry)) ?? '';
  const type =
    typeof content === 'string' ? 'text/plain;charset=utf-8' : 'application/octet-stream';
  return new Blob([content as string | Uint8Array<ArrayBuffer>], { type });
}

/** The session of captured bytes, and beside it what a log can answer; what needs bytes is rejected. */
export function withLogs(
  session: Session,
  logAt: LogAt,
  breathOf: (signal: AbortSignal) => Breath,
): Session {
  async function either<T>(
    connection: number,
    ofLog: (log: LogConnection) => T | Promise<T>,
    ofBytes: () => Promise<T>,
  ): Promise<T> {
    const log = await logAt(connection);
    return log === null ? ofBytes() : ofLog(log);
  }
  /** A breath is taken before all else: what comes between belongs to a later `open`. */
  async function paced<T>(
    connection: number,
    signal: AbortSignal,
    ofLog: (log: LogConnection, breath: Breath) => Promise<T>,
    ofBytes: () => Promise<T>,
  ): Promise<T> {
    const breath = breathOf(signal);
    const log = await logAt(connection);
    await breath();
    return log === null ? ofBytes() : ofLog(log, breath);
  }

  const refuse = () => Promise.reject(new RangeError('a log has no bytes'));

  return {
    ...session,
    conversation: (id) => either(id, summarise, () => session.conversation(id)),
    rows: (id, from, to) =>
      either(
        id,
        (log) => {
          const first = Math.max(from, 0);
          const count = Math.max(Math.min(to, log.entries.length) - first, 0);
          return Array.from({ length: count }, (_, i) => rowOfLog(log, first + i));
        },
        () => session.rows(id, from, to),
      ),
    rowsAt: (id, rows) =>
      either(
        id,
        (log) => Array.from(rows, (row) => rowOfLog(log, row)),
        () => session.rowsAt(id, rows),
      ),
    problems: (id, from, to) =>
      either(
        id,
        () => [],
        () => session.problems(id, from, to),
      ),
    nextProblem: (id, row, step) =>
      either(
        id,
        () => -1,
        () => session.nextProblem(id, row, step),
      ),
    annotate: (id, row) => either(id, refuse, () => session.annotate(id, row)),
    logEntry: (id, row) =>
      either(
        id,
        (log) => ({ row: rowOfLog(log, row), entry: viewEntry(log, row) }),
        () => session.logEntry(id, row),
      ),
    payload: (id, row, part, from, to) =>
      either(
        id,
        (log) =>
          isLogPart(part) ? { ...pageOfLog(log, row, part, from, to), missing: [] } : refuse(),
        () => session.payload(id, row, part, from, to),
      ),
    find: (id, query, signal, progress) =>
      paced(
        id,
        signal,
        (log, breath) =>
          drain(findInLog(log, query), breath, ({ looked, found }) => progress(looked, found)),
        () => session.find(id, query, signal, progress),
      ),
    map: (id, buckets) =>
      either(
        id,
        (log) => mapLog(log, buckets),
        () => session.map(id, buckets),
      ),
    timeline: (id) => either(id, refuse, () => session.timeline(id)),
    rowOf: (id, target) =>
      either(
        id,
        (log) => ('time' in target ? entryAtTime(log, target.time) : -1),
        () => session.rowOf(id, target),
      ),
    literal: (id, rows, format) => either(id, refuse, () => session.literal(id, rows, format)),
    messages: (id, signal) =>
      paced(
        id,
        signal,
        (log, breath) => toFile(writeLog(log), 'application/x-ndjson', breath),
        () => session.messages(id, signal),
      ),
    payloadFile: (id, row) =>
      either(
        id,
        (log) => fileOf(log, row),
        () => session.payloadFile(id, row),
      ),
    bytesAt: (id, places) =>
      either(
        id,
        () => places.map(() => null),
        () => session.bytesAt(id, places),
      ),
    autopsy: (id, signal) =>
      either(
        id,
        () => null,
        () => session.autopsy(id, signal),
      ),
    treat: (id, ...asked) => either(id, refuse, () => session.treat(id, ...asked)),
    pcapng: (id, signal) => paced(id, signal, refuse, () => session.pcapng(id, signal)),
  };
}
