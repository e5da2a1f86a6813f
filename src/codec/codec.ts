import type { Severity, SpecRef } from './annotation.ts';
import type { FieldId, RuleId } from './ids.ts';

/** One rule of a protocol, judged on a head and the state of its stream. */
export interface Rule<Head, Context> {
  readonly id: RuleId;
  /** The field that breaks it. */
  readonly field: FieldId;
  readonly ref: SpecRef;
  readonly severity: Severity;
  /** What a strict receiver closes with; null where it would not close. */
  readonly closeCode: number | null;
  broken(head: Head, context: Context): boolean;
}

/** What is known of a rule before anything breaks it. */
export interface RuleFacts {
  readonly rule: RuleId;
  readonly field: FieldId;
  readonly ref: SpecRef;
  readonly severity: Severity;
  /** What a strict receiver closes with; null where it would not close. */
  readonly closeCode: number | null;
  /** What a strict server answers to a request that breaks it; null for all else. */
  readonly status: number | null;
}

/** The rules that a unit breaks, as bits: bit i is `rules[i]`. A table holds at most 31 rules. */
export function judge<Head, Context>(
  rules: readonly Rule<Head, Context>[],
  head: Head,
  context: Context,
): number {
  let verdict = 0;
  for (let i = 0; i < rules.length; i++) {
    if (rules[i]!.broken(head, context)) verdict |= 1 << i;
  }
  return verdict;
}

/** The rules that a verdict names, in the order of their table. */
export const rulesIn = <R>(rules: readonly R[], verdict: number): R[] =>
  rules.filter((_, i) => (verdict & (1 << i)) !== 0);
