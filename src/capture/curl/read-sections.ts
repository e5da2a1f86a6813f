import type { Sink } from '../sink.ts';
import { hexValue, isBlank, isHexAt, plainAt } from '../text/characters.ts';
import { encodeUtf8 } from '../text/utf8.ts';
import type { SectionHead, TraceRow } from './sections.ts';

/** Reads the rows of sections, in hex or, as `--trace-ascii` writes them, in characters. */
export interface Sections {
  readonly open: boolean;
  begin(head: SectionHead, at: number): void;
  row(row: TraceRow, end: number): void;
  end(): void;
}

const ROW = 16;
const DOT = 0x2e;
const CRLF = Uint8Array.of(0x0d, 0x0a);
const SWITCHED = /^HTTP\/1\.1 101\b/;

export function createSections(text: string, sink: Sink): Sections {
  const { out, notes } = sink;
  let head: SectionHead | null = null;
  let at = 0;
  /** Bytes of the section so far. */
  let length = 0;
  /** Rows show characters: a dot may be a dot, or any byte that has no character. */
  let ascii: boolean | null = null;
  /** After a 101 the bytes are frames, which characters cannot show. */
  let switched = false;
  let leftOut = 0;

  const finish = () => {
    if (head === null || head.tls) return;
    if (ascii === true && leftOut === 0) fill(head.length);
    if (leftOut > 0) notes.add('input/characters-only', at, String(head.length));
    else if (length !== head.length)
      notes.add('input/section-length', at, `${length} / ${head.length}`);
  };

  /** A line break in the trace is CR LF; the offsets say where one was. */
  const fill = (offset: number) => {
    if (offset - length !== CRLF.length) return;
    out.append(CRLF);
    length += CRLF.length;
  };

  const readCharacters = (row: TraceRow, end: number) => {
    if (switched && head?.header === false) return void leftOut++;
    const shown = text.slice(row.at, end);
    fill(row.offset);
    const bytes = encodeUtf8(shown);
    if (head?.header === false && bytes.includes(DOT)) notes.once('input/dots', row.at);
    switched ||= head?.header === true && SWITCHED.test(shown);
    out.append(bytes);
    length += bytes.length;
  };

  const readHex = (row: TraceRow, end: number) => {
    const count = Math.min(ROW, (head?.length ?? 0) - row.offset);
    length += readPairs(text, row.at, end, count, sink);
  };

  return {
    get open() {
      return head !== null;
    },
    begin(next, where) {
      finish();
      head = next;
      at = where;
      length = leftOut = 0;
      if (next.tls) notes.once('input/tls-records', where);
      else sink.turn(next.direction, where);
    },
    row(row, end) {
      if (head === null || head.tls) return;
      ascii ??= !isHexRow(text, row, end, Math.min(ROW, head.length));
      if (ascii) readCharacters(row, end);
      else readHex(row, end);
    },
    end: finish,
  };
}

/** As many pairs as a row holds, each with a blank, then the text column. */
function isHexRow(text: string, row: TraceRow, end: number, pairs: number): boolean {
  for (let i = 0; i < pairs; i++) {
    const at = row.at + 3 * i;
    if (!isHexAt(text, at, end) || !isHexAt(text, at + 1, end)) return false;
    if (at + 2 < end && !isBlank(text.charCodeAt(at + 2))) return false;
  }
  return true;
}

function readPairs(text: string, start: number, end: number, count: number, sink: Sink): number {
  let read = 0;
  let at = start;
  for (; read < count && isHexAt(text, at, end) && isHexAt(text, at + 1, end); read++) {
    sink.out.push((hexValue(plainAt(text, at)) << 4) | hexValue(plainAt(text, at + 1)));
    at += 2;
    while (at < end && isBlank(text.charCodeAt(at))) at++;
  }
  if (read < count)
    sink.notes.add('input/stray-character', at, text.slice(at, Math.min(end, at + 24)));
  return read;
}
