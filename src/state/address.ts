import { INPUT_KINDS, type InputKind } from '../trace/input.ts';
import type { Direction } from '../trace/trace.ts';
import { base64UrlOf, bytesOfBase64Url } from './base64url.ts';
import { DIRECTION_NAMES, SHORT } from './direction-name.ts';
import type { Known } from './example.ts';
import { pack, unpack } from './packing.ts';

/** What one pane holds: a text, or a file. */
export type Carried =
  { readonly text: string } | { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** Where in what was opened someone looks. */
export interface Place {
  readonly direction: Direction | null;
  /** Null where there is but one. */
  readonly connection: number | null;
  readonly row: number | null;
  /** Missing where there is nothing to say. */
  readonly known?: Known;
}

/** What the part of an address after the # opens; it never goes to a server. */
export interface Address extends Place {
  /** One, or one for each direction. */
  readonly contents: readonly Carried[];
  /** The format, where it is not left to detection. */
  readonly kind: InputKind | null;
  /** Input was there and cannot be read any more. */
  readonly damaged: boolean;
}

/** An input as it stands in an address. */
export interface Packed {
  /** Empty where the input is, or where it does not fit. */
  readonly text: string;
  /** Characters it takes, or would take; null where it is too large to try. */
  readonly characters: number | null;
}

/** Up to so many bytes an input is carried readably; beyond, packed. */
export const MOST_PLAIN = 4096;
/** Beyond so many characters, chats and mail programs cut addresses, and some browsers refuse them. */
export const MOST_CHARACTERS = 30_000;
/** What is larger does not come down to that: it is not tried. */
export const MOST_TRIED = 1024 * 1024;

export const NOTHING_PACKED: Packed = { text: '', characters: 0 };

/**
 * Reads `#hex=…`, `#b64=…`, `#text=…` (base64url of UTF-8; twice for two panes) or `#z=…` (the same, packed; with
 * `name=` a file), `as=` a format, `dir=c2s|s2c`, `conn=N`, `row=N`; `ext=` extensions agreed on, `end=fin` where
 * the connection ended. What was left on it (`note=`, `edit=`) is read by `readMarks`.
 */
export async function readAddress(hash: string): Promise<Address> {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const hex = parts.get('hex');
  const base64 = parts.get('b64');
  // A plus sign means itself in base64; URLSearchParams reads it as a space.
  const bare = hex ?? base64?.replaceAll(' ', '+') ?? null;
  const texts = bare !== null ? [bare] : parts.getAll('text').flatMap(textOfBase64Url);
  const packed = texts.length === 0 ? parts.getAll('z').slice(0, 2) : [];
  const unpacked = await Promise.all(packed.map(unpack));
  const damaged = unpacked.includes(null);
  const named = hex === null && base64 !== null ? 'base64' : parts.get('as');
  return {
    contents: damaged
      ? []
      : [
          ...texts.map((text) => ({ text })),
          ...unpacked.map((bytes, i) => carried(bytes!, parts.getAll('name')[i] ?? '')),
        ],
    kind: INPUT_KINDS.find((each) => each === named) ?? null,
    direction: DIRECTION_NAMES.get(parts.get('dir') ?? '') ?? null,
    connection: numberOf(parts.get('conn')),
    row: numberOf(parts.get('row')),
    damaged,
    ...knownIn(parts),
  };
}

function knownIn(parts: URLSearchParams): Pick<Address, 'known'> {
  const extensions = parts.get('ext') ?? '';
  const ended = parts.get('end') === 'fin';
  if (extensions === '' && !ended) return {};
  return {
    known: { ...(extensions === '' ? {} : { extensions }), ...(ended ? { ended } : {}) },
  };
}

const numberOf = (digits: string | null): number | null =>
  /^\d{1,9}$/.test(digits ?? '') ? Number(digits) : null;

const carried = (bytes: Uint8Array<ArrayBuffer>, name: string): Carried =>
  name === '' ? { text: textOf(bytes) } : { name, bytes };

/** The address of an input, with the place looked at; empty where the input is, or is too long to carry. */
export function writeAddress(input: string, { direction, connection, row, known }: Place): string {
  if (input === '') return '';
  const parts = [input];
  if (known?.extensions !== undefined) parts.push(`ext=${encodeURIComponent(known.extensions)}`);
  if (known?.ended === true) parts.push('end=fin');
  if (direction !== null) parts.push(`dir=${SHORT[direction]}`);
  if (connection !== null) parts.push(`conn=${connection}`);
  if (row !== null) parts.push(`row=${row}`);
  return `#${parts.join('&')}`;
}

/** A short text, readable where it can be; null for what is to be packed. */
export function writePlain(contents: readonly Carried[], kind: InputKind | null): Packed | null {
  const texts = contents.flatMap((each) => ('text' in each ? [each.text] : []));
  if (texts.length < contents.length) return null;
  const size = texts.reduce((sum, text) => sum + sizeOf(text), 0);
  if (size > MOST_PLAIN) return null;
  const text = size === 0 ? '' : textParts(texts, kind).join('&');
  return { text, characters: text.length };
}

/** In bytes; a text that is too long anyway is not encoded. */
const sizeOf = (text: string): number =>
  text.length > MOST_PLAIN ? text.length : new TextEncoder().encode(text).length;

/** What is too long to be carried as it is, or is a file. */
export async function writePacked(
  contents: readonly Carried[],
  kind: InputKind | null,
): Promise<Packed> {
  const all = contents.map((each) =>
    'text' in each ? new TextEncoder().encode(each.text) : each.bytes,
  );
  if (all.reduce((sum, { length }) => sum + length, 0) > MOST_TRIED)
    return { text: '', characters: null };
  const packed = await Promise.all(all.map(pack));
  const names = contents.map((each) => ('text' in each ? '' : each.name || 'file'));
  const text = [
    ...packed.map((each) => `z=${each}`),
    ...(names.join('') === '' ? [] : names.map((name) => `name=${encodeURIComponent(name)}`)),
    ...(kind === null || contents.length > 1 ? [] : [`as=${kind}`]),
  ].join('&');
  return { text: text.length > MOST_CHARACTERS ? '' : text, characters: text.length };
}

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

const base64UrlOfText = (text: string): string => base64UrlOf(new TextEncoder().encode(text));

const textOf = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** Empty where it is no base64url. */
function textOfBase64Url(encoded: string): string[] {
  const bytes = bytesOfBase64Url(encoded);
  return bytes === null ? [] : [textOf(bytes)];
}
