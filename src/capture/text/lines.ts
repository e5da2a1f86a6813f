import { CR, LF } from './characters.ts';
import { readMark, type Mark, type MarkStyle } from './marks.ts';

/** A stretch of whole lines of the text, and the marks its lines may begin with. */
export interface Passage {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly marks: MarkStyle;
}

/** One line, without its mark and its line break. One object is used for all lines of a passage. */
export interface Line {
  /** Where the whole line begins, its mark included. */
  from: number;
  start: number;
  end: number;
  /** Where the next line begins. */
  next: number;
  mark: Mark | null;
  /** What `curl -v` says about itself: `* Trying 127.0.0.1…`. */
  remark: boolean;
}

export const createLine = (): Line => ({
  from: 0,
  start: 0,
  end: 0,
  next: 0,
  mark: null,
  remark: false,
});

/** The engine finds breaks some times faster than a loop over the characters: measured. */
const BREAK = /[\r\n]/g;

/** Reads the line that begins at `from` into `line`. LF, CRLF and CR end a line. */
export function readLine(
  line: Line,
  text: string,
  from: number,
  limit: number,
  marks: MarkStyle,
): void {
  BREAK.lastIndex = from;
  const end = Math.min(limit, BREAK.test(text) ? BREAK.lastIndex - 1 : limit);
  const pair = end < limit && text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF;
  line.from = from;
  line.end = end;
  line.next = Math.min(limit, end + (pair ? 2 : 1));
  line.mark = readMark(text, from, end, marks);
  line.start = line.mark?.end ?? from;
  line.remark = marks === 'curl' && isRemark(text, from, end);
}

/** Visits the lines of a passage in order; `false` from the visitor stops. */
export function eachLine(passage: Passage, visit: (line: Line) => boolean | void): void {
  const { text, end, marks } = passage;
  const line = createLine();
  for (let at = passage.start; at < end; at = line.next) {
    readLine(line, text, at, end, marks);
    if (!line.remark && visit(line) === false) return;
  }
}

function isRemark(text: string, start: number, end: number): boolean {
  const first = text[start];
  if (first === '*') return start + 2 < end && text[start + 1] === ' ';
  return (
    (first === '{' || first === '}') && text.startsWith(' [', start + 1) && text[end - 1] === ']'
  );
}
