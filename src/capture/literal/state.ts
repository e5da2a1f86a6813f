import { isBlank } from '../text/characters.ts';
import { createGroups, type Groups } from './groups.ts';
import type { OpenString } from './open-string.ts';
import type { Leniency, LiteralVisitor } from './visitor.ts';

/** Where a scan stands: what is open, and what came last. */
export interface ScanState {
  readonly text: string;
  readonly visitor: LiteralVisitor;
  readonly leniency: Leniency;
  readonly groups: Groups;
  string: OpenString | null;
  inComment: boolean;
  /** The last name. */
  name: string;
  /** The last character that counts; `a` stands for a name, `0` for a number, `"` for a string. */
  before: string;
  /** The last string was read, and nothing but what joins strings came after it. */
  joins: boolean;
  /** The key before a colon is a number: `{"0":129,"1":5}`. */
  numbered: boolean;
}

export const createState = (
  text: string,
  visitor: LiteralVisitor,
  leniency: Leniency,
): ScanState => ({
  text,
  visitor,
  leniency,
  groups: createGroups(leniency.bare),
  string: null,
  inComment: false,
  name: '',
  before: '',
  joins: false,
  numbered: false,
});

/** What a sticky pattern finds at a position. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** A key is no further from what follows it. */
const NEAR = 20;

/** What follows the key of an object or of a map: `:` or `=>`. */
export function keyAfter(text: string, at: number): ':' | '=>' | null {
  let to = at;
  while (to < at + NEAR && isBlank(text.charCodeAt(to))) to++;
  if (text[to] === ':') return text[to + 1] === ':' ? null : ':';
  return text[to] === '=' && text[to + 1] === '>' ? '=>' : null;
}
