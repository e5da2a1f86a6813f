import { readDump, type Between } from '../dump/read-dump.ts';
import { readRow, type Grammar } from '../dump/row.ts';
import { shapeOf } from '../dump/shape.ts';
import { betweenHeads } from '../dump/tcpdump.ts';
import { skipBlanks } from '../text/characters.ts';
import { eachLine, type Line } from '../text/lines.ts';
import type { Format } from './format.ts';

const GRAMMAR: Grammar = { style: 'tcpdump' };

/** What `tcpdump -x`, `-X`, `-xx` and `-XX` print: rows that begin with `0x0000:`, and a line about each packet. */
export const tcpdump: Format = {
  kind: 'tcpdump',
  recognise(passages) {
    const { rows, lines, first } = shapeOf(passages, GRAMMAR);
    if (first === null) return null;
    let known = 0;
    for (const passage of passages) {
      const between = betweenHeads(passage.text);
      eachLine(passage, (line) => void (known += isKnown(passage.text, line, between) ? 1 : 0));
    }
    return { fit: rows + known >= lines ? 'certain' : 'likely', reason: 'tcpdump-rows' };
  },
  read: (passage, sink) => readDump(passage, GRAMMAR, sink, betweenHeads(passage.text)),
};

const isKnown = (text: string, line: Line, between: Between): boolean =>
  skipBlanks(text, line.start, line.end) < line.end &&
  readRow(text, line.start, line.end, GRAMMAR) === null &&
  between.line(line);
