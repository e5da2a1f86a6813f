import { scanHex, type HexVisitor } from '../text/hex-scan.ts';
import { writerTo } from '../text/hex-writer.ts';
import { eachLine, stepLines, type Passage } from '../text/lines.ts';
import type { Format, Recognition } from './format.ts';

/** So many bytes of nothing but digits are hex beyond doubt: base64 would show other letters too. */
const BEYOND_DOUBT = 8;

/** Bytes as pairs of hexadecimal digits, with any separators or none. */
export const hex: Format = {
  kind: 'hex',
  recognise(passages) {
    const tally = tallyOf(passages);
    if (tally.bytes === 0 || tally.strays > tally.bytes) return null;
    if (tally.strays > 0)
      return { fit: tally.strays * 8 > tally.bytes ? 'poor' : 'likely', reason: 'hex-mostly' };
    const sure = isBeyondDoubt(tally) && tally.odd * 4 <= tally.bytes;
    return { fit: sure ? 'certain' : 'likely', reason: reasonOf(tally) };
  },
  read(passage, { out, notes }) {
    const { text } = passage;
    const writer = writerTo(text, out, notes);
    return stepLines(passage, (line, from, limit) =>
      scanHex(text, from, line.end, true, writer, limit),
    );
  },
};

interface Tally {
  bytes: number;
  strays: number;
  /** Digits without a partner: numbers, or nothing of the kind. */
  odd: number;
  prefixes: number;
  tokens: number;
  /** Several tokens stand in one line. */
  grouped: boolean;
}

function tallyOf(passages: readonly Passage[]): Tally {
  const tally: Tally = { bytes: 0, strays: 0, odd: 0, prefixes: 0, tokens: 0, grouped: false };
  const visitor: HexVisitor = {
    byte: () => void tally.bytes++,
    odd: () => void tally.odd++,
    stray: () => void tally.strays++,
    comment: () => {},
    prefix: () => void tally.prefixes++,
    token: () => void tally.tokens++,
  };
  for (const passage of passages)
    eachLine(passage, (line) => {
      const before = tally.tokens;
      scanHex(passage.text, line.start, line.end, true, visitor);
      tally.grouped ||= tally.tokens - before > 1;
    });
  return tally;
}

const isBeyondDoubt = (tally: Tally): boolean =>
  tally.prefixes > 0 || tally.grouped || tally.bytes >= BEYOND_DOUBT;

function reasonOf(tally: Tally): Recognition['reason'] {
  if (tally.prefixes > 0) return 'hex-prefixed';
  return tally.grouped ? 'hex-pairs' : 'hex-solid';
}
