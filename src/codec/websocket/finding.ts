import type { Severity, SpecRef } from '../annotation.ts';
import type { FieldId, RuleId } from '../ids.ts';

/** A rule that a payload breaks: what no header tells, and what is kept for the few frames that do. */
export interface Finding {
  readonly rule: RuleId;
  readonly field: FieldId;
  readonly severity: Severity;
  readonly ref: SpecRef;
  /** What a strict receiver closes with; null where it would not close. */
  readonly closeCode: number | null;
  /** Where, in bits: of the frame's payload unmasked or of the message inflated; null for all of the field. */
  readonly range: {
    readonly of: 'payload' | 'inflated';
    readonly start: number;
    readonly end: number;
  } | null;
}
