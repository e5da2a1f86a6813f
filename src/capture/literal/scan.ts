import { isBlank } from '../text/characters.ts';
import { createGroups, type Groups } from './groups.ts';
import { isHexList, numeralAt } from './numbers.ts';
import { createOpenString, type OpenString } from './open-string.ts';
import { endOfString, qualitiesOf, type StringVisitor } from './strings.ts';
import { encodingAfter, isLength, isPrefix, modeOfCall } from './words.ts';

/** What a scan of a program's text, or of what a program prints, meets. */
export interface LiteralVisitor extends StringVisitor {
  /** Something that only a literal looks like. */
  evidence(): void;
  /** `... 33 more items`: bytes that the text does not show. */
  left(at: number, count: string): void;
  /** A number that is no byte. */
  notByte(at: number, what: string): void;
  /** A string or a number that stands where no bytes are. */
  outside(at: number, what: string): void;
  /** A string that its line ends. */
  unclosed(at: number): void;
  comment(at: number): void;
  /** Text of hexadecimal digits, or base64, that a function decodes. */
  hex(from: number, end: number, limit: number): number;
  base64(from: number, end: number): void;
  endBase64(): void;
}

export interface LiteralScan {
  /** A bracket, a string or a comment goes on in the next line. */
  readonly open: boolean;
  /** Reads a line, up to `limit` or a little further, and says how far it came. */
  line(from: number, end: number, limit: number): number;
}

/** How a text without brackets, or without anything but plain strings, is read all the same. */
export interface Leniency {
  /** Numbers need no brackets. */
  readonly bare: boolean;
  /** Every string counts. */
  readonly strings: boolean;
}

const NAME = /[A-Za-z_$][\w$]*(?:(?:\.|::|->)[A-Za-z_$][\w$]*(?:\(\))?)*!?/y;
const BUFFER = /<(?:Slow)?Buffer(?=[ >])/y;
const CONTENTS = /<(?=[\da-fA-F]{2}[ >])/y;
const MORE = /(?:\.\.\.|…)\s*(\d{1,15}) more (?:items?|bytes?)/y;
/** The types of Go and Rust: `[]byte`, `[7]byte`, `[u8; 7]`. */
const TYPE = /\[(?:\d*|\.\.\.)\](?=[A-Za-z])|\[&?[A-Za-z]\w*; ?\w+\]/y;
const PAIR = /[\da-fA-F]{2}(?![\da-fA-F])/y;
const ESCAPE = /\\(?:x[\da-fA-F]|[0-3][0-7]{2}|u[\da-fA-F]{4})/y;
const QUOTES: Record<string, string> = { "'": "'", '"': '"', '`': '`', '‘': '’', '“': '”' };

/** A key is no further from what follows it. */
const NEAR = 20;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

