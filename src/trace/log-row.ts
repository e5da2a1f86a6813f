import { utf8Of } from '../codec/utf8.ts';
import type { Direction } from './direction.ts';
import type { LogConnection, LogEntry } from './log.ts';

/** One entry of a log as a line. */
export interface LogRow {
  readonly index: number;
  readonly kind: LogEntry['kind'];
  /** Of an exchange: that of its request. */
  readonly direction: Direction;
  readonly time: number | null;
  /** Bytes of the message, or of the response's body; null where the log does not say it. */
  readonly length: number | null;
  /** The start of what it says: text, or bytes of a binary message. Of an exchange its request line. */
  readonly preview: string | Uint8Array;
  /** Of the response; null for a message, and where no response came. */
  readonly status: number | null;
  /** Of a message; null for an exchange. */
  readonly opcode: number | null;
}

/** So many characters, or bytes, are shown in a line. */
const LONGEST_PREVIEW = 120;

export const countLogRows = ({ entries }: LogConnection): number => entries.length;

/** @throws RangeError for a row that is not there. */
export function readLogRow({ entries }: LogConnection, index: number): LogRow {
  const entry = entries[index];
  if (entry === undefined) throw new RangeError(`there is no row ${index}`);
  const { kind, time } = entry;
  if (entry.kind === 'message') {
    const { data, direction, opcode } = entry;
    const length = typeof data === 'string' ? utf8Of(data).length : data.length;
    const preview = data.slice(0, LONGEST_PREVIEW);
    return { index, kind, direction, time, length, preview, status: null, opcode };
  }
  const preview = `${entry.method} ${entry.url}`.slice(0, LONGEST_PREVIEW);
  const length = entry.responseBody?.size ?? null;
  const { status } = entry;
  return {
    index,
    kind,
    direction: 'client-to-server',
    time,
    length,
    preview,
    status,
    opcode: null,
  };
}

/** Bytes of payload that the log holds, per direction: bodies and messages, without heads and frames. */
export function countLogBytes({ entries }: LogConnection): Record<Direction, number> {
  const bytes = { 'client-to-server': 0, 'server-to-client': 0 };
  for (const entry of entries) {
    if (entry.kind === 'message') bytes[entry.direction] += sizeOf(entry.data);
    else {
      bytes['client-to-server'] += sizeOf(entry.requestBody?.content ?? '');
      bytes['server-to-client'] += sizeOf(entry.responseBody?.content ?? '');
    }
  }
  return bytes;
}

const sizeOf = (content: string | Uint8Array): number =>
  typeof content === 'string' ? utf8Of(content).length : content.length;
