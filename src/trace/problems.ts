import type { BitRange, Severity, Violation } from '../codec/annotation.ts';
import { headerLengthOf } from '../codec/websocket/layout.ts';
import { FRAME_RULES } from '../codec/websocket/rules.ts';
import { annotateRow } from './annotate-row.ts';
import type { Conversation } from './conversation.ts';
import { violationsOfHttp } from './http-violations.ts';
import type { RowPlace } from './order.ts';
import { otherRows } from './other-rows.ts';
import type { Side } from './side.ts';
import { DIRECTIONS } from './trace.ts';

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

/** The bits of a verdict that are errors. */
export const FRAME_ERRORS = bitsOf(FRAME_RULES, 'error');
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
  const judged = countVerdict(verdict);
  const found = countSeverities(findings ?? []);
  return { errors: judged.errors + found.errors, warnings: judged.warnings + found.warnings };
}

const countVerdict = (verdict: number): ProblemCount => ({
  errors: bitCount(verdict & FRAME_ERRORS),
  warnings: bitCount(verdict & FRAME_WARNINGS),
});

function countSeverities(judged: readonly { readonly severity: Severity }[]): ProblemCount {
  if (judged.length === 0) return NONE;
  const errors = judged.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: judged.length - errors };
}

/** Nothing, a warning, an error: the larger the worse. */
export const worstOf = ({ errors, warnings }: ProblemCount): 0 | 1 | 2 =>
  errors > 0 ? 2 : warnings > 0 ? 1 : 0;

export function worstOfFrame({ frames, findings }: Side, frame: number): 0 | 1 | 2 {
  const verdict = frames.verdict[frame]!;
  const found = findings.size === 0 ? undefined : findings.get(frame);
  if (verdict === 0 && found === undefined) return 0;
  const isError =
    (verdict & FRAME_ERRORS) !== 0 || found?.some(({ severity }) => severity === 'error') === true;
  return isError ? 2 : 1;
}

/** All that is wrong with a conversation. */
export interface ProblemList extends ProblemCount {
  /** The rows that break a rule, in order. */
  readonly rows: Uint32Array;
}

/** Rows that are no frames, judged between two pauses. */
const STEP = 256;

/** Frames are judged by their columns: a place is made for other rows alone. Pauses now and then. */
export function* listProblems(conversation: Conversation): Generator<void, ProblemList> {
  const { order, sides } = conversation;
  const isBroken = new Uint8Array(order.length);
  let errors = 0;
  let warnings = 0;
  function add(row: number, count: ProblemCount): void {
    errors += count.errors;
    warnings += count.warnings;
    if (count.errors + count.warnings > 0) isBroken[row] = 1;
  }
  for (const direction of DIRECTIONS) {
    const { frames, findings } = sides[direction];
    const { length, verdict } = frames;
    for (let frame = 0; frame < length; frame++) {
      if (verdict[frame] !== 0) {
        add(order.rowOfFrame(direction, frame), countVerdict(verdict[frame]!));
      }
    }
    for (const [frame, found] of findings) {
      add(order.rowOfFrame(direction, frame), countSeverities(found));
    }
    yield;
  }
  for (const [i, row] of otherRows(conversation).entries()) {
    add(row, countProblems(conversation, order.place(row)));
    if (i % STEP === STEP - 1) yield;
  }
  return { rows: numbersOf(isBroken), errors, warnings };
}

/** The same at once. */
export function problemsIn(conversation: Conversation): ProblemList {
  const steps = listProblems(conversation);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

export const problemRows = (conversation: Conversation): Uint32Array =>
  problemsIn(conversation).rows;

/** Where a column is not zero. */
function numbersOf(column: Uint8Array): Uint32Array {
  let count = 0;
  for (const value of column) if (value !== 0) count++;
  const numbers = new Uint32Array(count);
  let next = 0;
  for (let i = 0; next < count; i++) if (column[i] !== 0) numbers[next++] = i;
  return numbers;
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
      // Inflated bytes have no place of their own on the wire: the frame's payload stands for them,
      // and the whole frame where the last fragment of a message is empty.
      const { frames, bytes } = conversation.sides[place.direction];
      const length = frames.payloadLength[place.unit] ?? 0;
      const end = Math.min(head + length * 8, bytes.length * 8);
      return { start: head < end ? head : place.at * 8, end };
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
