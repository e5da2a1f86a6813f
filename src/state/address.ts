import { INPUT_KINDS, type InputKind } from '../trace/input.ts';
import type { Direction } from '../trace/trace.ts';

/** What the part of an address after the # opens; it never goes to a server. */
export interface Address {
  /** One text, or one for each direction. */
  readonly texts: readonly string[];
  /** The format, where it is not left to detection. */
  readonly kind: InputKind | null;
  readonly direction: Direction | null;
  /** The chosen row. */
  readonly row: number | null;
}

/** The most bytes of input that an address carries: beyond, it is left without them. */
export const MOST_IN_ADDRESS = 4096;

const DIRECTION_NAMES: ReadonlyMap<string, Direction> = new Map([
  ['c2s', 'client-to-server'],
  ['s2c', 'server-to-client'],
]);

const SHORT: Readonly<Record<Direction, string>> = {
  'client-to-server': 'c2s',
  'server-to-client': 's2c',
};

/** Reads `#hex=…`, `#b64=…` or `#text=…` (base64url of UTF-8; twice for two panes), `as=` a format, `dir=c2s|s2c`, `row=N`. */
export function readAddress(hash: string): Address {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const hex = parts.get('hex');
  const base64 = parts.get('b64');
  // A plus sign means itself in base64; URLSearchParams reads it as a space.
  const bare = hex ?? base64?.replaceAll(' ', '+') ?? null;
  const texts = bare !== null ? [bare] : parts.getAll('text').flatMap(textOfBase64Url);
  const row = /^\d{1,9}$/.test(parts.get('row') ?? '') ? Number(parts.get('row')) : null;
  const named = hex === null && base64 !== null ? 'base64' : parts.get('as');
  const kind = INPUT_KINDS.find((each) => each === named) ?? null;
  const direction = DIRECTION_NAMES.get(parts.get('dir') ?? '') ?? null;
  return { texts, kind, direction, row };
}

/** The address of an input; without the input where it is empty or too long to carry. */
export function writeAddress({ texts, kind, direction, row }: Address): string {
  const parts: string[] = [];
  const size = texts.reduce((sum, text) => sum + sizeOf(text), 0);
  if (size > 0 && size <= MOST_IN_ADDRESS) {
    parts.push(...textParts(texts, kind));
    if (direction !== null && texts.length === 1) parts.push(`dir=${SHORT[direction]}`);
    if (row !== null) parts.push(`row=${row}`);
  }
  return parts.length === 0 ? '' : `#${parts.join('&')}`;
}

/** In bytes; a text that is too long anyway is not encoded. */
const sizeOf = (text: string): number =>
  text.length > MOST_IN_ADDRESS ? text.length : new TextEncoder().encode(text).length;

/**
 * Pairs of digits, set apart or not at all. Digits in other groups may be the offsets of a dump or halves of
 * bytes, and mean something else once they are joined.
 */
const BARE_HEX = /^\s*(?:(?:[0-9a-f]{2})+|[0-9a-f]{2}(?:\s+[0-9a-f]{2})+)\s*$/i;

const BARE_BASE64 = /^[A-Za-z0-9+/_-]+=*$/;

/** Bare hex and base64 stay readable; everything else is carried as it was typed, with the format chosen for it. */
function textParts(texts: readonly string[], kind: InputKind | null): string[] {
  const [only] = texts;
  if (texts.length !== 1 || only === undefined) {
    return texts.map((text) => `text=${base64UrlOfText(text)}`);
  }
  if (kind === null && BARE_HEX.test(only)) return [`hex=${only.replace(/\s+/g, '')}`];
  if (kind === 'base64' && BARE_BASE64.test(only)) return [`b64=${only}`];
  const text = `text=${base64UrlOfText(only)}`;
  return kind === null ? [text] : [text, `as=${kind}`];
}

function base64UrlOfText(text: string): string {
  const binary = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte));
  return btoa(binary.join('')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Empty where it is no base64url. */
function textOfBase64Url(encoded: string): string[] {
  try {
    const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
    return [
      new TextDecoder('utf-8', { ignoreBOM: true }).decode(
        Uint8Array.from(binary, (c) => c.charCodeAt(0)),
      ),
    ];
  } catch {
    return [];
  }
}
