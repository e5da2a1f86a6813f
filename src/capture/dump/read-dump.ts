import type { Sink } from '../sink.ts';
import type { Steps } from '../steps.ts';
import { clip, skipBlanks } from '../text/characters.ts';
import { scanHex } from '../text/hex-scan.ts';
import { writerTo } from '../text/hex-writer.ts';
import { stepLines, type Passage } from '../text/lines.ts';
import type { Between } from './between.ts';
import { createFollower } from './follower.ts';
import { endOfData, gutterAgrees } from './gutter.ts';
import { hasData, readRow, type Grammar, type Row } from './row.ts';
import { isRepeat, shapeOf } from './shape.ts';

const NOTHING: Between = { line: () => false, derived: false, time: null };

/** Writes the bytes of a dump. Offsets are compared, never written; `*` stands for rows like the one before. */
export function* readDump(
  passage: Passage,
  grammar: Grammar,
  sink: Sink,
  between: Between = NOTHING,
): Steps {
  const { text } = passage;
  const { out, notes } = sink;
  const { radix, unit, first } = shapeOf([passage], grammar);
  const follow = createFollower(text, { radix: radix ?? 16, unit, between }, sink);
  if (unit > 1) notes.once('input/byte-order', first?.data ?? passage.start);
  yield* stepLines(passage, (line) => {
    const { start, end } = line;
    const row = readRow(text, start, end, grammar);
    if (isRepeat(text, start, end)) follow.repeat(start);
    else if (row === null) {
      const blank = skipBlanks(text, start, end) === end;
      if (!between.line(line) && !blank)
        notes.add('input/skipped-line', start, clip(text, start, end));
    } else if (between.derived) notes.once('input/derived-data', start);
    else {
      follow.row(row);
      const from = out.length;
      if (hasData(text, row) || row.data < row.end) readData(text, row, unit, sink);
      follow.count(out.length - from);
    }
  });
  follow.end();
}

function readData(text: string, row: Row, unit: number, { out, notes }: Sink): void {
  const from = out.length;
  const end = row.gutter < 0 ? endOfData(text, row) : row.dataEnd;
  scanHex(text, row.data, end, false, writerTo(text, out, notes));
  if (unit > 1) out.reverseGroups(from, unit);
  else if (!gutterAgrees(text, row, out, from))
    notes.once('input/gutter-mismatch', skipBlanks(text, row.gutter, row.end));
}
