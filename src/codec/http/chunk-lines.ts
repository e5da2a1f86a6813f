import { hexValueOf, MOST_DIGITS } from './chunk-size.ts';
import { readLine } from './lines.ts';
import { CR, LF } from './syntax.ts';

/** Where a piece of a chunk and its line end. */
export interface PieceEnd {
  readonly lineEndAt: number;
  /** After the line end. */
  readonly next: number;
  /** False where the bytes end first. */
  readonly complete: boolean;
}

const SEMICOLON = 0x3b;

/** Whether a line that can only be a size stands at `at`; 'maybe' where the bytes end too early to tell. */
function isSizeLine(bytes: Uint8Array, at: number, end: number): boolean | 'maybe' {
  let after = at;
  while (after < end && after - at <= MOST_DIGITS && hexValueOf(bytes[after]) >= 0) after++;
  if (after === end) return 'maybe';
  if (after === at) return false;
  if (bytes[after] === CR) return after + 1 === end ? 'maybe' : bytes[after + 1] === LF;
  return bytes[after] === SEMICOLON || bytes[after] === LF;
}

/** The end of a line without the CR of its line end. */
const withoutReturn = (bytes: Uint8Array, from: number, feed: number): number =>
  feed > from && bytes[feed - 1] === CR ? feed - 1 : feed;

const cutAt = (at: number, end: number): PieceEnd => ({
  lineEndAt: at,
  next: end,
  complete: false,
});

/** Whether a line ends at `at`, as far as the bytes tell. */
export function mayEndLine(bytes: Uint8Array, at: number, end: number): boolean {
  const feed = bytes[at] === CR ? at + 1 : at;
  return feed >= end || bytes[feed] === LF;
}

/**
 * What follows the data of a chunk, which end at `at`: RFC 9112 §7.1. Their line end; or at once the next
 * size, so that there is none; or more than the size counts, up to the end of the line.
 */
export function readDataEnd(bytes: Uint8Array, at: number, end: number): PieceEnd {
  const feed = bytes[at] === CR ? at + 1 : at;
  if (feed >= end) return cutAt(at, end);
  if (bytes[feed] === LF) return { lineEndAt: at, next: feed + 1, complete: true };
  const size = isSizeLine(bytes, at, end);
  if (size === 'maybe') return cutAt(end, end);
  if (size) return { lineEndAt: at, next: at, complete: true };
  const line = readLine(bytes.subarray(0, end), at);
  if (line === null) return cutAt(withoutReturn(bytes, at, end), end);
  return { lineEndAt: line.contentEnd, next: line.end, complete: true };
}

/** The next line that is a size, from the start of a line at `from`: where a receiver finds its way again. */
export function findSizeLine(bytes: Uint8Array, from: number, end: number): PieceEnd {
  let at = from;
  while (at < end) {
    const size = isSizeLine(bytes, at, end);
    if (size === 'maybe') break;
    if (size) {
      const lineEndAt = at === from ? at : withoutReturn(bytes, from, at - 1);
      return { lineEndAt, next: at, complete: true };
    }
    const line = readLine(bytes.subarray(0, end), at);
    if (line === null) break;
    at = line.end;
  }
  return cutAt(end, end);
}

/** The empty line that ends a trailer section: RFC 9112 §7.1.2. */
export function readTrailerEnd(bytes: Uint8Array, from: number, end: number): PieceEnd {
  const window = bytes.subarray(0, end);
  for (let line = readLine(window, from); line; line = readLine(window, line.end)) {
    if (line.contentEnd === line.start) {
      return { lineEndAt: line.start, next: line.end, complete: true };
    }
  }
  return cutAt(end, end);
}
