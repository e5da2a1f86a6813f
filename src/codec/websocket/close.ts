import { uint16 } from '../bytes.ts';
import type { BitRange, Severity, SpecRef } from '../annotation.ts';
import type { FieldId, RuleId } from '../ids.ts';
import { rulesIn } from '../codec.ts';
import { looseTextOf, utf8FaultAt } from '../utf8.ts';
import type { Finding } from './finding.ts';
import { MOST_IN_7, section } from './layout.ts';
import type { Sender } from './rules.ts';

/** What a Close frame says, RFC 6455 §5.5.1. */
export interface CloseBody {
  /** Null for an empty body, and for one of a single byte. */
  readonly code: number | null;
  readonly reason: string;
  /** The reason's bytes, of which `reason` is the text. */
  readonly reasonBytes: Uint8Array;
}

/** Reads the unmasked payload of a Close frame, RFC 6455 §5.5.1: two bytes of code, then a reason. */
export function readClose(payload: Uint8Array): CloseBody {
  const code = payload.length >= 2 ? uint16(payload, 0) : null;
  const reasonBytes = payload.subarray(2);
  return { code, reason: looseTextOf(reasonBytes), reasonBytes };
}

/** What a code may be used for, RFC 6455 §7.4. */
export type CloseCodeKind =
  /** Below 1000: not used. */
  | 'unused'
  /** Defined by RFC 6455 §7.4.1 and allowed on the wire. */
  | 'protocol'
  /** Registered with IANA after the RFC: 1012 to 1014. */
  | 'registered'
  /** 1004: reserved, without a meaning. */
  | 'reserved'
  /** 1005, 1006, 1015: what an API reports, never in a frame. */
  | 'local'
  /** 1016 to 2999: kept for the protocol, not assigned. */
  | 'unassigned'
  /** 3000 to 3999: for libraries and frameworks, registered with IANA. */
  | 'library'
  /** 4000 to 4999: for private use. */
  | 'private'
  /** 5000 and above: not defined. */
  | 'undefined';

export function closeCodeKind(code: number): CloseCodeKind {
  if (code < 1000) return 'unused';
  if (code === 1004) return 'reserved';
  if (code === 1005 || code === 1006 || code === 1015) return 'local';
  if (code <= 1011) return 'protocol';
  if (code <= 1014) return 'registered';
  if (code < 3000) return 'unassigned';
  if (code < 4000) return 'library';
  return code < 5000 ? 'private' : 'undefined';
}

/** One rule on the body of a Close frame. */
export interface CloseRule {
  readonly id: RuleId;
  readonly field: FieldId;
  readonly ref: SpecRef;
  readonly severity: Severity;
  readonly closeCode: number | null;
  broken(body: CloseBody, sender: Sender): boolean;
}

const onCode = (
  id: RuleId,
  sectionNumber: string,
  broken: (code: number, sender: Sender) => boolean,
  closeCode: number | null = 1002,
): CloseRule => ({
  id,
  field: 'ws.close-code',
  ref: section(sectionNumber),
  severity: closeCode === null ? 'warning' : 'error',
  closeCode,
  broken: (body, sender) => body.code !== null && broken(body.code, sender),
});

const onReason = (
  id: RuleId,
  sectionNumber: string,
  closeCode: number,
  broken: (reason: Uint8Array) => boolean,
): CloseRule => ({
  id,
  field: 'ws.close-reason',
  ref: section(sectionNumber),
  severity: 'error',
  closeCode,
  broken: (body) => broken(body.reasonBytes),
});

/** The longest reason: a control frame holds 125 bytes and the code takes two. */
export const MOST_REASON = MOST_IN_7 - 2;

/** Where 1016 to 2999 are told apart in the catalogue: the first half is what people invent by counting on. */
const COUNTED_ON = 2000;

/** What the body of a Close frame can break. Append only: the place of a rule is its bit in a verdict. */
export const CLOSE_RULES: readonly CloseRule[] = [
  onCode('ws/close-code-0', '7.4.2', (code) => code === 0),
  onCode('ws/close-code-below-1000', '7.4.2', (code) => code > 0 && code < 1000),
  onCode('ws/close-code-1004', '7.4.1', (code) => code === 1004),
  onCode('ws/close-code-1005-on-wire', '7.4.1', (code) => code === 1005),
  onCode('ws/close-code-1006-on-wire', '7.4.1', (code) => code === 1006),
  onCode('ws/close-code-1015-on-wire', '7.4.1', (code) => code === 1015),
  onCode('ws/close-code-1016', '7.4.2', (code) => code >= 1016 && code < COUNTED_ON),
  onCode('ws/close-code-2999', '7.4.2', (code) => code >= COUNTED_ON && code < 3000),
  onCode('ws/close-code-5000', '7.4.2', (code) => code >= 5000),
  onCode(
    'ws/close-1010-from-server',
    '7.4.1',
    (code, sender) => code === 1010 && sender === 'server',
    null,
  ),
  onReason('ws/close-reason-too-long', '5.5', 1002, (reason) => reason.length > MOST_REASON),
  onReason('ws/close-reason-invalid-utf8', '5.5.1', 1007, (reason) => utf8FaultAt(reason) >= 0),
];

/** The rules that the unmasked payload of a Close frame breaks, as bits of CLOSE_RULES. RFC 6455 §5.5.1, §7.4 */
export function judgeClose(payload: Uint8Array, sender: Sender): number {
  const body = readClose(payload);
  return CLOSE_RULES.reduce(
    (verdict, rule, i) => (rule.broken(body, sender) ? verdict | (1 << i) : verdict),
    0,
  );
}

/** What the unmasked payload of a Close frame breaks, with its places. RFC 6455 §5.5.1, §7.4 */
export const findingsOfClose = (payload: Uint8Array, sender: Sender): Finding[] =>
  rulesIn(CLOSE_RULES, judgeClose(payload, sender)).map((rule) => ({
    rule: rule.id,
    field: rule.field,
    severity: rule.severity,
    ref: rule.ref,
    closeCode: rule.closeCode,
    range: { of: 'payload', ...closeRange(rule, payload) },
  }));

/** The payload of a Close frame; an empty one without a code. */
export function encodeClose(
  code: number | null,
  reason: Uint8Array = new Uint8Array(),
): Uint8Array {
  if (code === null) return new Uint8Array();
  const payload = new Uint8Array(2 + reason.length);
  payload[0] = code >> 8;
  payload[1] = code & 0xff;
  payload.set(reason, 2);
  return payload;
}

/** Where in the unmasked payload a broken rule on the close body points, in bits. */
function closeRange(rule: CloseRule, payload: Uint8Array): Pick<BitRange, 'start' | 'end'> {
  if (rule.field === 'ws.close-code') return { start: 0, end: 16 };
  if (rule.id === 'ws/close-reason-invalid-utf8') {
    const fault = Math.min(2 + utf8FaultAt(payload.subarray(2)), payload.length - 1);
    return { start: fault * 8, end: fault * 8 + 8 };
  }
  return { start: 16, end: payload.length * 8 };
}
