import { createLiteralScan } from '../literal/scan.ts';
import type { Leniency, LiteralVisitor } from '../literal/visitor.ts';
import type { Sink } from '../sink.ts';
import { createBase64Scan, type Base64Scan } from '../text/base64-scan.ts';
import { base64WriterTo } from '../text/base64-writer.ts';
import { clip } from '../text/characters.ts';
import { scanHex } from '../text/hex-scan.ts';
import { writerTo } from '../text/hex-writer.ts';
import { eachLine, stepLines, type Passage } from '../text/lines.ts';
import type { Format } from './format.ts';

/** Bytes as a program writes or prints them: `b'\x81\x05'`, `[129, 5]`, `<Buffer 81 05>`, `bytes.fromhex("81 05")`. */
export const literal: Format = {
  kind: 'literal',
  recognise(passages) {
    const list = bareListOf(passages);
    const bare = list !== null;
    const tally = tallyOf(passages, { ...STRICT, bare });
    if (tally.bytes === 0 || (tally.evidence === 0 && !bare)) return null;
    const fit = tally.foreign > 0 ? 'likely' : (list ?? 'certain');
    return { fit, reason: bare ? 'literal-decimals' : 'literal-syntax' };
  },
  *read(passage, sink) {
    const bare = bareListOf([passage]) !== null;
    const strings = !bare && hasQuotes(passage) && tallyOf([passage], STRICT).bytes === 0;
    const scan = createLiteralScan(passage.text, writer(passage.text, sink), { bare, strings });
    yield* stepLines(passage, (line, from, limit) => scan.line(from, line.end, limit));
  },
};

interface Tally {
  bytes: number;
  evidence: number;
  /** Lines that are no part of a literal, and look like bytes in another notation. */
  foreign: number;
}

/** Nothing but pairs of digits, a row of a dump, three pairs, base64 on its own, or an escape of an address. */
const FOREIGN =
  /^\s*(?:[\da-fA-F]{2}[\s:,-]*)+$|^\s*[\da-fA-F]{4,16}:?\s+[\da-fA-F]{2}|(?:^|[\s:])(?:[\da-fA-F]{2}[ :,-]){2,}[\da-fA-F]{2}\b|^\s*[A-Za-z0-9+/_-]{12,}={0,2}\s*$|%[\da-fA-F]{2}/;

const STRICT: Leniency = { bare: false, strings: false };

const hasQuotes = ({ text, start, end }: Passage): boolean =>
  /["'`‘“]/.test(text.slice(start, Math.min(end, start + SAMPLE)));

/** So much of a passage tells whether it is a literal. */
const SAMPLE = 1 << 16;

function tallyOf(passages: readonly Passage[], leniency: Leniency): Tally {
  const tally: Tally = { bytes: 0, evidence: 0, foreign: 0 };
  for (const passage of passages) {
    const last = Math.min(passage.end, passage.start + SAMPLE);
    const scan = createLiteralScan(passage.text, tallier(tally), leniency);
    eachLine(passage, (line) => {
      const end = Math.min(line.end, last);
      const { bytes } = tally;
      const inside = scan.open;
      if (line.start < end) scan.line(line.start, end, end);
      if (!inside && !scan.open && tally.bytes === bytes)
        tally.foreign += FOREIGN.test(passage.text.slice(line.start, end)) ? 1 : 0;
      return line.end < last;
    });
  }
  return tally;
}

/** Where the line ends in which everything is closed again that the line at `from` opens. */
export function endOfLiteral(passage: Passage, from: number): number {
  const tally: Tally = { bytes: 0, evidence: 0, foreign: 0 };
  const scan = createLiteralScan(passage.text, tallier(tally), STRICT);
  let end = from;
  eachLine({ ...passage, start: from }, (line) => {
    scan.line(line.start, line.end, line.end);
    end = line.next;
    return scan.open && end - from < SAMPLE;
  });
  return end;
}

function tallier(tally: Tally): LiteralVisitor {
  const nothing = () => {};
  return {
    evidence: () => void tally.evidence++,
    byte: () => void tally.bytes++,
    bytes: (values) => void (tally.bytes += values.length),
    hex: (from, end) => ((tally.bytes += end - from), end),
    base64: (from, end) => void (tally.bytes += end - from),
    endBase64: nothing,
    left: nothing,
    notByte: nothing,
    outside: nothing,
    unclosed: nothing,
    comment: nothing,
    unknownEscape: nothing,
    asByte: nothing,
  };
}

function writer(text: string, sink: Sink): LiteralVisitor {
  const { out, notes } = sink;
  const hex = writerTo(text, out, notes);
  let base64: Base64Scan | null = null;
  return {
    evidence: () => {},
    byte: (value) => out.push(value),
    bytes: (values) => out.append(values),
    hex: (from, end, limit) => scanHex(text, from, end, false, hex, limit),
    base64(from, end) {
      base64 ??= createBase64Scan(text, base64WriterTo(text, sink));
      base64.line(from, end);
    },
    endBase64() {
      base64?.end();
      base64 = null;
    },
    left: (at, count) => notes.add('input/left-by-tool', at, count),
    notByte: (at, what) => notes.add('input/not-a-byte', at, clip(what, 0, what.length)),
    outside: (at, what) => notes.once('input/outside-literal', at, clip(what, 0, what.length)),
    unclosed: (at) => notes.add('input/unclosed-string', at, text[at]),
    comment: (at) => notes.once('input/comments', at),
    unknownEscape: (at) => notes.add('input/unknown-escape', at, text.slice(at, at + 2)),
    asByte: (at) =>
      notes.once(
        'input/characters-as-bytes',
        at,
        text[at] === '\\' ? text.slice(at, at + 6) : text[at],
      ),
  };
}

const DECIMALS = /^\s*-?\d{1,3}(?:[\s,;]+-?\d{1,3})*[\s,;]*$/;

/** So much of a line, and so many lines, are looked at. */
const NEAR = 4096;
const LINES = 100;

/**
 * Whether there are nothing but numbers, without brackets: certainly, where one of them is too long, or too low, for two
 * digits of hex; likely, where one is too short.
 */
function bareListOf(passages: readonly Passage[]): 'certain' | 'likely' | null {
  const numbers: string[] = [];
  let lines = 0;
  let bare = true;
  for (const passage of passages)
    eachLine(passage, ({ start, end }) => {
      const line = passage.text.slice(start, Math.min(end, start + NEAR));
      const shown = end - start <= NEAR ? line : line.replace(/[^\s,;]*$/, '');
      if (shown.trim() === '') return true;
      bare &&= DECIMALS.test(shown);
      if (bare)
        for (const number of shown.split(/[\s,;]+/)) if (number !== '') numbers.push(number);
      return bare && ++lines < LINES;
    });
  const isByte = (number: string) => Number(number) <= 255 && Number(number) >= -128;
  if (!bare || numbers.length < 2 || !numbers.every(isByte)) return null;
  if (numbers.some((number) => /^0\d/.test(number))) return null;
  if (numbers.some((number) => number.length === 3 || number.startsWith('-'))) return 'certain';
  return numbers.some(({ length }) => length === 1) ? 'likely' : null;
}
