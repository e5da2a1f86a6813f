import type { BitRange, Severity, Violation } from '../codec/annotation.ts';
import { headerLengthOf } from '../codec/websocket/layout.ts';
import { FRAME_RULES } from '../codec/websocket/rules.ts';
import { annotateRow } from './annotate-row.ts';
import type { Conversation } from './conversation.ts';
import { violationsOfHttp } from './http-violations.ts';
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

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** How much is wrong with a row, from the stored verdicts alone: no annotation is made. */
export function countProblems(conversation: Conversation, place: RowPlace): ProblemCount {
  const side = conversation.sides[place.direction];
  if (place.kind !== 'frame') return countSeverities(violationsOfHttp(conversation, place));
  const verdict = side.frames.verdict[place.unit]!;
  const findings = side.findings.get(place.unit);
  if (verdict === 0 && findings === undefined) return NONE;
  const { errors, warnings } = countSeverities(findings ?? []);
  return {
    errors: errors + bitCount(verdict & FRAME_ERRORS),
    warnings: warnings + bitCount(verdict & FRAME_WARNINGS),
  };
}

function countSeverities(judged: readonly { readonly severity: Severity }[]): ProblemCount {
  if (judged.length === 0) return NONE;
  const errors = judged.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: judged.length - errors };
}

/** The rows that break a rule, in order. */
export function problemRows(conversation: Conversation): Uint32Array {
  const { order, sides } = conversation;
  const rows: number[] = [];
  for (let row = 0; row < order.length; row++) {
    const { frames, findings } = sides[order.directionOf(row)];
    if (order.kindOf(row) === 'frame') {
      const unit = order.unitOf(row);
      if (frames.verdict[unit] !== 0 || findings.has(unit)) rows.push(row);
    } else {
      const { errors, warnings } = countProblems(conversation, order.place(row));
      if (errors + warnings > 0) rows.push(row);
    }
  }
  return Uint32Array.from(rows);
}

/** How much is wrong with all rows together; `rows` are those that break a rule. */
export function sumProblems(
  conversation: Conversation,
  rows: Uint32Array = problemRows(conversation),
): ProblemCount {
  let errors = 0;
  let warnings = 0;
  for (const row of rows) {
    const count = countProblems(conversation, conversation.order.place(row));
    errors += count.errors;
    warnings += count.warnings;
  }
  return { errors, warnings };
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
  if (place.kind === 'event') return eventRange(conversation, place, range);
  const head = (place.at + headerOf(conversation, place)) * 8;
  switch (range.source) {
    case 'unmasked':
      return { start: head + range.start, end: head + range.end };
    case 'wire':
      return { start: place.at * 8 + range.start, end: place.at * 8 + range.end };
    default: {
      // Inflated bytes have no place of their own on the wire: the frame's payload stands for them.
      const { frames, bytes } = conversation.sides[place.direction];
      const length = frames.payloadLength[place.unit] ?? 0;
      return { start: head, end: Math.min(head + length * 8, bytes.length * 8) };
    }
  }
}

/** An event may lie across chunks: its first and its last byte are found each on its own. */
function eventRange(
  conversation: Conversation,
  { direction, unit, item }: RowPlace,
  { start, end }: BitRange,
): { readonly start: number; readonly end: number } {
  const stream = conversation.sides[direction].streams.get(unit)!;
  const { at } = stream.events[item]!;
  const bitAt = (bit: number) => stream.wireAt(at + Math.floor(bit / 8)) * 8 + (bit % 8);
  return { start: bitAt(start), end: end > start ? bitAt(end - 1) + 1 : bitAt(start) };
}

/** Bytes of a frame before its payload. */
const headerOf = (conversation: Conversation, { kind, direction, unit }: RowPlace): number =>
  kind === 'frame' ? headerLengthOf(conversation.sides[direction].frames.head[unit]! & 0xff) : 0;
