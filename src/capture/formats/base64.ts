import { createBase64Scan, type Base64Visitor } from '../text/base64-scan.ts';
import { base64WriterTo } from '../text/base64-writer.ts';
import { hexValue, isDigit, isLetter, skipBlanks, trimEnd } from '../text/characters.ts';
import { eachLine, stepLines, type Passage } from '../text/lines.ts';
import type { Format } from './format.ts';

/** base64 and base64url, with or without padding and line breaks. RFC 4648 §4, §5 */
export const base64: Format = {
  kind: 'base64',
  recognise(passages) {
    const tally = tallyOf(passages);
    if (tally.characters < 2 || tally.strays * 16 > tally.characters) return null;
    if (tally.strays + tally.ragged > 0) return { fit: 'poor', reason: 'base64-mostly' };
    return { fit: isBeyondDoubt(tally) ? 'certain' : 'likely', reason: 'base64-alphabet' };
  },
  *read(passage, sink) {
    const scan = createBase64Scan(passage.text, base64WriterTo(passage.text, sink));
    yield* stepLines(passage, (line, from, limit) => {
      const end = Math.min(line.end, Math.max(limit, from + 1));
      scan.line(from, end);
      return end;
    });
    scan.end();
  },
};

interface Tally {
  characters: number;
  /** Characters of neither alphabet, and spaces inside a line, which words have and base64 has not. */
  strays: number;
  ragged: number;
  padded: boolean;
  upper: boolean;
  lower: boolean;
  digit: boolean;
  /** A character of the alphabet that is no hexadecimal digit. */
  foreign: boolean;
}

/** Long enough, not hex, and either padded or as mixed as base64 is. */
const isBeyondDoubt = (tally: Tally): boolean =>
  tally.characters >= 8 &&
  tally.foreign &&
  (tally.padded || (tally.upper && tally.lower && tally.digit));

function tallyOf(passages: readonly Passage[]): Tally {
  const tally: Tally = {
    characters: 0,
    strays: 0,
    ragged: 0,
    padded: false,
    upper: false,
    lower: false,
    digit: false,
    foreign: false,
  };
  const visitor = tallier(tally);
  for (const passage of passages) {
    const scan = createBase64Scan(passage.text, visitor);
    eachLine(passage, (line) => {
      tally.strays += spacesInside(passage.text, line.start, line.end);
      scan.line(line.start, line.end);
    });
    scan.end();
  }
  return tally;
}

function tallier(tally: Tally): Base64Visitor {
  return {
    byte: () => {},
    stray: () => void tally.strays++,
    length: () => void tally.ragged++,
    bits: () => {},
    padding: () => void (tally.padded = true),
    character(code) {
      tally.characters++;
      tally.foreign ||= hexValue(code) < 0;
      if (isDigit(code)) tally.digit = true;
      else if (isLetter(code) && code < 0x60) tally.upper = true;
      else if (isLetter(code)) tally.lower = true;
    },
  };
}

function spacesInside(text: string, start: number, end: number): number {
  const stop = trimEnd(text, start, end);
  let spaces = 0;
  for (let at = skipBlanks(text, start, stop); at < stop; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x20 || code === 0x09 || code === 0xa0 || code === 0x3000) spaces++;
  }
  return spaces;
}
