import type { SpecRef } from '../annotation.ts';
import type { RuleId } from '../ids.ts';
import { createUtf8Check, type Utf8Fault } from '../utf8.ts';
import type { Finding } from './finding.ts';
import { section } from './layout.ts';

const INVALID = 1007;

const RULES: Readonly<Record<Utf8Fault, { rule: RuleId; ref: SpecRef }>> = {
  invalid: { rule: 'ws/text-invalid-utf8', ref: section('8.1') },
  overlong: { rule: 'ws/text-utf8-overlong', ref: { doc: 'rfc3629', section: '3' } },
  surrogate: { rule: 'ws/text-utf8-surrogate', ref: { doc: 'rfc3629', section: '3' } },
  'above-10ffff': { rule: 'ws/text-utf8-above-10ffff', ref: { doc: 'rfc3629', section: '3' } },
};

/** The rules on the text of a message; the order is that of the catalogue. */
export const TEXT_RULES: readonly RuleId[] = [
  ...Object.values(RULES).map(({ rule }) => rule),
  'ws/text-utf8-truncated',
  'ws/text-utf8-bad-in-fragment',
];

/** Judges the text of an uncompressed message fragment by fragment, RFC 6455 §5.6, §8.1. */
export interface TextJudge {
  /**
   * What the next fragment makes impossible, at the byte where it does. `final` where FIN is set,
   * `complete` where all of its payload is there.
   */
  push(payload: Uint8Array, final: boolean, complete: boolean): Finding[];
}

const found = (
  rule: RuleId,
  ref: SpecRef,
  of: 'payload' | 'inflated',
  from: number,
  to: number,
): Finding => ({
  rule,
  field: 'ws.payload',
  severity: 'error',
  ref,
  closeCode: INVALID,
  range: from < to ? { of, start: from * 8, end: to * 8 } : null,
});

export function createTextJudge(): TextJudge {
  const check = createUtf8Check();
  let done = false;
  return {
    push(payload, final, complete) {
      if (done) return [];
      const at = check.push(payload);
      if (at >= 0) {
        done = true;
        const { rule, ref } = RULES[check.fault!];
        const findings = [found(rule, ref, 'payload', at, at + 1)];
        // A receiver may fail at once or wait for the last fragment.
        if (!final) {
          findings.push(
            found('ws/text-utf8-bad-in-fragment', section('8.1'), 'payload', at, at + 1),
          );
        }
        return findings;
      }
      if (!final || !complete || check.whole) return [];
      done = true;
      // The character may have begun in an earlier fragment: point at what of it is here.
      const from = Math.max(payload.length - check.pending, 0);
      const rule = 'ws/text-utf8-truncated';
      return [found(rule, section('8.1'), 'payload', from, payload.length)];
    },
  };
}

/** Judges the text of a compressed message, which is text only once inflated: RFC 7692 §6.1, RFC 6455 §8.1. */
export function judgeInflatedText(text: Uint8Array): Finding[] {
  const check = createUtf8Check();
  const at = check.push(text);
  if (at < 0 && check.whole) return [];
  const from = at < 0 ? text.length - check.pending : at;
  const to = at < 0 ? text.length : at + 1;
  return [
    found(
      'ws/pmd-invalid-utf8-after-inflate',
      { doc: 'rfc6455', section: '8.1' },
      'inflated',
      from,
      to,
    ),
  ];
}
