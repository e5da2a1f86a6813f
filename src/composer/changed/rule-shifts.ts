import type { RuleId } from '../../codec/ids.ts';
import type { UnitPair } from './pairs.ts';

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

/** Counts which rules a pair of rows has in one reading alone. */
export function countShifts(shifts: Map<RuleId, RuleShift>, pair: UnitPair): void {
  for (const rule of pair.rulesAfter) {
    if (pair.rulesBefore.includes(rule)) continue;
    const shift = shifts.get(rule) ?? none(rule);
    const row = least(shift.row, pair.changed);
    shifts.set(rule, { ...shift, appeared: shift.appeared + 1, row });
  }
  for (const rule of pair.rulesBefore) {
    if (pair.rulesAfter.includes(rule)) continue;
    const shift = shifts.get(rule) ?? none(rule);
    const originalRow = least(shift.originalRow, pair.original);
    shifts.set(rule, { ...shift, vanished: shift.vanished + 1, originalRow });
  }
}

const none = (rule: RuleId): RuleShift => ({
  ...{ rule, appeared: 0, vanished: 0, row: null, originalRow: null },
});

const least = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);
