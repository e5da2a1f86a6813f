import { createOpenString, type OpenString } from './open-string.ts';
import { keyAfter, matchAt, type ScanState } from './state.ts';
import { endOfString, qualitiesOf } from './strings.ts';
import { encodingAfter } from './words.ts';

/** What ends the string that a character begins. */
export const QUOTES: Readonly<Record<string, string>> = {
  "'": "'",
  '"': '"',
  '`': '`',
  '‘': '’',
  '“': '”',
};

const ESCAPE = /\\(?:x[\da-fA-F]|[0-3][0-7]{2}|u[\da-fA-F]{4})/y;

/** Whether an escape stands at a position outside of any group: a string without quotes. */
export const isBareAt = ({ text, groups }: ScanState, at: number): boolean =>
  groups.mode === 'code' && matchAt(ESCAPE, text, at) !== null;

/** Opens a string without quotes, which ends with its line. */
export function openBare(scan: ScanState, at: number, end: number): number {
  const { text, visitor } = scan;
  const { binary, plain } = qualitiesOf(text, at, end, null);
  if (!plain) visitor.evidence();
  scan.string = createOpenString(text, 'text', { quote: null, raw: false, binary }, at, visitor);
  return at;
}

/** Opens the string whose quote is at `quoteAt`, or steps over it where it holds no bytes. */
export function openString(scan: ScanState, quoteAt: number, end: number, prefix: string): number {
  const { text, visitor, groups } = scan;
  const quote = QUOTES[text[quoteAt]!]!;
  const start = quoteAt + 1;
  const close = endOfString(text, start, end, quote);
  const length = close - start;
  const key = keyAfter(text, close + 1) !== null;
  if (key || (scan.before === ':' && groups.mode === 'list')) {
    scan.numbered = key && /^\d+$/.test(text.slice(start, close));
    return stepOver(scan, close);
  }
  const found = qualitiesOf(text, start, end, quote);
  const isBytes = /b/i.test(prefix);
  const encoding = close < end ? encodingAfter(text, close + 1) : null;
  const decoded = groups.decodes || encoding !== null;
  const listed = groups.mode === 'list' && length > 0;
  if (!isBytes && !found.bytes && !decoded && !listed && !scan.joins && !scan.leniency.strings) {
    if (groups.depth === 0 && length > 0) visitor.outside(quoteAt, text.slice(quoteAt, close + 1));
    return stepOver(scan, close);
  }
  const shows = (found.bytes || scan.joins || length === 1) && !found.plain;
  if (isBytes || shows || decoded) visitor.evidence();
  const mode = encoding?.mode ?? (groups.decodes ? groups.mode : 'text');
  const style = { quote, raw: /r/i.test(prefix), binary: found.binary || isBytes };
  scan.string = createOpenString(text, mode, style, quoteAt, visitor, encoding?.end);
  return start;
}

function stepOver(scan: ScanState, close: number): number {
  scan.before = '"';
  scan.joins = false;
  return close + 1;
}

/** Reads on in the string that is open, and closes it where it ends. */
export function readOn(
  scan: ScanState,
  open: OpenString,
  from: number,
  end: number,
  limit: number,
): number {
  const at = open.read(from, end, limit);
  if (at < end && scan.text[at] !== open.quote) return at;
  if (at >= end && open.continues(end)) return at;
  if (at >= end && open.quote !== null) scan.visitor.unclosed(open.at);
  open.close();
  scan.string = null;
  scan.before = '"';
  scan.joins = true;
  return Math.min(Math.max(end, at), open.after ?? at + 1);
}
