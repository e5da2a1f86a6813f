import { bytesOfLatin1, latin1, latin1OfText } from '../http/syntax.ts';
import { linesOf, readEvents, type ReadEvent } from './event.ts';
import type { Line } from './layout.ts';

export type LineEnd = '\n' | '\r' | '\r\n';

/** One line as it was written. A comment has no name; a line without a colon is all name. Texts are Latin-1. */
export interface LineFields {
  readonly name: string;
  readonly separator: '' | ':' | ': ';
  readonly value: string;
  readonly lineEnd: LineEnd;
}

/**
 * Enough to rebuild the bytes of an event exactly, legal or not. Not all fields can be said by bytes:
 * a CR before an LF is one line end, a name cannot have a colon.
 */
export interface EventFields {
  /** Only the first event of a stream can begin with a byte order mark. */
  readonly bom: boolean;
  /** The line ends of blank lines before the event. */
  readonly blankLines: string;
  readonly lines: readonly LineFields[];
  /** The blank line that dispatches the event. */
  readonly blankLine: LineEnd;
}

const BOM_TEXT = latin1OfText('\ufeff');

const fieldsOfLine = (text: string, { start, nameEnd, valueAt, valueEnd, end }: Line) => ({
  name: text.slice(start, nameEnd),
  separator: text.slice(nameEnd, valueAt) as LineFields['separator'],
  value: text.slice(valueAt, valueEnd),
  lineEnd: text.slice(valueEnd, end) as LineEnd,
});

/** The texts of a complete event; `bytes` begin where it does. */
export function fieldsOfEvent(bytes: Uint8Array, event: ReadEvent): EventFields {
  const length = event.end - event.at;
  const text = latin1(bytes.subarray(0, length));
  return {
    bom: event.bomLength > 0,
    blankLines: text.slice(event.bomLength, event.linesAt),
    lines: Array.from(linesOf(bytes, event), (line) => fieldsOfLine(text, line)),
    blankLine: text.slice(event.blankAt) as LineEnd,
  };
}

/** The fields of bytes that are one whole event, the first of its stream, and nothing after it; null for others. HTML §9.2.5 */
export function decodeEvent(bytes: Uint8Array): EventFields | null {
  const [event] = readEvents(bytes);
  return event?.complete && event.end === bytes.length ? fieldsOfEvent(bytes, event) : null;
}

/** The bytes of an event, legal or not; the inverse of `decodeEvent`. HTML §9.2.5 */
export function encodeEvent({ bom, blankLines, lines, blankLine }: EventFields): Uint8Array {
  const texts = lines.map((line) => line.name + line.separator + line.value + line.lineEnd);
  return bytesOfLatin1([bom ? BOM_TEXT : '', blankLines, ...texts, blankLine].join(''));
}

/** What a sender wants to say. Without `data` nothing is dispatched. */
export interface EventContent {
  readonly type?: string;
  readonly data?: string;
  /** Empty to forget the last one. */
  readonly id?: string;
  /** Milliseconds. */
  readonly retry?: number;
}

/** A value that is one line; more would be another line, which is the caller's mistake. */
function oneLine(name: string, value: string): LineFields {
  if (/[\r\n]/.test(value)) throw new RangeError(`${name} must be one line`);
  const separator = value === '' ? ':' : ': ';
  return { name, separator, value: latin1OfText(value), lineEnd: '\n' };
}

/**
 * An event as it is written when nothing is odd: HTML §9.2.5. Each line of the data has a `data` of its
 * own, and is ended by LF when it arrives: a stream cannot say CR. @throws RangeError for what none can say.
 */
export function eventOf({ type, data, id, retry }: EventContent): EventFields {
  if (id?.includes('\0')) throw new RangeError('id must be without NUL');
  if (retry !== undefined && !(Number.isSafeInteger(retry) && retry >= 0)) {
    throw new RangeError('retry must be whole milliseconds');
  }
  const lines = [
    ...(id === undefined ? [] : [oneLine('id', id)]),
    ...(type === undefined || type === '' || type === 'message' ? [] : [oneLine('event', type)]),
    ...(retry === undefined ? [] : [oneLine('retry', String(retry))]),
    ...(data?.split(/\r\n|\r|\n/) ?? []).map((line) => oneLine('data', line)),
  ];
  return { bom: false, blankLines: '', lines, blankLine: '\n' };
}
