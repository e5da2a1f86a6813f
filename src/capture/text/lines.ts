import type { NoteId } from '../../trace/input.ts';
import { STRIDE, type Steps } from '../steps.ts';
import { CR, LF } from './characters.ts';
import { COMMAND, PLAIN, undress, type Dress } from './dress.ts';
import { readMark, type Mark, type MarkStyle } from './marks.ts';

/** A stretch of whole lines of the text, and what its lines may begin with. */
export interface Passage {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly marks: MarkStyle;
  readonly dress: Dress;
}

/**
 * One line, without what stands before its own text, and without its line break. One object is used for all lines of a
 * passage, in order.
 */
export interface Line {
  /** The next LF and the next CR of the passage: looked for again only when they are passed. */
  lf: number;
  cr: number;
  /** Where the whole line begins. */
  from: number;
  start: number;
  end: number;
  /** Where the next line begins. */
  next: number;
  mark: Mark | null;
  /** A logger or a shell put something before it. */
  dressed: boolean;
  /** Why it is left out: a remark, a command, words of a logger; null where it is not. */
  skipped: NoteId | null;
}

export const createLine = (): Line => ({
  lf: -1,
  cr: -1,
  from: 0,
  start: 0,
  end: 0,
  next: 0,
  mark: null,
  dressed: false,
  skipped: null,
});

/** Where a character is next, within `limit`. The engine searches many times faster than a pattern does: measured. */
function find(character: string, text: string, from: number, limit: number): number {
  const at = (limit < text.length ? text.slice(0, limit) : text).indexOf(character, from);
  return at < 0 ? limit : at;
}

/** Reads the line that begins at `from` into `line`. LF, CRLF and CR end a line. */
export function readLine(
  line: Line,
  text: string,
  from: number,
  limit: number,
  marks: MarkStyle,
  dress: Dress = PLAIN,
): void {
  if (line.lf < from) line.lf = find('\n', text, from, limit);
  if (line.cr < from) line.cr = find('\r', text, from, limit);
  const end = Math.min(limit, line.lf, line.cr);
  const pair = end < limit && text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF;
  line.from = from;
  line.end = end;
  line.next = Math.min(limit, end + (pair ? 2 : 1));
  const own = dress === PLAIN ? from : undress(text, from, end, dress);
  const at = Math.max(own, from);
  line.dressed = own !== from;
  line.mark = readMark(text, at, end, marks);
  line.start = line.mark?.end ?? at;
  line.skipped = reasonToSkip(text, line, own, marks);
}

function reasonToSkip(text: string, line: Line, own: number, marks: MarkStyle): NoteId | null {
  if (own < 0) return own === COMMAND ? 'input/commands' : 'input/log-words';
  return marks === 'curl' && isRemark(text, line.from, line.end) ? 'input/skipped-line' : null;
}

/** Visits the lines of a passage in order; `false` from the visitor stops. */
export function eachLine(passage: Passage, visit: (line: Line) => boolean | void): void {
  const { text, end, marks, dress } = passage;
  const line = createLine();
  for (let at = passage.start; at < end; at = line.next) {
    readLine(line, text, at, end, marks, dress);
    if (line.skipped === null && visit(line) === false) return;
  }
}

/**
 * Visits the lines of a passage in steps. A visitor may stop inside a line at `limit` or after, and is called again
 * with where it said it stopped: a line may be the whole text.
 */
export function* stepLines(
  passage: Passage,
  visit: (line: Line, from: number, limit: number) => number | void,
): Steps {
  const { text, end, marks, dress } = passage;
  const line = createLine();
  let last = passage.start;
  for (let at = passage.start; at < end; at = line.next) {
    readLine(line, text, at, end, marks, dress);
    let from = line.skipped === null ? line.start : line.end;
    do {
      if (line.skipped === null) from = visit(line, from, last + STRIDE) ?? line.end;
      if (Math.max(from, at) - last >= STRIDE) yield (last = from);
    } while (from < line.end);
  }
}

/** The progress meter of curl, which goes to the same screen. */
const METER =
  / {2}% Total | {33}Dload | {0,2}\d{1,3}(?: +[\d.]+[kMGTP]?){7}(?: +(?:\d+:\d\d:\d\d|--:--:--)){3}/y;

/** It is written over itself: a CR comes before it, which is no line. */
function isMeter(text: string, at: number): boolean {
  METER.lastIndex = at;
  return METER.test(text);
}

function isRemark(text: string, start: number, end: number): boolean {
  const first = text[start];
  if (start === end ? first === '\r' && isMeter(text, end + 1) : isMeter(text, start)) return true;
  if (first === '*') return start + 2 < end && text[start + 1] === ' ';
  return (
    (first === '{' || first === '}') && text.startsWith(' [', start + 1) && text[end - 1] === ']'
  );
}
