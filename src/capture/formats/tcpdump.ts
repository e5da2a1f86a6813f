import { readDump } from '../dump/read-dump.ts';
import type { Grammar } from '../dump/row.ts';
import { shapeOf } from '../dump/shape.ts';
import { betweenHeads, isPacketHead } from '../dump/tcpdump.ts';
import { eachLine, type Line, type Passage } from '../text/lines.ts';
import type { Format } from './format.ts';

const GRAMMAR: Grammar = { style: 'tcpdump' };

/** What `tcpdump -x`, `-X`, `-xx` and `-XX` print: rows that begin with `0x0000:`, and a line about each packet. */
export const tcpdump: Format = {
  kind: 'tcpdump',
  recognise(passages) {
    const { rows, lines, first } = shapeOf(passages, GRAMMAR, betweenHeads);
    if (first === null && !passages.some((passage) => firstHead(passage) !== null)) return null;
    return { fit: first === null || rows >= lines ? 'certain' : 'likely', reason: 'tcpdump-rows' };
  },
  *read(passage, sink) {
    const head = firstHead(passage);
    if (head === null || shapeOf([passage], GRAMMAR).first !== null)
      return yield* readDump(passage, GRAMMAR, sink, betweenHeads(passage));
    sink.notes.once('input/packets-without-bytes', head.from);
  },
};

/** The first line about a packet, in the first lines. */
function firstHead(passage: Passage): Line | null {
  let found: Line | null = null;
  let lines = 0;
  eachLine(passage, (line) => {
    if (isPacketHead(passage.text, line)) found = { ...line };
    return found === null && ++lines < SAMPLE;
  });
  return found;
}

const SAMPLE = 20;
