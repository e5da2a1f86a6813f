import type { RuleId } from '../../codec/ids.ts';
import type { Conversation } from '../../trace/conversation.ts';
import { align, type Alignment } from './align.ts';
import { countRules } from './broken-rules.ts';
import { itemsOf, type Items } from './items.ts';

/** A line of two conversations side by side: alike, of one kind with another content, or in one of them alone. */
export interface ComparedLine {
  readonly kind: 'same' | 'altered' | 'one' | 'other';
  readonly one: number | null;
  readonly other: number | null;
  /** Items that are alike from here on, in both; 1 for any other line. */
  readonly count: number;
}

/** How often each conversation breaks a rule. */
export interface ComparedRule {
  readonly rule: RuleId;
  readonly one: number;
  readonly other: number;
}

/** Two conversations, aligned by what they say. */
export interface Comparison {
  /** The first of them; all are counted. */
  readonly lines: readonly ComparedLine[];
  readonly counts: Readonly<Record<ComparedLine['kind'], number>>;
  /** The rows from which on nothing was aligned, for too much differs; null where all was. */
  readonly cut: { readonly one: number | null; readonly other: number | null } | null;
  /** Rules that are not broken equally often. */
  readonly rules: readonly ComparedRule[];
}

/** Lines that are listed. */
export const MOST_LINES = 500;

/** Compares what two conversations say; pauses with the share that is done, from 0 to 1. */
export function* compareConversations(
  one: Conversation,
  other: Conversation,
): Generator<number, Comparison> {
  const total = Math.max(one.order.length + other.order.length, 1);
  const items = yield* shares(itemsOf(one), (row) => row / total);
  const others = yield* shares(itemsOf(other), (row) => (one.order.length + row) / total);
  const aligned = yield* shares(align(items.said, others.said), () => 1);
  const rules = yield* shares(countRules(one), () => 1);
  const otherRules = yield* shares(countRules(other), () => 1);
  return { ...linesOf(items, others, aligned), rules: unevenRules(rules, otherRules) };
}

function* shares<Step, Result>(
  steps: Generator<Step, Result>,
  shareOf: (step: Step) => number,
): Generator<number, Result> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    yield shareOf(step.value);
  }
}

function linesOf(items: Items, others: Items, aligned: Alignment): Omit<Comparison, 'rules'> {
  const lines: ComparedLine[] = [];
  const counts = { same: 0, altered: 0, one: 0, other: 0 };
  const add = (line: ComparedLine) => {
    counts[line.kind] += line.count;
    if (lines.length < MOST_LINES) lines.push(line);
  };
  let i = 0;
  let j = 0;
  const gap = (toOne: number, toOther: number) => {
    for (const line of pairUp(items, others, { i, j, toOne, toOther })) add(line);
    i = toOne;
    j = toOther;
  };
  for (const run of aligned.runs) {
    gap(run.one, run.other);
    const { length } = run;
    add({ kind: 'same', one: items.rows[i]!, other: others.rows[j]!, count: length });
    i += length;
    j += length;
  }
  gap(aligned.cut?.one ?? items.length, aligned.cut?.other ?? others.length);
  const rowAt = ({ rows }: Items, at: number) => rows[at] ?? null;
  const { cut } = aligned;
  const cutAt = cut && { one: rowAt(items, cut.one), other: rowAt(others, cut.other) };
  return { lines, counts, cut: cutAt };
}

interface Gap {
  readonly i: number;
  readonly j: number;
  readonly toOne: number;
  readonly toOther: number;
}

/** What says something else between two equal runs: items of one kind are told as one that was altered. */
function* pairUp(
  items: Items,
  others: Items,
  { i, j, toOne, toOther }: Gap,
): Generator<ComparedLine> {
  let [one, other] = [i, j];
  while (one < toOne || other < toOther) {
    const both = one < toOne && other < toOther;
    if (both && items.kinds[one] === others.kinds[other]) {
      yield { kind: 'altered', one: items.rows[one++]!, other: others.rows[other++]!, count: 1 };
    } else if (one < toOne && (!both || toOne - one >= toOther - other)) {
      yield { kind: 'one', one: items.rows[one++]!, other: null, count: 1 };
    } else {
      yield { kind: 'other', one: null, other: others.rows[other++]!, count: 1 };
    }
  }
}

function unevenRules(
  one: ReadonlyMap<RuleId, number>,
  other: ReadonlyMap<RuleId, number>,
): ComparedRule[] {
  return [...new Set([...one.keys(), ...other.keys()])]
    .map((rule) => ({ rule, one: one.get(rule) ?? 0, other: other.get(rule) ?? 0 }))
    .filter((rule) => rule.one !== rule.other);
}
