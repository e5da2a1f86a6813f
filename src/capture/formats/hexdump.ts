import { readDump } from '../dump/read-dump.ts';
import type { Grammar } from '../dump/row.ts';
import { shapeOf } from '../dump/shape.ts';
import { betweenPackets } from '../dump/tshark.ts';
import type { Format } from './format.ts';

const GRAMMAR: Grammar = { style: 'hexdump' };

/** What `hexdump -C`, plain `hexdump`, `od -t x1` and Wireshark print: an offset without colon, and hexadecimal groups. */
export const hexdump: Format = {
  kind: 'hexdump',
  recognise(passages) {
    const { rows, lines, first, radix } = shapeOf(passages, GRAMMAR, betweenPackets);
    if (first === null || rows * 2 < lines) return null;
    const set = first.gutter >= 0 || first.data - first.offsetEnd >= 2;
    if (radix === null && !set) return null;
    return { fit: rows === lines ? 'certain' : 'likely', reason: 'hexdump-rows' };
  },
  read: (passage, sink) => readDump(passage, GRAMMAR, sink, betweenPackets(passage)),
};
