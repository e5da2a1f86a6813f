import { CR, LF, VERSION_NAME, isWhite, skipWhite, skipWord, trimmedEnd } from './syntax.ts';

/** A line of a head, in bytes from its start. */
export interface Line {
  readonly start: number;
  /** Where a colon is looked for: up to the end of the first line, where others are folded into it. */
  readonly firstEnd: number;
  readonly contentEnd: number;
  /** After the line end. */
  readonly end: number;
}

/** The lines of a head, its blank line last but not in `lines`. */
export interface HeadLines {
  readonly empty: readonly Line[];
  readonly start: Line;
  readonly lines: readonly Line[];
  readonly blank: Line;
}

/** CRLF, or LF alone: RFC 9112 §2.2. */
export function readLine(bytes: Uint8Array, start: number): Line | null {
  const feed = bytes.indexOf(LF, start);
  if (feed < 0) return null;
  const contentEnd = feed > start && bytes[feed - 1] === CR ? feed - 1 : feed;
  return { start, firstEnd: contentEnd, contentEnd, end: feed + 1 };
}

const isEmpty = (line: Line): boolean => line.contentEnd === line.start;

/** The lines from the start of the bytes to the blank line; null while it has not come: RFC 9112 §2.1. */
export function readHeadLines(bytes: Uint8Array): HeadLines | null {
  const empty: Line[] = [];
  const lines: Line[] = [];
  let start: Line | null = null;
  for (let line = readLine(bytes, 0); line; line = readLine(bytes, line.end)) {
    if (start && isEmpty(line)) return { empty, start, lines, blank: line };
    if (start) lines.push(line);
    else if (isEmpty(line)) empty.push(line);
    else start = line;
  }
  return null;
}

/** The whole lines from `from` on, as of a trailer section: RFC 9112 §7.1.2. */
export function readLines(bytes: Uint8Array, from: number): Line[] {
  const lines: Line[] = [];
  for (let line = readLine(bytes, from); line; line = readLine(bytes, line.end)) lines.push(line);
  return lines;
}

/** Where the colon stands, -1 where there is none. A first line that begins with white space has no name: RFC 9112 §2.2. */
function colonOf(text: string, line: Line): number {
  if (isWhite(text[line.start])) return -1;
  // within the line only: a search to the end of the head for each line would take minutes
  const colon = text.slice(line.start, line.firstEnd).indexOf(':');
  return colon < 0 ? -1 : line.start + colon;
}

/** Joins to a header line those that continue it: RFC 9112 §5.2. */
export function foldLines(text: string, lines: readonly Line[]): Line[] {
  const folded: Line[] = [];
  let named = false;
  for (const line of lines) {
    const last = folded.at(-1);
    if (last && named && isWhite(text[line.start])) {
      folded[folded.length - 1] = { ...line, start: last.start, firstEnd: last.firstEnd };
    } else {
      folded.push(line);
      named = colonOf(text, line) >= 0;
    }
  }
  return folded;
}

/** Where each piece of a line begins, in the order of its layout, and where the last ends. */
export type Cuts = readonly number[];

/** The last `HTTP/` that begins a word, `end` where there is none. What follows it on the line belongs to it. */
function versionStart(text: string, from: number, end: number): number {
  let at = text.lastIndexOf(VERSION_NAME, end - VERSION_NAME.length);
  while (at > from && !isWhite(text[at - 1])) at = text.lastIndexOf(VERSION_NAME, at - 1);
  return at >= from && at + VERSION_NAME.length <= end ? at : end;
}

/** RFC 9112 §3: method, target, version. */
export function cutRequestLine(text: string, { start, contentEnd, end }: Line): Cuts {
  const method = skipWhite(text, start, contentEnd);
  const methodEnd = skipWord(text, method, contentEnd);
  const target = skipWhite(text, methodEnd, contentEnd);
  const lastEnd = trimmedEnd(text, target, contentEnd);
  const version = versionStart(text, target, lastEnd);
  const targetEnd = trimmedEnd(text, target, version);
  return [start, method, methodEnd, target, targetEnd, version, lastEnd, contentEnd, end];
}

/** RFC 9112 §4: version, status code, reason phrase. */
export function cutStatusLine(text: string, { start, contentEnd, end }: Line): Cuts {
  const version = skipWhite(text, start, contentEnd);
  const versionEnd = skipWord(text, version, contentEnd);
  const status = skipWhite(text, versionEnd, contentEnd);
  const statusEnd = skipWord(text, status, contentEnd);
  const reason = skipWhite(text, statusEnd, contentEnd);
  const lastEnd = trimmedEnd(text, reason, contentEnd);
  return [start, version, versionEnd, status, statusEnd, reason, lastEnd, contentEnd, end];
}

/** RFC 9112 §5.1: name, colon, value. A line without a colon is all name. */
export function cutHeaderLine(text: string, line: Line): Cuts {
  const { start, contentEnd, end } = line;
  const colon = colonOf(text, line);
  if (colon < 0) {
    const nameEnd = trimmedEnd(text, start, contentEnd);
    return [start, nameEnd, nameEnd, nameEnd, contentEnd, end];
  }
  const nameEnd = trimmedEnd(text, start, colon);
  const value = skipWhite(text, colon + 1, line.firstEnd);
  return [start, nameEnd, value, trimmedEnd(text, value, contentEnd), contentEnd, end];
}
