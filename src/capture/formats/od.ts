import {
  cellsOf,
  CELL_WIDTH,
  CHARACTERS,
  isAmbiguous,
  readCells,
  type Cells,
} from '../dump/cells.ts';
import { createFollower } from '../dump/follower.ts';
import { offsetOf } from '../dump/row.ts';
import { isRepeat } from '../dump/shape.ts';
import type { Sink } from '../sink.ts';
import type { Steps } from '../steps.ts';
import { clip, isBlank, isHexAt, skipBlanks } from '../text/characters.ts';
import { eachLine, stepLines, type Passage } from '../text/lines.ts';
import type { Format } from './format.ts';

/** What `od` prints without options, with `-b`, `-c`, `-t u1`, `-t d1`, and hexdump with `-b`, `-c`, `-d`, `-o`. */
export const od: Format = {
  kind: 'od',
  recognise(passages) {
    const shapes = passages.map(shapeOf);
    const rows = shapes.reduce((sum, shape) => sum + shape.rows, 0);
    const lines = shapes.reduce((sum, shape) => sum + shape.lines, 0);
    if (rows * 2 <= lines || !shapes.some(({ radix }) => radix !== null)) return null;
    const sure = rows === lines && !shapes.some(({ ambiguous }) => ambiguous);
    return { fit: sure ? 'certain' : 'likely', reason: 'od-rows' };
  },
  *read(passage, sink) {
    const { cells, radix } = shapeOf(passage);
    if (cells === null) return void sink.notes.add('input/not-recognised', passage.start);
    yield* readRows(passage, cells, radix ?? 8, sink);
  },
};

interface Shape {
  readonly lines: number;
  readonly rows: number;
  readonly cells: Cells | null;
  /** The cells could be others. */
  readonly ambiguous: boolean;
  /** In which the offsets grow by the bytes of the rows; null where none does. */
  readonly radix: number | null;
}

interface OdRow {
  readonly offset: number;
  readonly offsetEnd: number;
  readonly data: string;
}

/** So many lines are looked at. */
const SAMPLE = 200;
const LONGEST_ROW = 400;
const RADIXES = [8, 16, 10] as const;
/** Bytes of a full row. */
const ROW = 16;

function shapeOf(passage: Passage): Shape {
  const { text } = passage;
  const rows: (OdRow | null)[] = [];
  eachLine(passage, ({ start, end }) => {
    if (skipBlanks(text, start, end) < end) rows.push(rowOf(text, start, end));
    return rows.length < SAMPLE;
  });
  const held = rows.filter((row) => row !== null);
  const full = held.filter(({ data }) => data.trim() !== '' && data.trim() !== '*');
  const data = full.map((row) => row.data);
  const cells = data.length === 0 ? null : cellsOf(data);
  if (cells === null) return { lines: rows.length, rows: 0, cells, ambiguous: false, radix: null };
  const ambiguous = isAmbiguous(data, cells);
  return {
    lines: rows.length,
    rows: held.length,
    cells,
    ambiguous,
    radix: radixOf(text, held, cells),
  };
}

/** Six digits of offset or more and what follows them; null for another line. A `*` is taken for a row. */
function rowOf(text: string, start: number, end: number): OdRow | null {
  const offset = skipBlanks(text, start, end);
  if (isRepeat(text, start, end)) return { offset, offsetEnd: offset, data: '*' };
  let at = offset;
  while (isHexAt(text, at, end)) at++;
  const digits = at - offset;
  if (digits < 6 || digits > 8 || (at < end && !isBlank(text.charCodeAt(at)))) return null;
  return { offset, offsetEnd: at, data: text.slice(at, Math.min(end, at + LONGEST_ROW)) };
}

function radixOf(text: string, rows: readonly OdRow[], cells: Cells): number | null {
  const at = rows.findIndex(
    ({ data }, i) => data.trim() !== '' && (rows[i + 1]?.data ?? '*') !== '*',
  );
  const [row, next] = [rows[at], rows[at + 1]];
  if (row === undefined || next === undefined) return null;
  const bytes = readCells(row.data, cells).length;
  const step = (radix: number) => offsetOf(text, next, radix) - offsetOf(text, row, radix);
  const found = (grown: (step: number) => boolean) => RADIXES.find((radix) => grown(step(radix)));
  // The last word may be half filled.
  const last = next.data.trim() === '' ? bytes - cells.size + 1 : bytes;
  const exact = found((grown) => grown === bytes || grown === last);
  if (exact !== undefined || cells !== CHARACTERS) return exact ?? null;
  // Blanks at the end of a row may be bytes that are spaces; such may be lost, too, but for a full row only.
  const shown = Math.floor(row.data.length / CELL_WIDTH);
  return (
    found((grown) => grown > bytes && grown <= shown) ?? found((grown) => grown === ROW) ?? null
  );
}

function* readRows(passage: Passage, cells: Cells, radix: number, sink: Sink): Steps {
  const { text } = passage;
  const { out, notes } = sink;
  const follow = createFollower(text, { radix, unit: cells.size, between: NO_TIME }, sink);
  if (cells.size > 1) notes.once('input/byte-order', skipBlanks(text, passage.start, passage.end));
  yield* stepLines(passage, ({ start, end }) => {
    const row = rowOf(text, start, end);
    if (row === null) {
      if (skipBlanks(text, start, end) < end)
        notes.add('input/skipped-line', start, clip(text, start, end));
    } else if (row.data === '*') follow.repeat(start);
    else {
      if (cells === CHARACTERS) follow.count(writeSpaces(follow.missing(row), sink));
      follow.row(row);
      const from = out.length;
      if (row.data.trim() !== '') writeCells(row, cells, sink);
      follow.count(out.length - from);
    }
  });
  follow.end();
}

const NO_TIME = { time: null };

/** Bytes that a row lacks at its end were spaces, which copying lost. */
function writeSpaces(missing: number, { out }: Sink): number {
  if (missing <= 0 || missing > ROW) return 0;
  for (let i = 0; i < missing; i++) out.push(0x20);
  return missing;
}

function writeCells(row: OdRow, cells: Cells, { out, notes }: Sink): void {
  for (const byte of readCells(row.data, cells)) {
    if (byte >= 0) out.push(byte);
    else notes.add('input/stray-character', row.offsetEnd, row.data.trim().slice(0, 24));
  }
}
