import type { SpecRef } from '../annotation.ts';
import type { RuleFacts } from '../codec.ts';
import type { RuleId } from '../ids.ts';
import { createUtf8Check, type Utf8Fault } from '../utf8.ts';
import type { Finding } from './finding.ts';
import { section } from './layout.ts';

const onText = (rule: RuleId, ref: SpecRef = section('8.1')): RuleFacts => ({
  rule,
  field: 'ws.payload',
  ref,
  severity: 'error',
  closeCode: 1007,
  status: null,
});

const UTF8: SpecRef = { doc: 'rfc3629', section: '3' };

const RULES: Readonly<Record<Utf8Fault, RuleFacts>> = {
  invalid: onText('ws/text-invalid-utf8'),
  overlong: onText('ws/text-utf8-overlong', UTF8),
  surrogate: onText('ws/text-utf8-surrogate', UTF8),
  'above-10ffff': onText('ws/text-utf8-above-10ffff', UTF8),
};

const TRUNCATED = onText('ws/text-utf8-truncated');
const BAD_IN_FRAGMENT = onText('ws/text-utf8-bad-in-fragment');

/** The rules on the text of a message; the order is that of the catalogue. */
export const TEXT_RULES: readonly RuleFacts[] = [
  ...Object.values(RULES),
  TRUNCATED,
  BAD_IN_FRAGMENT,
];

/** The rule on the text of a compressed message. */
export const INFLATED_TEXT: RuleFacts = onText('ws/pmd-invalid-utf8-after-inflate');

/** Judges the text of an uncompressed message fragment by fragment, RFC 6455 §5.6, §8.1. */
export interface TextJudge {
  /**
   * What the next fragment makes impossible, at the byte where it does. `final` where FIN is set,
   * `complete` where all of its payload is there.
   */
  push(payload: Uint8Array, final: boolean, complete: boolean): Finding[];
}

const found = (
  { rule, field, severity, ref, closeCode }: RuleFacts,
  of: 'payload' | 'inflated',
  from: number,
  to: number,
): Finding => ({
  rule,
  field,
  severity,
  ref,
  closeCode,
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
        const findings = [found(RULES[check.fault!], 'payload', at, at + 1)];
        // A receiver may fail at once or wait for the last fragment.
        if (!final) findings.push(found(BAD_IN_FRAGMENT, 'payload', at, at + 1));
        return findings;
      }
      if (!final || !complete || check.whole) return [];
      done = true;
      // The character may have begun in an earlier fragment: point at what of it is here.
      const from = Math.max(payload.length - check.pending, 0);
      return [found(TRUNCATED, 'payload', from, payload.length)];
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
  return [found(INFLATED_TEXT, 'inflated', from, to)];
}
