import type { RuleId } from '../../codec/ids.ts';
import type { JudgedPair } from './pairs.ts';

/** In how many rows a rule is broken now that was not before, and the other way round. */
export interface RuleShift {
  readonly rule: RuleId;
  readonly appeared: number;
  readonly vanished: number;
  /** The first row of the changed reading that breaks it now; null where none does. */
  readonly row: number | null;
  /** The first row of the original that broke it; null where none did. */
  readonly originalRow: number | null;
}

/** The same while it is counted. */
export type RuleCount = { -readonly [Key in keyof RuleShift]: RuleShift[Key] };

/** Counts which rules a pair of rows has in one reading alone. */
export function countShifts(shifts: Map<RuleId, RuleCount>, pair: JudgedPair): void {
  for (const rule of pair.rulesAfter) {
    if (pair.rulesBefore.includes(rule)) continue;
    const shift = countOf(shifts, rule);
    shift.appeared++;
    shift.row = least(shift.row, pair.changed);
  }
  for (const rule of pair.rulesBefore) {
    if (pair.rulesAfter.includes(rule)) continue;
    const shift = countOf(shifts, rule);
    shift.vanished++;
    shift.originalRow = least(shift.originalRow, pair.original);
  }
}

function countOf(shifts: Map<RuleId, RuleCount>, rule: RuleId): RuleCount {
  const known = shifts.get(rule);
  if (known !== undefined) return known;
  const shift = { rule, appeared: 0, vanished: 0, row: null, originalRow: null };
  shifts.set(rule, shift);
  return shift;
}

const least = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);
