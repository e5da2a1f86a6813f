import { isBlank } from '../text/characters.ts';
import { isHexList } from './numbers.ts';
import { isBareAt, openBare } from './read-string.ts';
import { matchAt, type ScanState } from './state.ts';
import { modeOfCall } from './words.ts';

const BUFFER = /<(?:Slow)?Buffer(?=[ >])/y;
const CONTENTS = /<(?=[\da-fA-F]{2}[ >])/y;

/** The types of Go and Rust: `[]byte`, `[7]byte`, `[u8; 7]`. */
const TYPE = /\[(?:\d*|\.\.\.)\](?=[A-Za-z])|\[&?[A-Za-z]\w*; ?\w+\]/y;

/** Reads a sign: of a comment, of a bracket, or one of neither. */
export function readSign(scan: ScanState, at: number, end: number): number {
  const { text } = scan;
  const character = text[at]!;
  if (isComment(scan, at, character)) {
    scan.visitor.comment(at);
    scan.inComment = text[at + 1] === '*';
    return scan.inComment ? at + 2 : end;
  }
  if (character === '\\' && isBareAt(scan, at)) return openBare(scan, at, end);
  const to = readBracket(scan, at, character);
  if (!'+.\\'.includes(character)) scan.joins = false;
  scan.before = character;
  return to;
}

function isComment({ text, before }: ScanState, at: number, character: string): boolean {
  if (character === '/') return text[at + 1] === '/' || text[at + 1] === '*';
  return character === '#' && (before === '' || isBlank(text.charCodeAt(at - 1)));
}

/** The end of a comment over several lines, or of the line. */
export function skipComment(scan: ScanState, at: number, end: number): number {
  const close = scan.text.slice(at, end).indexOf('*/');
  if (close < 0) return end;
  scan.inComment = false;
  return at + close + 2;
}

function readBracket(scan: ScanState, at: number, character: string): number {
  const { text, groups, before } = scan;
  const type = character === '[' ? matchAt(TYPE, text, at) : null;
  if (type !== null) return at + type[0].length;
  if (character === '[')
    groups.openList(
      ']',
      isIndex(text, at) ? 'code' : 'list',
      declares(before),
      isHexList(text, at + 1),
    );
  else if (character === '{')
    groups.openList('}', before === ')' ? 'code' : 'list', declares(before), false);
  else if (character === '(') groups.openCall(before === 'a' ? modeOfCall(scan.name) : null);
  else if (character === '<') return readAngle(scan, at);
  else if (character === ';') groups.statement();
  else if (character === '>' && text.startsWith('>>', at) && groups.close('>>')) return at + 2;
  else if (')]}'.includes(character)) groups.close(character);
  return at + 1;
}

/** A name, a type, `=`, a key or a call stands before a list. */
const declares = (before: string): boolean => before !== '' && 'a=)]!&:('.includes(before);

/** `frame[3]` */
const isIndex = (text: string, at: number): boolean => at > 0 && /[\w$)\]]/.test(text[at - 1]!);

/** `<Buffer 81 05>`, `[Uint8Contents]: <81 05>`, `<<129, 5>>` */
function readAngle({ text, groups, visitor, name }: ScanState, at: number): number {
  const buffer =
    matchAt(BUFFER, text, at) ?? (name === 'Uint8Contents' ? matchAt(CONTENTS, text, at) : null);
  if (buffer !== null) {
    groups.openPairs();
    visitor.evidence();
    return at + buffer[0].length;
  }
  if (!text.startsWith('<<', at)) return at + 1;
  groups.openList('>>', 'list', true, false);
  return at + 2;
}
