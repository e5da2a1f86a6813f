import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { decodeBase64, encodeBase64 } from '../../codec/base64.ts';
import { concat, hexOf } from '../../codec/bytes.ts';
import { bytesOfLatin1, isLatin1, latin1OfText } from '../../codec/http/syntax.ts';
import { GUID } from '../../codec/websocket/handshake.ts';

const text = (typed: string): Uint8Array =>
  bytesOfLatin1(isLatin1(typed) ? typed : latin1OfText(typed));

/** What a server hashes: the key with the GUID behind it, RFC 6455 §4.2.2, or what it typically takes for that. */
const INPUTS = {
  joined: (key: string) => text(key + GUID),
  'decoded-key': (key: string) => {
    const decoded = decodeBase64(key);
    return decoded && concat([decoded.bytes, text(GUID)]);
  },
  'no-guid': (key: string) => text(key),
  'guid-lowercase': (key: string) => text(key + GUID.toLowerCase()),
  'guid-without-hyphens': (key: string) => text(key + GUID.replaceAll('-', '')),
  'guid-first': (key: string) => text(GUID + key),
  'guid-alone': () => text(GUID),
  'space-before-key': (key: string) => text(` ${key}${GUID}`),
  'space-between': (key: string) => text(`${key} ${GUID}`),
  'crlf-between': (key: string) => text(`${key}\r\n${GUID}`),
  'lf-between': (key: string) => text(`${key}\n${GUID}`),
  'lf-at-end': (key: string) => text(`${key}${GUID}\n`),
  'crlf-at-end': (key: string) => text(`${key}${GUID}\r\n`),
  'nul-at-end': (key: string) => text(`${key}${GUID}\0`),
  'key-unpadded': (key: string) => text(key.replace(/=+$/, '') + GUID),
  'key-lowercase': (key: string) => text(key.toLowerCase() + GUID),
  'key-quoted': (key: string) => text(`"${key}"${GUID}`),
  'utf-16': (key: string) => text([...(key + GUID)].map((each) => `${each}\0`).join('')),
} satisfies Readonly<Record<string, (key: string) => Uint8Array | null>>;

/** Each 32-bit word of a digest backwards, as home-made SHA-1 gives it where words are stored little-endian. */
const wordsReversed = (digest: Uint8Array): Uint8Array => digest.map((_, i) => digest[i ^ 3] ?? 0);

/** How it is hashed. */
const HASHES = {
  sha1: (bytes: Uint8Array): Uint8Array => sha1(bytes),
  sha256: (bytes: Uint8Array): Uint8Array => sha256(bytes),
  md5: (bytes: Uint8Array): Uint8Array => md5(bytes),
  'sha1-words-reversed': (bytes: Uint8Array): Uint8Array => wordsReversed(sha1(bytes)),
};

const inUrls = (base64: string): string => base64.replaceAll('+', '-').replaceAll('/', '_');
const unpadded = (base64: string): string => base64.replace(/=+$/, '');

/** How the digest is written. */
const WRITINGS = {
  base64: encodeBase64,
  hex: hexOf,
  'hex-uppercase': (digest: Uint8Array) => hexOf(digest).toUpperCase(),
  'hex-in-base64': (digest: Uint8Array) => encodeBase64(text(hexOf(digest))),
  'hex-uppercase-in-base64': (digest: Uint8Array) =>
    encodeBase64(text(hexOf(digest).toUpperCase())),
  'base64-unpadded': (digest: Uint8Array) => unpadded(encodeBase64(digest)),
  base64url: (digest: Uint8Array) => inUrls(encodeBase64(digest)),
  'base64url-unpadded': (digest: Uint8Array) => inUrls(unpadded(encodeBase64(digest))),
  'base64-twice': (digest: Uint8Array) => encodeBase64(text(encodeBase64(digest))),
};

type InputId = keyof typeof INPUTS;
type HashId = keyof typeof HASHES;
type WritingId = keyof typeof WRITINGS;

/** A way from a key to an accept. */
export interface Recipe {
  readonly input: InputId;
  readonly hash: HashId;
  readonly writing: WritingId;
}

/** RFC 6455 §4.2.2, step 5.4. */
export const RIGHT = {
  input: 'joined',
  hash: 'sha1',
  writing: 'base64',
} as const satisfies Recipe;

type Wrong<Id extends string> = Exclude<Id, (typeof RIGHT)[keyof typeof RIGHT]>;

/** A step of a recipe that is not as the standard says. */
export type StepMistake = Wrong<InputId | HashId | WritingId>;

const keysOf = <Key extends string>(of: Readonly<Record<Key, unknown>>): Key[] =>
  Object.keys(of) as Key[];

const isWrong = (id: string): id is StepMistake => !Object.values<string>(RIGHT).includes(id);

/** What is not as the standard says, in the order of the steps. */
export const mistakesOf = ({ input, hash, writing }: Recipe): StepMistake[] =>
  [input, hash, writing].filter(isWrong);

/** Every recipe, those with fewer mistakes first. */
export const RECIPES: readonly Recipe[] = keysOf(INPUTS)
  .flatMap((input) =>
    keysOf(HASHES).flatMap((hash) => keysOf(WRITINGS).map((writing) => ({ input, hash, writing }))),
  )
  .sort((a, b) => mistakesOf(a).length - mistakesOf(b).length);

/** The recipes with one mistake, by that mistake. */
export const RECIPE_OF: ReadonlyMap<StepMistake, Recipe> = new Map(
  RECIPES.flatMap((recipe) => {
    const [only, ...more] = mistakesOf(recipe);
    return only !== undefined && more.length === 0 ? [[only, recipe] as const] : [];
  }),
);

/** What each step of a recipe comes to. */
export interface Followed {
  readonly hashed: Uint8Array;
  readonly digest: Uint8Array;
  readonly accept: string;
}

/** Follows recipes for one key, each null where a key that is no base64 would have to be decoded. Nothing is hashed twice. */
export function createFollower(key: string): (recipe: Recipe) => Followed | null {
  const digests = new Map<string, Omit<Followed, 'accept'> | null>();
  const digestOf = (input: InputId, hash: HashId) => {
    const hashed = INPUTS[input](key);
    return hashed && { hashed, digest: HASHES[hash](hashed) };
  };
  return ({ input, hash, writing }) => {
    const id = `${input} ${hash}`;
    const known = digests.get(id);
    const made = known === undefined ? digestOf(input, hash) : known;
    if (known === undefined) digests.set(id, made);
    return made && { ...made, accept: WRITINGS[writing](made.digest) };
  };
}

/** Follows one recipe. */
export const follow = (recipe: Recipe, key: string): Followed | null => createFollower(key)(recipe);

const mistakesIn = (ids: Readonly<Record<string, unknown>>): StepMistake[] =>
  Object.keys(ids).filter(isWrong);

/** The mistakes of each step. */
export const STEP_MISTAKES: Readonly<Record<keyof Recipe, readonly StepMistake[]>> = {
  input: mistakesIn(INPUTS),
  hash: mistakesIn(HASHES),
  writing: mistakesIn(WRITINGS),
};
