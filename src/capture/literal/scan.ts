import { isBlank } from '../text/characters.ts';
import { numeralAt, type Numeral } from './numbers.ts';
import { readSign, skipComment } from './read-sign.ts';
import { isBareAt, openBare, openString, QUOTES, readOn } from './read-string.ts';
import { createState, keyAfter, matchAt, type ScanState } from './state.ts';
import type { Leniency, LiteralVisitor } from './visitor.ts';
import { isLength, isPrefix } from './words.ts';

export interface LiteralScan {
  /** A bracket, a string or a comment goes on in the next line. */
  readonly open: boolean;
  /** Reads a line, up to `limit` or a little further, and says how far it came. */
  line(from: number, end: number, limit: number): number;
}

const NAME = /[A-Za-z_$][\w$]*(?:(?:\.|::|->)[A-Za-z_$][\w$]*(?:\(\))?)*!?/y;
const PAIR = /[\da-fA-F]{2}(?![\da-fA-F])/y;

/** What Node leaves out. */
const MORE = /(?:\.\.\.|…)\s*(\d{1,15}) more (?:items?|bytes?)/y;

/** Reads a text as programs are read, as far as it takes to know which of it is bytes. */
export function createLiteralScan(
  text: string,
  visitor: LiteralVisitor,
  leniency: Leniency,
): LiteralScan {
  const scan = createState(text, visitor, leniency);
  return {
    get open() {
      return scan.groups.depth > 0 || scan.string !== null || scan.inComment;
    },
    line(from, end, limit) {
      const stop = Math.max(limit, from + 1);
      let at = from;
      while (at < end && at < stop) {
        if (scan.inComment) at = skipComment(scan, at, end);
        else if (scan.string !== null) at = readOn(scan, scan.string, at, end, stop);
        else at = readToken(scan, at, end);
      }
      if (at >= end && scan.string !== null) readOn(scan, scan.string, end, end, stop);
      return at;
    },
  };
}

function readToken(scan: ScanState, at: number, end: number): number {
  const { text, groups } = scan;
  const character = text[at]!;
  if (isBlank(text.charCodeAt(at))) return at + 1;
  if (groups.mode === 'pairs') return readPair(scan, at, character);
  if (character in QUOTES) return openString(scan, at, end, '');
  const number = groups.mode === 'list' ? numeralAt(text, at, groups.hex) : null;
  if (number !== null) return readNumber(scan, at, number);
  const word = matchAt(NAME, text, at)?.[0];
  if (word !== undefined) return readName(scan, at, end, word);
  const plain = numeralAt(text, at, false);
  if (plain !== null) return stepOver(scan, at, plain);
  return readMore(scan, at) ?? readSign(scan, at, end);
}

/** Reads a pair of digits of a Buffer that was printed. */
function readPair(scan: ScanState, at: number, character: string): number {
  const { text, groups, visitor } = scan;
  if (character === '>') {
    groups.close('>');
    scan.before = '>';
    return at + 1;
  }
  const pair = matchAt(PAIR, text, at)?.[0];
  if (pair === undefined) return readMore(scan, at) ?? at + 1;
  visitor.byte(Number.parseInt(pair, 16));
  return at + 2;
}

function readMore({ text, visitor }: ScanState, at: number): number | null {
  const more = matchAt(MORE, text, at);
  if (more === null) return null;
  visitor.left(at, more[1]!);
  return at + more[0].length;
}

/** Reads a number of a list; not that of `return 5`, `x = 5`, `"time": 5`. */
function readNumber(scan: ScanState, at: number, { value, end, decimal }: Numeral): number {
  const { text, visitor, groups, before, numbered } = scan;
  const key = keyAfter(text, end);
  if (key === null && (before === ':' ? numbered : '[{(,)0;<'.includes(before))) {
    const isByte = value >= -128 && value <= 255;
    if (isByte && (decimal || groups.declared || numbered)) visitor.evidence();
    if (isByte) visitor.byte(value & 0xff);
    else visitor.notByte(at, text.slice(at, end));
  }
  scan.before = '0';
  scan.numbered = key === ':';
  return end;
}

/** A number where no bytes are; that of a length needs no note. */
function stepOver(scan: ScanState, at: number, { end }: Numeral): number {
  if (scan.before === '=' && !isLength(scan.name))
    scan.visitor.outside(at, scan.text.slice(at, end));
  scan.before = '0';
  return end;
}

function readName(scan: ScanState, at: number, end: number, word: string): number {
  const { text } = scan;
  const to = at + word.length;
  if (text[to]! in QUOTES && isPrefix(word)) return openString(scan, to, end, word);
  if (isBareAt(scan, to)) return openBare(scan, at, end);
  scan.name = word;
  scan.before = 'a';
  scan.joins = false;
  // The apostrophe of `don't` opens no string.
  return text[to] === "'" ? to + 1 : to;
}
