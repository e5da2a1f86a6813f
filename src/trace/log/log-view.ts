import { bytesOf, contentOf, lengthOf, type LogContent, type LogPart } from './content.ts';
import type { LogBody, LogConnection, LogExchange, LogMessage } from './log.ts';

/** What of a body, or a message, is shown at once. */
export interface ShownContent {
  /** True where the log keeps it as text. */
  readonly text: boolean;
  /** The first of its bytes; of a text, of its UTF-8. */
  readonly bytes: Uint8Array;
  /** Bytes of all of it. */
  readonly length: number;
}

export interface ShownBody extends Omit<LogBody, 'content'> {
  /** Null where the log leaves it out. */
  readonly content: ShownContent | null;
}

/** An entry of a log, small enough to send at once. */
export type LogEntryView =
  | (Omit<LogExchange, 'requestBody' | 'responseBody'> & {
      readonly requestBody: ShownBody | null;
      readonly responseBody: ShownBody | null;
    })
  | (Omit<LogMessage, 'data'> & { readonly data: ShownContent });

/** Bytes of a content that are shown at once; what is longer comes in pages. */
export const MOST_AT_ONCE = 16 * 1024;

/** @throws RangeError for a row that is not there. */
export function viewEntry({ entries }: LogConnection, row: number): LogEntryView {
  const entry = entries[row];
  if (entry === undefined) throw new RangeError(`there is no row ${row}`);
  if (entry.kind === 'message') return { ...entry, data: shown(entry.data) };
  const { requestBody, responseBody } = entry;
  return { ...entry, requestBody: shownBody(requestBody), responseBody: shownBody(responseBody) };
}

const shownBody = (body: LogBody | null): ShownBody | null =>
  body && { ...body, content: body.content === null ? null : shown(body.content) };

function shown(content: LogContent): ShownContent {
  // No character has less than one byte.
  const bytes = bytesOf(content.slice(0, MOST_AT_ONCE)).slice(0, MOST_AT_ONCE);
  return { text: typeof content === 'string', bytes, length: lengthOf(content) };
}

/** Bytes `[from, to)` of a part of an entry, none where there is no such part; of a text, of its UTF-8. */
export function pageOfLog(
  { entries }: LogConnection,
  row: number,
  part: LogPart,
  from: number,
  to: number,
): { readonly bytes: Uint8Array; readonly length: number } {
  const entry = entries[row];
  if (entry === undefined) throw new RangeError(`there is no row ${row}`);
  const bytes = bytesOf(contentOf(entry, part) ?? '');
  return { bytes: bytes.slice(from, to), length: bytes.length };
}
