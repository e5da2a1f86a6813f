import { isToken, splitList } from '../http/syntax.ts';

/** `name` or `name=value`; a quoted value is given without its quotes. */
export interface ExtensionParameter {
  readonly name: string;
  readonly value: string | null;
}

export interface Extension {
  readonly name: string;
  readonly parameters: readonly ExtensionParameter[];
}

/** What both sides compress with: RFC 7692 §7.1. The window of each is 2 to the power of its bits in bytes. */
export interface DeflateParameters {
  readonly serverNoContextTakeover: boolean;
  readonly clientNoContextTakeover: boolean;
  readonly serverMaxWindowBits: number;
  readonly clientMaxWindowBits: number;
}

/** A word of a list of extensions, with the white space that may stand between words. */
const WORD = /[ \t]*(?:([!#$%&'*+\-.^_`|~0-9A-Za-z]+)|"((?:[^"\\]|\\.)*)"|([;,=]))[ \t]*/y;

/** A token, a quoted string without its quotes, or one of `; , =`. */
interface Word {
  readonly kind: 'token' | 'quoted' | 'sign';
  readonly text: string;
}

function wordsOf(text: string): Word[] | null {
  const words: Word[] = [];
  let at = 0;
  while (at < text.length) {
    WORD.lastIndex = at;
    const match = WORD.exec(text);
    if (!match) return null;
    const [whole, token, quoted, sign] = match;
    if (token !== undefined) words.push({ kind: 'token', text: token });
    // RFC 9110 §5.6.4: quoted-pair
    else if (quoted !== undefined)
      words.push({ kind: 'quoted', text: quoted.replace(/\\(.)/gs, '$1') });
    else words.push({ kind: 'sign', text: sign ?? '' });
    at += whole.length;
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
function parameterOf(words: readonly Word[]): ExtensionParameter | null {
  const [name, equals, value, ...more] = words;
  if (name?.kind !== 'token' || more.length > 0) return null;
  if (!equals) return { name: name.text, value: null };
  if (equals.text !== '=' || equals.kind !== 'sign' || !value || value.kind === 'sign') return null;
  return isToken(value.text) ? { name: name.text, value: value.text } : null;
}

function extensionOf(words: readonly Word[]): Extension | null {
  const [[name, ...junk] = [], ...rest] = splitWords(words, ';');
  if (name?.kind !== 'token' || junk.length > 0) return null;
  const parameters = rest.map(parameterOf);
  return parameters.every((parameter) => parameter !== null)
    ? { name: name.text, parameters }
    : null;
}

/** Reads the value of Sec-WebSocket-Extensions; null where it breaks the grammar of RFC 6455 §9.1. */
export function parseExtensions(text: string): readonly Extension[] | null {
  const words = wordsOf(text);
  if (!words) return null;
  // empty elements do not count: RFC 9110 §5.6.1.2
  const elements = splitWords(words, ',').filter((element) => element.length > 0);
  const extensions = elements.map(extensionOf);
  return extensions.length > 0 && extensions.every((extension) => extension !== null)
    ? extensions
    : null;
}

const formatParameter = ({ name, value }: ExtensionParameter): string =>
  value === null ? name : `${name}=${value}`;

/** The value of Sec-WebSocket-Extensions that says this: RFC 6455 §9.1. */
export const formatExtensions = (extensions: readonly Extension[]): string =>
  extensions
    .map(({ name, parameters }) => [name, ...parameters.map(formatParameter)].join('; '))
    .join(', ');

/** Reads the value of Sec-WebSocket-Protocol, best liked first; null where a name is no token. RFC 6455 §4.1 */
export function parseProtocols(text: string): readonly string[] | null {
  const names = splitList(text);
  return names.length > 0 && names.every(isToken) ? names : null;
}

/** The name of the extension of RFC 7692. */
export const PERMESSAGE_DEFLATE = 'permessage-deflate';

/** What holds where an answer does not say otherwise: RFC 7692 §7.1. */
const UNSAID: DeflateParameters = {
  serverNoContextTakeover: false,
  clientNoContextTakeover: false,
  serverMaxWindowBits: 15,
  clientMaxWindowBits: 15,
};

const WINDOW_BITS = /^(?:[89]|1[0-5])$/;

/** What one parameter of an answer sets; null where RFC 7692 §7.1.1 or §7.1.2 does not allow it. */
function settingOf({ name, value }: ExtensionParameter): Partial<DeflateParameters> | null {
  const bits = value !== null && WINDOW_BITS.test(value) ? Number(value) : null;
  switch (name) {
    case 'server_no_context_takeover':
      return value === null ? { serverNoContextTakeover: true } : null;
    case 'client_no_context_takeover':
      return value === null ? { clientNoContextTakeover: true } : null;
    case 'server_max_window_bits':
      return bits === null ? null : { serverMaxWindowBits: bits };
    case 'client_max_window_bits':
      return bits === null ? null : { clientMaxWindowBits: bits };
    default:
      return null;
  }
}

/**
 * What the server's answer settles; null where it does not name permessage-deflate, or names it
 * in a way that makes a client fail: twice, an unknown parameter, one twice, a bad value. RFC 7692 §5, §7
 */
export function deflateParametersOf(answer: readonly Extension[]): DeflateParameters | null {
  const [agreed, ...again] = answer.filter(({ name }) => name === PERMESSAGE_DEFLATE);
  if (!agreed || again.length > 0) return null;
  const { parameters } = agreed;
  if (new Set(parameters.map(({ name }) => name)).size < parameters.length) return null;
  let settled = UNSAID;
  for (const parameter of parameters) {
    const setting = settingOf(parameter);
    if (!setting) return null;
    settled = { ...settled, ...setting };
  }
  return settled;
}
