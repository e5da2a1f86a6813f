import type { FieldId, RuleId } from '../codec/ids.ts';

/** A run of prose, kept as data so that no view ever writes HTML. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

export type Prose = readonly Inline[];

export interface FieldWords {
  /** As in a sentence or a list: `Masking key`. */
  readonly name: string;
  /** As above a cell of the bit diagram, where room is scarce: `M`, `opcode`. */
  readonly short: string;
  /** What the field is for. */
  readonly text: Prose;
}

export interface RuleWords {
  /** One short sentence that says what is wrong. */
  readonly title: string;
  /** What the bytes do that they must not. */
  readonly wrong: Prose;
  /** Why the standard has the rule. */
  readonly why: Prose;
  /** What usually causes it. */
  readonly cause: Prose;
  readonly fix: Prose;
  /** What well-known endpoints do when they meet it. */
  readonly seen: Prose;
}

/** A name and what it stands for. */
export interface EntryWords {
  readonly name: string;
  readonly text: Prose;
}

/** Every registered close code by itself, and the ranges around them; each code has one place. */
export const CLOSE_CODE_IDS = [
  '0-999',
  '1000',
  '1001',
  '1002',
  '1003',
  '1004',
  '1005',
  '1006',
  '1007',
  '1008',
  '1009',
  '1010',
  '1011',
  '1012',
  '1013',
  '1014',
  '1015',
  '1016-2999',
  '3000-3999',
  '4000-4999',
  '5000-65535',
] as const;

export type CloseCodeId = (typeof CLOSE_CODE_IDS)[number];

/** The place of a code among the ids; a close code is 16 bits wide. */
export function closeCodeId(code: number): CloseCodeId {
  const last = (id: CloseCodeId): number => Number(id.slice(id.indexOf('-') + 1));
  return CLOSE_CODE_IDS.find((id) => code <= last(id)) ?? '5000-65535';
}

/** What other entries of the reference say, keyed by id: loaded by the pages of the reference alone. */
export interface MoreReference {
  readonly opcodes: Readonly<Record<string, EntryWords>>;
  /** By the name of the header field in small letters. */
  readonly headers: Readonly<Record<string, EntryWords>>;
  /** Of permessage-deflate. */
  readonly parameters: Readonly<Record<string, EntryWords>>;
  /** Of an event stream. */
  readonly eventFields: Readonly<Record<string, EntryWords>>;
}

/** What `lessons/<locale>/reference/*.md` says, keyed by id. */
export interface Reference {
  readonly fields: Readonly<Record<FieldId, FieldWords>>;
  readonly rules: Readonly<Record<RuleId, RuleWords>>;
  /** Keyed by the code (`1000`) or by the range (`3000-3999`); for a code in hand, `closeCodeId`. */
  readonly closeCodes: Readonly<Record<CloseCodeId, EntryWords>>;
}
