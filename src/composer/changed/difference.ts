import type { RuleId } from '../../codec/ids.ts';
import type { Conversation } from '../../trace/conversation.ts';
import { rowOf } from '../../trace/row-of.ts';
import { DIRECTIONS, perDirection, type Direction } from '../../trace/trace.ts';
import type { Edit } from './edits.ts';
import { MOST_PAIRS, type Fate, type RowPair, type JudgedPair } from './pairs.ts';
import { countShifts, type RuleCount, type RuleShift } from './rule-shifts.ts';
import { compareSides, type SideDifference } from './sides.ts';

/** Where units begin at other bytes than before, and where they are the same again. */
export interface SyncLoss {
  /** Offset of the first byte at which a unit begins in one reading alone, and the row of the changed one that holds it. */
  readonly at: number;
  readonly row: number | null;
  /** Where both go on alike; null where they never do. */
  readonly found: { readonly at: number; readonly row: number | null } | null;
}

/** What a few other bytes make of a conversation: the original beside the changed one. */
export interface Difference {
  /** The first of them, in the order seen. */
  readonly pairs: readonly RowPair[];
  /** Of all of them. */
  readonly counts: Readonly<Record<Fate, number>>;
  readonly sync: Readonly<Record<Direction, SyncLoss | null>>;
  /** Rules that appear or vanish, those that appear first. */
  readonly rules: readonly RuleShift[];
}

/** Compares two readings of a stream of one length: units are the same where they begin at the same byte. */
export function* findDifference(
  original: Conversation,
  changed: Conversation,
  edits: readonly Edit[],
): Generator<void, Difference> {
  const sides: Partial<Record<Direction, SideDifference>> = {};
  const shifts = new Map<RuleId, RuleCount>();
  for (const direction of DIRECTIONS) {
    const offsets = edits.filter((edit) => edit.direction === direction).map((edit) => edit.offset);
    const note = (pair: JudgedPair) => countShifts(shifts, pair);
    sides[direction] = yield* compareSides({ original, changed }, direction, offsets, note);
  }
  const both = DIRECTIONS.map((direction) => sides[direction]!);
  const sum = (fate: Fate) => both.reduce((total, { counts }) => total + counts[fate], 0);
  return {
    pairs: inOrder(original, both),
    counts: {
      edited: sum('edited'),
      resized: sum('resized'),
      judged: sum('judged'),
      gone: sum('gone'),
      added: sum('added'),
    },
    sync: perDirection((direction) => syncOf(changed, direction, sides[direction]!)),
    rules: [...shifts.values()].toSorted((a, b) => b.appeared - a.appeared),
  };
}

/** Rows of two readings have no order in common: the transfer that brought the first byte gives one. */
function inOrder({ order }: Conversation, sides: readonly SideDifference[]): RowPair[] {
  return sides
    .flatMap(({ pairs }) => pairs)
    .map((pair) => ({ pair, transfer: order.transferOf(pair.direction, pair.at) }))
    .toSorted((a, b) => a.transfer - b.transfer || a.pair.at - b.pair.at)
    .slice(0, MOST_PAIRS)
    .map(({ pair }) => pair);
}

function syncOf(
  changed: Conversation,
  direction: Direction,
  { lostAt, foundAt }: SideDifference,
): SyncLoss | null {
  if (lostAt === null) return null;
  const rowAt = (offset: number) => {
    const row = rowOf(changed, { direction, offset });
    return row < 0 ? null : row;
  };
  const found = foundAt === null ? null : { at: foundAt, row: rowAt(foundAt) };
  return { at: lostAt, row: rowAt(lostAt), found };
}
