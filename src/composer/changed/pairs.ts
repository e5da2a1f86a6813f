import type { RuleId } from '../../codec/ids.ts';
import type { Direction } from '../../trace/trace.ts';

/** What became of a row: its bytes, its length, only its judgement; it is gone, or was not there before. */
export type Fate = 'edited' | 'resized' | 'judged' | 'gone' | 'added';

/** A row of both readings that is not the same in them. */
export interface RowPair {
  readonly fate: Fate;
  /** Row of the original; null for one that was added. */
  readonly original: number | null;
  /** Row of the changed reading; null for one that is gone. */
  readonly changed: number | null;
  readonly direction: Direction;
  readonly at: number;
}

/** Pairs that are listed; all are counted. */
export const MOST_PAIRS = 200;

/** A pair with the rules that each of its rows breaks. */
export interface JudgedPair extends Omit<RowPair, 'direction'> {
  readonly rulesBefore: readonly RuleId[];
  readonly rulesAfter: readonly RuleId[];
}
