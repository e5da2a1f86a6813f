import type { ByteBuffer } from '../byte-buffer.ts';
import type { NoteList } from '../note-list.ts';
import { writerTo } from '../text/hex-writer.ts';
import { clip, skipBlanks } from '../text/characters.ts';
import { scanHex } from '../text/hex-scan.ts';
import { eachLine, type Passage } from '../text/lines.ts';
import { endOfData, gutterAgrees } from './gutter.ts';
import { hasData, offsetOf, readRow, type Grammar, type Row } from './row.ts';
import { isRepeat, shapeOf } from './shape.ts';

/** Appends the bytes of a dump. Offsets are compared, never written; `*` stands for rows like the one before. */
export function readDump(
  passage: Passage,
  grammar: Grammar,
  out: ByteBuffer,
  notes: NoteList,
): void {
  const { text } = passage;
  const shape = shapeOf([passage], grammar);
  const radix = shape.radix ?? 16;
  const follow = createFollower(text, radix, shape.words, out, notes);
  if (shape.words) notes.once('input/byte-order', shape.first?.data ?? passage.start);
  eachLine(passage, ({ start, end }) => {
    if (skipBlanks(text, start, end) === end) return;
    const row = readRow(text, start, end, grammar);
    if (isRepeat(text, start, end)) follow.repeat(start);
    else if (row === null) notes.add('input/skipped-line', start, clip(text, start, end));
    else {
      follow.row(row);
      const from = out.length;
      if (hasData(text, row) || row.data < row.end) readData(text, row, shape.words, out, notes);
      follow.count(out.length - from);
    }
  });
  follow.end();
}

function readData(text: string, row: Row, words: boolean, out: ByteBuffer, notes: NoteList): void {
  const from = out.length;
  const end = row.gutter < 0 ? endOfData(text, row) : row.dataEnd;
  const writer = writerTo(text, out, notes);
  scanHex(text, row.data, end, false, writer);
  if (words) out.swapPairs(from);
  else if (!gutterAgrees(text, row, out, from))
    notes.once('input/gutter-mismatch', skipBlanks(text, row.gutter, row.end));
}

/** Keeps count of what the offsets say and what the rows hold. */
interface Follower {
  row(row: Row): void;
  count(bytes: number): void;
  repeat(at: number): void;
  end(): void;
}

function createFollower(
  text: string,
  radix: number,
  words: boolean,
  out: ByteBuffer,
  notes: NoteList,
): Follower {
  let offset = 0;
  let bytes = 0;
  let started = false;
  let star = -1;

  const fill = (missing: number) => {
    const filled = bytes > 0 ? out.repeat(bytes, missing) : 0;
    notes.add('input/repeated-lines', star, String(filled));
    if (filled < missing) notes.add('input/too-large', star, String(missing - filled));
  };

  return {
    row(row) {
      const found = offsetOf(text, row, radix);
      const missing = found - (offset + bytes);
      if (!started || missing === 0) started = true;
      else if (words && missing === -1) out.truncate(out.length - 1);
      else if (star >= 0 && missing > 0) fill(missing);
      else {
        const expected = (offset + bytes).toString(radix).padStart(row.offsetEnd - row.offset, '0');
        notes.add(
          'input/offset-jump',
          row.offset,
          `${expected} → ${text.slice(row.offset, row.offsetEnd)}`,
        );
      }
      offset = found;
      star = -1;
    },
    count: (more) => void (bytes = more),
    repeat(at) {
      if (!started) notes.add('input/skipped-line', at, '*');
      else if (star < 0) star = at;
    },
    end() {
      if (star >= 0) notes.add('input/repeat-without-end', star);
    },
  };
}
