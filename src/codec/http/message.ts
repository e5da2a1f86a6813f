import {
  HEADER_LINE,
  REQUEST_LINE,
  STATUS_LINE,
  type Header,
  type HttpHead,
  type Part,
  type ResponseHead,
} from './layout.ts';
import {
  cutHeaderLine,
  cutRequestLine,
  cutStatusLine,
  foldLines,
  readHeadLines,
  type Cuts,
  type Line,
} from './lines.ts';
import { VERSION_NAME, latin1, skipWhite } from './syntax.ts';

/** A head longer than this is not read. */
export const MAX_HEAD = 256 * 1024;

type Pieces<Name extends string> = { readonly [N in Name]: Part };

function piecesOf<Name extends string>(
  layout: readonly { readonly name: Name }[],
  text: string,
  cuts: Cuts,
): Pieces<Name> {
  const named = layout.map(({ name }, i) => {
    const start = cuts[i] ?? 0;
    const end = cuts[i + 1] ?? start;
    return [name, { start, end, text: text.slice(start, end) }] as const;
  });
  return Object.fromEntries(named) as Pieces<Name>;
}

const lineEndOf = (text: string, line: Line): Part => ({
  start: line.contentEnd,
  end: line.end,
  text: text.slice(line.contentEnd, line.end),
});

/** Lines with their pieces, those that continue another joined to it: RFC 9112 §5. */
export const headersIn = (text: string, lines: readonly Line[]): Header[] =>
  foldLines(text, lines).map((line) => piecesOf(HEADER_LINE, text, cutHeaderLine(text, line)));

/** A start-line that begins with `HTTP/` is a status-line: `/` is in no method. RFC 9112 §2.1 */
const beginsResponse = (text: string, line: Line): boolean =>
  text.startsWith(VERSION_NAME, skipWhite(text, line.start, line.contentEnd));

/**
 * Reads the head of an HTTP/1.1 message at `offset`: RFC 9112 §2 to §5. Null while the blank line
 * has not come before `end`, and where it is beyond MAX_HEAD. Any line is read as a start-line or
 * a header line, right or wrong: ask `sniffHead` first whether the bytes are HTTP at all.
 */
export function readHttpHead(bytes: Uint8Array, offset: number, end: number): HttpHead | null {
  const window = bytes.subarray(offset, Math.min(end, offset + MAX_HEAD));
  const read = readHeadLines(window);
  if (!read) return null;
  const text = latin1(window.subarray(0, read.blank.end));
  const lines = {
    at: offset,
    end: offset + read.blank.end,
    emptyLines: read.empty.map((line) => lineEndOf(text, line)),
    headers: headersIn(text, read.lines),
    blankLine: lineEndOf(text, read.blank),
  };
  if (!beginsResponse(text, read.start)) {
    const start = piecesOf(REQUEST_LINE, text, cutRequestLine(text, read.start));
    return { kind: 'request', start, ...lines };
  }
  const start = piecesOf(STATUS_LINE, text, cutStatusLine(text, read.start));
  return { kind: 'response', start, ...lines };
}

/** The pieces of the start-line in the order of the wire. */
export function startLineParts(head: HttpHead): Part[] {
  return head.kind === 'request'
    ? REQUEST_LINE.map(({ name }) => head.start[name])
    : STATUS_LINE.map(({ name }) => head.start[name]);
}

/** The start-line without its line end, as one piece. */
export function startLineOf(head: HttpHead): Part {
  const parts = startLineParts(head).slice(0, -1);
  const start = parts[0]?.start ?? 0;
  return { start, end: parts.at(-1)?.end ?? start, text: parts.map((part) => part.text).join('') };
}

/** The status code as a number; null where it is not three digits. RFC 9112 §4 */
export const statusOf = ({ start }: ResponseHead): number | null =>
  /^\d{3}$/.test(start.status.text) ? Number(start.status.text) : null;
