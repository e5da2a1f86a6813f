import { bitRange, type BitRange, type Field, type Violation } from '../annotation.ts';
import { rulesIn } from '../codec.ts';
import type { FieldId } from '../ids.ts';
import type { MessageSources } from './annotate-payload.ts';
import type { Finding } from './finding.ts';
import type { FrameHead } from './layout.ts';
import { FRAME_RULES } from './rules.ts';

export interface FrameJudgement {
  /** Bits of FRAME_RULES, as the scan stored them. */
  readonly verdict?: number;
  /** What its payload breaks. */
  readonly findings?: readonly Finding[];
  /** The message it belongs to, where that says more than its own payload. */
  readonly message?: MessageSources;
  /** Offset of the frame in its direction's stream. */
  readonly base?: number;
}

export function violationsOf(judgement: FrameJudgement, head: FrameHead, root: Field): Violation[] {
  const onHeader = rulesIn(FRAME_RULES, judgement.verdict ?? 0).map((rule) => {
    const field = fieldBroken(rule.field, root);
    return {
      rule: rule.id,
      field: field.id,
      range: field.range,
      severity: rule.severity,
      ref: rule.ref,
      closeCode: rule.closeCode,
      status: null,
    };
  });
  return [
    ...onHeader,
    ...(judgement.findings ?? []).map((finding) => violationOf(finding, head, root)),
  ];
}

function violationOf(finding: Finding, head: FrameHead, root: Field): Violation {
  const { rule, severity, ref, closeCode } = finding;
  const { id, range } = fieldBroken(finding.field, root);
  const judged = { rule, severity, ref, closeCode, status: null };
  if (finding.range === null) return { ...judged, field: id, range };
  return { ...judged, field: finding.field, range: placeOf(finding.range, head) };
}

/** A place in a payload as a place in the source that shows it. */
function placeOf(place: NonNullable<Finding['range']>, head: FrameHead): BitRange {
  const { of, start, end } = place;
  if (of !== 'payload') return bitRange(of, start, end);
  if (head.maskAt >= 0) return bitRange('unmasked', start, end);
  const from = head.payloadAt * 8;
  return bitRange('wire', from + start, from + end);
}

/** The field a rule names. A rule on the length points at the form that was used; one on an absent field, at the frame. */
function fieldBroken(id: FieldId, root: Field): Field {
  const children = root.children ?? [];
  const named = (wanted: FieldId) => children.find((field) => field.id === wanted);
  if (id === 'ws.length7' || id === 'ws.length64' || id === 'ws.length16') {
    return named('ws.length64') ?? named('ws.length16') ?? named('ws.length7') ?? root;
  }
  return named(id) ?? root;
}