export function createLiteralScan(
  text: string,
  visitor: LiteralVisitor,
  leniency: Leniency,
): LiteralScan {
  const groups: Groups = createGroups(leniency.bare);
  let string: OpenString | null = null;
  let inComment = false;
  /** The last name, and the last character that counts; `a` stands for a name, `0` for a number, `"` for a string. */
  let name = '';
  let before = '';
  /** The last string was read, and nothing but what joins strings came after it. */
  let joins = false;
  /** The key before a colon is a number: `{"0":129,"1":5}`. */
  let numbered = false;

  function token(at: number, end: number): number {
    const character = text[at]!;
    if (isBlank(text.charCodeAt(at))) return at + 1;
    if (groups.mode === 'pairs') return readPair(at, character);
    if (character in QUOTES) return openString(at, at, end, '');
    const number = groups.mode === 'list' ? numeralAt(text, at, groups.hex) : null;
    if (number !== null) return readNumber(at, number);
    const word = matchAt(NAME, text, at)?.[0];
    if (word !== undefined) return readName(at, end, word);
    const plain = numeralAt(text, at, false);
    if (plain !== null) {
      if (before === '=' && !isLength(name)) visitor.outside(at, text.slice(at, plain.end));
      before = '0';
      return plain.end;
    }
    const more = matchAt(MORE, text, at);
    if (more !== null) {
      visitor.left(at, more[1]!);
      return at + more[0].length;
    }
    return readSign(at, end, character);
  }

  function readPair(at: number, character: string): number {
    if (character === '>') return (groups.close('>'), (before = '>'), at + 1);
    const pair = matchAt(PAIR, text, at)?.[0];
    if (pair !== undefined) return (visitor.byte(Number.parseInt(pair, 16)), at + 2);
    const more = matchAt(MORE, text, at);
    if (more === null) return at + 1;
    visitor.left(at, more[1]!);
    return at + more[0].length;
  }

  function readNumber(
    at: number,
    { value, end, decimal }: NonNullable<ReturnType<typeof numeralAt>>,
  ) {
    const key = keyAfter(end);
    const counts = key === null && (before === ':' ? numbered : '[{(,)0;<'.includes(before));
    if (!counts) {
      // `return 5`, `x = 5`, `"time": 5`
    } else if (value >= -128 && value <= 255) {
      if (decimal || groups.declared || numbered) visitor.evidence();
      visitor.byte(value & 0xff);
    } else visitor.notByte(at, text.slice(at, end));
    before = '0';
    numbered = key === ':';
    return end;
  }

  function readName(at: number, end: number, word: string): number {
    const to = at + word.length;
    if (text[to]! in QUOTES && isPrefix(word)) return openString(at, to, end, word);
    if (matchAt(ESCAPE, text, to) !== null && groups.mode === 'code') return openBare(at, end);
    name = word;
    before = 'a';
    joins = false;
    // The apostrophe of `don't` opens no string.
    return text[to] === "'" ? to + 1 : to;
  }

  function openBare(at: number, end: number): number {
    const { binary, plain } = qualitiesOf(text, at, end, null);
    if (!plain) visitor.evidence();
    string = createOpenString(text, 'text', { quote: null, raw: false, binary }, at, visitor);
    return at;
  }

  function openString(at: number, quoteAt: number, end: number, prefix: string): number {
    const quote = QUOTES[text[quoteAt]!]!;
    const start = quoteAt + 1;
    const close = endOfString(text, start, end, quote);
    const found = qualitiesOf(text, start, end, quote);
    const isBytes = /b/i.test(prefix);
    const after = keyAfter(close + 1) !== null;
    const encoding = close < end ? encodingAfter(text, close + 1) : null;
    const mode = encoding?.mode ?? (groups.decodes ? groups.mode : 'text');
    if (after || (before === ':' && groups.mode === 'list')) {
      numbered = after && /^\d+$/.test(text.slice(start, close));
      return skipString(close);
    }
    const telling = isBytes || found.bytes || groups.decodes || encoding !== null;
    const listed = groups.mode === 'list' && close > start;
    if (!telling && !listed && !joins && !leniency.strings) {
      if (groups.depth === 0 && close > start) visitor.outside(at, text.slice(quoteAt, close + 1));
      return skipString(close);
    }
    const shows = (found.bytes || joins || close === start + 1) && !found.plain;
    if (isBytes || shows || mode !== 'text' || encoding !== null) visitor.evidence();
    const style = { quote, raw: /r/i.test(prefix), binary: found.binary || isBytes };
    string = createOpenString(text, mode, style, quoteAt, visitor, encoding?.end);
    return start;
  }

  function skipString(close: number): number {
    before = '"';
    joins = false;
    return close + 1;
  }

  function goOn(open: OpenString, from: number, end: number, limit: number): number {
    const at = open.read(from, end, limit);
    if (at < end && text[at] !== open.quote) return at;
    if (at >= end && open.continues(end)) return at;
    if (at >= end && open.quote !== null) visitor.unclosed(open.at);
    open.close();
    string = null;
    before = '"';
    joins = true;
    return Math.min(Math.max(end, at), open.after ?? at + 1);
  }

  function readSign(at: number, end: number, character: string): number {
    if (character === '/' && text[at + 1] === '/') return (visitor.comment(at), end);
    if (character === '/' && text[at + 1] === '*') {
      visitor.comment(at);
      inComment = true;
      return at + 2;
    }
    if (character === '#' && (before === '' || isBlank(text.charCodeAt(at - 1)))) {
      visitor.comment(at);
      return end;
    }
    if (character === '\\' && matchAt(ESCAPE, text, at) !== null && groups.mode === 'code')
      return openBare(at, end);
    const to = readBracket(at, character);
    if (!'+.\\'.includes(character)) joins = false;
    before = character;
    return to;
  }

  function readBracket(at: number, character: string): number {
    const type = character === '[' ? matchAt(TYPE, text, at) : null;
    if (type !== null) return at + type[0].length;
    if (character === '[')
      groups.openList(']', isIndex(at) ? 'code' : 'list', declares(), hexAt(at + 1));
    else if (character === '{')
      groups.openList('}', before === ')' ? 'code' : 'list', declares(), false);
    else if (character === '(') groups.openCall(before === 'a' ? modeOfCall(name) : null);
    else if (character === '<') return readAngle(at);
    else if (character === ';') groups.statement();
    else if (character === '>' && text.startsWith('>>', at) && groups.close('>>')) return at + 2;
    else if (')]}'.includes(character)) groups.close(character);
    return at + 1;
  }

  function readAngle(at: number): number {
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

  /** What follows the key of an object or of a map: `:` or `=>`. */
  function keyAfter(at: number): ':' | '=>' | null {
    let to = at;
    while (to < at + NEAR && isBlank(text.charCodeAt(to))) to++;
    if (text[to] === ':') return text[to + 1] === ':' ? null : ':';
    return text[to] === '=' && text[to + 1] === '>' ? '=>' : null;
  }

  const declares = (): boolean => 'a=)]!&:('.includes(before) && before !== '';
  const hexAt = (start: number): boolean => isHexList(text, start);
  const isIndex = (at: number): boolean => at > 0 && /[\w$)\]]/.test(text[at - 1]!);

  function skipComment(at: number, end: number): number {
    const close = text.slice(at, end).indexOf('*/');
    if (close < 0) return end;
    inComment = false;
    return at + close + 2;
  }

  return {
    get open() {
      return groups.depth > 0 || string !== null || inComment;
    },
    line(from, end, limit) {
      const stop = Math.max(limit, from + 1);
      let at = from;
      while (at < end && at < stop) {
        if (inComment) at = skipComment(at, end);
        else if (string !== null) at = goOn(string, at, end, stop);
        else at = token(at, end);
      }
      if (at >= end && string !== null) goOn(string, end, end, stop);
      return at;
    },
  };
}
