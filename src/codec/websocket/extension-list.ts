import { headersNamed, type Span } from '../http/headers.ts';
import type { Header, HttpHead } from '../http/layout.ts';
import { isToken, skipWhite, trimmedEnd } from '../http/syntax.ts';

/** `name` or `name=value`; a quoted value is given without its quotes. */
export interface ExtensionParameter {
  readonly name: string;
  readonly value: string | null;
}

export interface Extension {
  readonly name: string;
  readonly parameters: readonly ExtensionParameter[];
}

export type PlacedParameter = ExtensionParameter & Span;

/** An extension that knows where it stands, as each of its parameters does. */
export interface PlacedExtension extends Span {
  readonly name: string;
  readonly parameters: readonly PlacedParameter[];
}

/** A word of a list of extensions, with the white space that may stand between words. */
const WORD = /[ \t]*(?:([!#$%&'*+\-.^_`|~0-9A-Za-z]+)|"((?:[^"\\]|\\.)*)"|([;,=]))[ \t]*/y;

/** A token, a quoted string without its quotes, or one of `; , =`. */
interface Word extends Span {
  readonly kind: 'token' | 'quoted' | 'sign';
  readonly text: string;
}

function wordsOf(text: string, offset: number): Word[] | null {
  const words: Word[] = [];
  let at = skipWhite(text, 0);
  while (at < text.length) {
    WORD.lastIndex = at;
    const match = WORD.exec(text);
    if (!match) return null;
    const [whole, token, quoted, sign] = match;
    const end = at + whole.length;
    const place = { start: offset + at, end: offset + trimmedEnd(text, at, end) };
    if (token !== undefined) words.push({ kind: 'token', text: token, ...place });
    // RFC 9110 §5.6.4: quoted-pair
    else if (quoted !== undefined)
      words.push({ kind: 'quoted', text: quoted.replace(/\\(.)/gs, '$1'), ...place });
    else words.push({ kind: 'sign', text: sign ?? '', ...place });
    at = end;
  }
  return words;
}

function splitWords(words: readonly Word[], sign: string): Word[][] {
  const groups: Word[][] = [[]];
  for (const word of words) {
    if (word.kind === 'sign' && word.text === sign) groups.push([]);
    else groups.at(-1)?.push(word);
  }
  return groups;
}

/** `token [ "=" ( token / quoted-string ) ]`; a quoted value must be a token too. RFC 6455 §9.1 */
function parameterOf(words: readonly Word[]): PlacedParameter | null {
  const [name, equals, value, ...more] = words;
  if (name?.kind !== 'token' || more.length > 0) return null;
  const { text, start, end } = name;
  if (!equals) return { name: text, value: null, start, end };
  if (equals.text !== '=' || equals.kind !== 'sign' || !value || value.kind === 'sign') return null;
  return isToken(value.text) ? { name: text, value: value.text, start, end: value.end } : null;
}

function extensionOf(words: readonly Word[]): PlacedExtension | null {
  const [[name, ...junk] = [], ...rest] = splitWords(words, ';');
  if (name?.kind !== 'token' || junk.length > 0) return null;
  const parameters = rest.map(parameterOf);
  if (!parameters.every((parameter) => parameter !== null)) return null;
  return { name: name.text, parameters, start: name.start, end: words.at(-1)?.end ?? name.end };
}

/**
 * Reads a list of extensions that stands at `offset`; null where it breaks the grammar of
 * RFC 6455 §9.1, and empty where nothing is in it, which only another line can make right.
 */
export function readExtensionList(text: string, offset = 0): readonly PlacedExtension[] | null {
  const words = wordsOf(text, offset);
  if (!words) return null;
  // empty elements do not count: RFC 9110 §5.6.1.2
  const elements = splitWords(words, ',').filter((element) => element.length > 0);
  const extensions = elements.map(extensionOf);
  return extensions.every((extension) => extension !== null) ? extensions : null;
}

/** A value with the line ends of its folds as white space, of the same length: RFC 9112 §5.2. */
export const unfolded = (value: string): string =>
  value.replace(/\r?\n/g, (lineEnd) => ' '.repeat(lineEnd.length));

interface ExtensionLine {
  readonly header: Header;
  /** Null where the line breaks the grammar. Places count from the start of the head. */
  readonly extensions: readonly PlacedExtension[] | null;
}

const linesOf = (head: HttpHead): ExtensionLine[] =>
  headersNamed(head, 'Sec-WebSocket-Extensions').map((header) => ({
    header,
    extensions: readExtensionList(unfolded(header.value.text), header.value.start),
  }));

/** What the lines that keep the grammar name: RFC 6455 §9.1, §11.3.2. */
export const extensionsIn = (head: HttpHead): PlacedExtension[] =>
  linesOf(head).flatMap(({ extensions }) => extensions ?? []);

/** The first line that breaks the grammar, the last where none names anything; null where all is well. */
export function brokenExtensionLine(head: HttpHead): Header | null {
  const lines = linesOf(head);
  const broken = lines.find(({ extensions }) => extensions === null);
  if (broken) return broken.header;
  return lines.some(({ extensions }) => extensions?.length) ? null : (lines.at(-1)?.header ?? null);
}
