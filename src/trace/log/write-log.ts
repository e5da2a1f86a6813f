import { encodeBase64 } from '../../codec/base64.ts';
import type {
  ReportLog,
  ReportLogBody,
  ReportLogContent,
  ReportLogEntry,
} from '../report-format.ts';
import type { LogContent } from './content.ts';
import type { LogBody, LogConnection, LogEntry, LogHeader } from './log.ts';

/** The entries of a log as NDJSON, a line each, in the order of their times. */
export function* writeLog({ entries }: LogConnection): Generator<string, void> {
  for (const [index, entry] of entries.entries()) {
    yield `${JSON.stringify(describeEntry(entry, index))}\n`;
  }
}

/** A connection of a log as the report tells it. */
export const describeLog = ({ id, entries, ...rest }: LogConnection): ReportLog => ({
  id,
  kind: rest.kind,
  name: rest.name,
  origin: rest.origin,
  address: rest.address,
  close: rest.close,
  entries: entries.map(describeEntry),
});

function describeEntry(entry: LogEntry, index: number): ReportLogEntry {
  if (entry.kind === 'message') {
    const { kind, direction, time, opcode, data } = entry;
    return { index, kind, direction, time, opcode, ...written(data) };
  }
  const { requestBody, responseBody, requestHeaders, responseHeaders, ...rest } = entry;
  return {
    index,
    ...rest,
    requestHeaders: pairsOf(requestHeaders),
    requestBody: describeBody(requestBody),
    responseHeaders: pairsOf(responseHeaders),
    responseBody: describeBody(responseBody),
  };
}

const pairsOf = (headers: readonly LogHeader[]): (readonly [string, string])[] =>
  headers.map(({ name, value }) => [name, value] as const);

const describeBody = (body: LogBody | null): ReportLogBody | null =>
  body && {
    mimeType: body.mimeType,
    size: body.size,
    ...(body.content === null ? {} : written(body.content)),
  };

const written = (content: LogContent): ReportLogContent =>
  typeof content === 'string' ? { text: content } : { base64: encodeBase64(content) };
