import type { BitRange, Severity, Violation } from '../codec/annotation.ts';
import { CLOSE_RULES } from '../codec/websocket/close.ts';
import { headerLengthOf } from '../codec/websocket/layout.ts';
import { FRAME_RULES } from '../codec/websocket/rules.ts';
import { annotateRow, violationsOfHead } from './annotate-row.ts';
import type { Conversation } from './conversation.ts';
import type { RowPlace } from './order.ts';

/** A broken rule with its place in the conversation. */
export interface Problem {
  readonly row: number;
  readonly violation: Violation;
}

export interface ProblemCount {
  readonly errors: number;
  readonly warnings: number;
}

const NONE: ProblemCount = { errors: 0, warnings: 0 };

const bitsOf = (rules: readonly { readonly severity: Severity }[], severity: Severity): number =>
  rules.reduce((bits, rule, i) => (rule.severity === severity ? bits | (1 << i) : bits), 0);

const FRAME_ERRORS = bitsOf(FRAME_RULES, 'error');
const FRAME_WARNINGS = bitsOf(FRAME_RULES, 'warning');
const CLOSE_ERRORS = bitsOf(CLOSE_RULES, 'error');
const CLOSE_WARNINGS = bitsOf(CLOSE_RULES, 'warning');

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** How much is wrong with a row, from the stored verdicts alone: no annotation is made. */
export function countProblems(conversation: Conversation, place: RowPlace): ProblemCount {
  const side = conversation.sides[place.direction];
  if (place.kind === 'head') {
    const violations = violationsOfHead(conversation, place);
    const errors = violations.filter(({ severity }) => severity === 'error').length;
    return { errors, warnings: violations.length - errors };
  }
  if (place.kind !== 'frame') return NONE;
  const verdict = side.frames.verdict[place.unit]!;
  const close = side.closeVerdicts.get(place.unit) ?? 0;
  if (verdict === 0 && close === 0) return NONE;
  return {
    errors: bitCount(verdict & FRAME_ERRORS) + bitCount(close & CLOSE_ERRORS),
    warnings: bitCount(verdict & FRAME_WARNINGS) + bitCount(close & CLOSE_WARNINGS),
  };
}

/** The rows that break a rule, in order. */
export function problemRows(conversation: Conversation): Uint32Array {
  const rows: number[] = [];
  for (let row = 0; row < conversation.order.length; row++) {
    const { errors, warnings } = countProblems(conversation, conversation.order.place(row));
    if (errors + warnings > 0) rows.push(row);
  }
  return Uint32Array.from(rows);
}

/** What is wrong with a row, in words' reach: each broken rule with its range. */
export const problemsOf = (conversation: Conversation, row: number): Problem[] =>
  annotateRow(conversation, row).violations.map((violation) => ({ row, violation }));

/** A range of a unit as bits from the start of its direction's stream: computed bytes stand where they travelled. */
export function streamRange(
  conversation: Conversation,
  place: RowPlace,
  range: BitRange,
): { readonly start: number; readonly end: number } {
  const side = conversation.sides[place.direction];
  const skipped =
    range.source === 'unmasked' ? headerLengthOf(side.frames.head[place.unit]! & 0xff) : 0;
  const base = (place.at + skipped) * 8;
  return { start: base + range.start, end: base + range.end };
}
