import { createLiteralScan, type Leniency, type LiteralVisitor } from '../literal/scan.ts';
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
    const bare = isBareList(passages);
    const tally = tallyOf(passages, { bare, strings: false });
    if (tally.bytes === 0 || (tally.evidence === 0 && !bare)) return null;
    const fit = tally.foreign > 0 ? 'likely' : 'certain';
    return { fit, reason: bare ? 'literal-decimals' : 'literal-syntax' };
  },
  *read(passage, sink) {
    const bare = isBareList([passage]);
    const strings = !bare && tallyOf([passage], { bare, strings: false }).bytes === 0;
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

/** Three pairs of digits, base64 on its own, or an escape of an address. */
const FOREIGN =
  /(?:^|[\s:])(?:[\da-fA-F]{2}[ :,-]){2,}[\da-fA-F]{2}\b|^\s*[A-Za-z0-9+/_-]{12,}={0,2}\s*$|%[\da-fA-F]{2}/;

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
  const scan = createLiteralScan(passage.text, tallier(tally), { bare: false, strings: false });
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
    asByte: (at) => notes.once('input/characters-as-bytes', at, text[at]),
  };
}

const DECIMALS = /^\s*-?\d{1,3}(?:[\s,;.]+-?\d{1,3})*[\s,;]*$/;

/** So much of a line, and so many lines, are looked at. */
const NEAR = 4096;
const LINES = 100;

/** Numbers from 0 to 255, or from -128 on, without brackets; one of them too long, or too low, for two digits of hex. */
function isBareList(passages: readonly Passage[]): boolean {
  let lines = 0;
  let bytes = true;
  let telling = false;
  for (const passage of passages)
    eachLine(passage, ({ start, end }) => {
      const whole = end - start <= NEAR;
      const line = passage.text.slice(start, Math.min(end, start + NEAR));
      const shown = whole ? line : line.replace(/[^\s,;.]*$/, '');
      if (shown.trim() === '') return true;
      bytes &&= DECIMALS.test(shown);
      const numbers = shown.split(/[\s,;.]+/).filter((number) => number !== '');
      bytes &&= numbers.every((number) => Number(number) <= 255 && Number(number) >= -128);
      bytes &&= !numbers.some((number) => /^0\d/.test(number));
      telling ||= numbers.some((number) => number.length === 3 || number.startsWith('-'));
      return bytes && ++lines < LINES;
    });
  return bytes && telling;
}
