import { readDump } from '../dump/read-dump.ts';
import type { Grammar } from '../dump/row.ts';
import { shapeOf } from '../dump/shape.ts';
import type { Format } from './format.ts';

const GRAMMAR: Grammar = { style: 'xxd' };

/** What `xxd` prints, with any columns and grouping: `00000000: 8185 37fa  ..7.` */
export const xxd: Format = {
  kind: 'xxd',
  recognise(passages) {
    const { rows, lines, first } = shapeOf(passages, GRAMMAR);
    if (first === null || rows * 2 < lines) return null;
    return { fit: rows === lines ? 'certain' : 'likely', reason: 'xxd-rows' };
  },
  read: (passage, sink) => readDump(passage, GRAMMAR, sink),
};
