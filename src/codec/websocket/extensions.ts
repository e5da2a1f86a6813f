import type { SpecRef } from '../annotation.ts';
import { isToken, splitList } from '../http/syntax.ts';
import { readExtensionList, type Extension, type ExtensionParameter } from './extension-list.ts';

export type { Extension, ExtensionParameter } from './extension-list.ts';

/** What both sides compress with: RFC 7692 §7.1. The window of each is 2 to the power of its bits in bytes. */
export interface DeflateParameters {
  readonly serverNoContextTakeover: boolean;
  readonly clientNoContextTakeover: boolean;
  readonly serverMaxWindowBits: number;
  readonly clientMaxWindowBits: number;
}

const withoutPlace = ({ name, value }: ExtensionParameter): ExtensionParameter => ({ name, value });

/** Reads the value of Sec-WebSocket-Extensions; null where it breaks the grammar of RFC 6455 §9.1. */
export function parseExtensions(text: string): readonly Extension[] | null {
  const list = readExtensionList(text);
  if (!list || list.length === 0) return null;
  return list.map(({ name, parameters }) => ({ name, parameters: parameters.map(withoutPlace) }));
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

/** One parameter of permessage-deflate, and what it settles. */
export interface DeflateParameter {
  readonly name: string;
  /** A takeover has no value; a window has its bits. */
  readonly kind: 'takeover' | 'window';
  readonly sets: keyof DeflateParameters;
  readonly ref: SpecRef;
}

const parameter = (
  name: string,
  kind: DeflateParameter['kind'],
  sets: DeflateParameter['sets'],
  section: string,
): DeflateParameter => ({ name, kind, sets, ref: { doc: 'rfc7692', section } });

/** Every parameter that RFC 7692 §7.1 defines. */
export const DEFLATE_PARAMETERS: readonly DeflateParameter[] = [
  parameter('server_no_context_takeover', 'takeover', 'serverNoContextTakeover', '7.1.1.1'),
  parameter('client_no_context_takeover', 'takeover', 'clientNoContextTakeover', '7.1.1.2'),
  parameter('server_max_window_bits', 'window', 'serverMaxWindowBits', '7.1.2.1'),
  parameter('client_max_window_bits', 'window', 'clientMaxWindowBits', '7.1.2.2'),
];

/** The bits a window may have: RFC 7692 §7.1.2. */
export const LEAST_WINDOW_BITS = 8;
export const MOST_WINDOW_BITS = 15;

const settingsOf = (kind: DeflateParameter['kind']): ReadonlyMap<string, keyof DeflateParameters> =>
  new Map(
    DEFLATE_PARAMETERS.filter((each) => each.kind === kind).map(({ name, sets }) => [name, sets]),
  );

const TAKEOVERS = settingsOf('takeover');
const WINDOWS = settingsOf('window');

/** Which of the two kinds of parameter RFC 7692 §7.1 defines that is; null for others. */
export function deflateParameterKind(name: string): 'takeover' | 'window' | null {
  if (TAKEOVERS.get(name)) return 'takeover';
  return WINDOWS.get(name) ? 'window' : null;
}

/** "A decimal integer value without leading zeroes between 8 to 15": RFC 7692 §7.1.2. */
export const isWindowBits = (value: string | null): value is string =>
  value !== null && /^(?:[89]|1[0-5])$/.test(value);

/** What one parameter of an answer sets; null where RFC 7692 §7.1.1 or §7.1.2 does not allow it. */
function settingOf({ name, value }: ExtensionParameter): Partial<DeflateParameters> | null {
  const takeover = TAKEOVERS.get(name);
  if (takeover) return value === null ? { [takeover]: true } : null;
  const window = WINDOWS.get(name);
  return window && isWindowBits(value) ? { [window]: Number(value) } : null;
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

/** What a parameter most likely meant: a value beside a flag is not heard, nor are zeros before a number. */
function lenientSettingOf({ name, value }: ExtensionParameter): Partial<DeflateParameters> {
  if (deflateParameterKind(name) === 'takeover') return settingOf({ name, value: null }) ?? {};
  return settingOf({ name, value: value?.replace(/^0+/, '') ?? null }) ?? {};
}

/**
 * What an answer settles for those who went on in spite of its faults; null only where it does not
 * name permessage-deflate. Where a window cannot be read it is the largest, which holds every other.
 */
export function lenientDeflateParametersOf(answer: readonly Extension[]): DeflateParameters | null {
  const agreed = answer.find(({ name }) => name === PERMESSAGE_DEFLATE);
  if (!agreed) return null;
  // what was said first counts
  const settings = agreed.parameters.map(lenientSettingOf).reverse();
  return Object.assign({}, UNSAID, ...settings) as DeflateParameters;
}
