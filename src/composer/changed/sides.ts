import type { RuleId } from '../../codec/ids.ts';
import type { Conversation } from '../../trace/conversation.ts';
import type { Direction } from '../../trace/trace.ts';
import { MOST_PAIRS, type Fate, type RowPair, type JudgedPair } from './pairs.ts';
import { frameEnd, frameRules, otherUnits, type OtherUnit } from './units.ts';

/** What two readings of one direction's stream do not have in common. */
export interface SideDifference {
  readonly pairs: readonly RowPair[];
  readonly counts: Readonly<Record<Fate, number>>;
  /** Where a unit begins in one reading alone, and where both go on alike after the last such place. */
  readonly lostAt: number | null;
  readonly foundAt: number | null;
}

export interface Readings {
  readonly original: Conversation;
  readonly changed: Conversation;
}

/** Frames, between two pauses. */
const STEP = 1 << 15;

/** Compares two readings of a stream whose bytes differ at `offsets`; pauses now and then. */
export function* compareSides(
  readings: Readings,
  direction: Direction,
  offsets: readonly number[],
  note: (pair: JudgedPair) => void,
): Generator<void, SideDifference> {
  const tally = createTally(direction, note);
  yield* compareFrames(readings, direction, createTouch(offsets), tally);
  const before = yield* otherUnits(readings.original, direction);
  const after = yield* otherUnits(readings.changed, direction);
  compareOthers(before, after, createTouch(offsets), tally);
  return tally.finish(readings.original, [...before.values()]);
}

/** Whether a byte of `[from, to)` was changed. */
type Touch = (from: number, to: number) => boolean;

function createTouch(offsets: readonly number[]): Touch {
  const [first = Infinity] = offsets;
  const last = offsets.at(-1) ?? -1;
  return (from, to) =>
    from <= last && first < to && offsets.some((offset) => offset >= from && offset < to);
}

interface Tally {
  readonly add: (pair: JudgedPair, bounds?: boolean) => void;
  finish(original: Conversation, others: readonly OtherUnit[]): SideDifference;
}

function createTally(direction: Direction, note: (pair: JudgedPair) => void): Tally {
  const pairs: RowPair[] = [];
  const counts = { edited: 0, resized: 0, judged: 0, gone: 0, added: 0 };
  let firstOdd: number | null = null;
  let lastOdd = -1;
  return {
    add(given, bounds = true) {
      const { fate, original, changed, at } = given;
      note(given);
      if (++counts[fate] <= MOST_PAIRS) pairs.push({ fate, original, changed, direction, at });
      if (!bounds || (fate !== 'gone' && fate !== 'added')) return;
      firstOdd = Math.min(firstOdd ?? Infinity, at);
      lastOdd = Math.max(lastOdd, at);
    },
    finish(original, others) {
      const foundAt =
        firstOdd === null ? null : boundaryAfter(original, direction, others, lastOdd);
      return { pairs, counts, lostAt: firstOdd, foundAt };
    },
  };
}

/** The first byte after a place at which a unit of the original begins; null where none does. */
function boundaryAfter(
  { sides }: Conversation,
  direction: Direction,
  others: readonly OtherUnit[],
  place: number,
): number | null {
  const { at, length } = sides[direction].frames;
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at[middle]! > place) high = middle;
    else low = middle + 1;
  }
  const frame = low < length ? at[low]! : Infinity;
  const next = others.reduce(
    (least, unit) => (unit.bounds && unit.at > place ? Math.min(least, unit.at) : least),
    frame,
  );
  return next === Infinity ? null : next;
}

function* compareFrames(
  { original, changed }: Readings,
  direction: Direction,
  touched: Touch,
  { add }: Tally,
): Generator<void, void> {
  const before = original.sides[direction];
  const after = changed.sides[direction];
  const rowBefore = (frame: number) => original.order.rowOfFrame(direction, frame);
  const rowAfter = (frame: number) => changed.order.rowOfFrame(direction, frame);
  let i = 0;
  let j = 0;
  for (let step = 1; i < before.frames.length || j < after.frames.length; step++) {
    const at = before.frames.at[i] ?? Infinity;
    const other = after.frames.at[j] ?? Infinity;
    if (at < other) {
      const rulesBefore = frameRules(before, i);
      add({ fate: 'gone', original: rowBefore(i), changed: null, at, rulesBefore, rulesAfter: [] });
      i++;
    } else if (other < at) {
      const rulesAfter = frameRules(after, j);
      const row = rowAfter(j);
      add({ fate: 'added', original: null, changed: row, at: other, rulesBefore: [], rulesAfter });
      j++;
    } else {
      const end = frameEnd(before, i);
      const resized = before.frames.payloadLength[i] !== after.frames.payloadLength[j];
      const edited = touched(at, end);
      if (resized || edited || judgesDiffer(i, j)) {
        const fate: Fate =
          resized || end !== frameEnd(after, j) ? 'resized' : edited ? 'edited' : 'judged';
        add({
          ...{ fate, original: rowBefore(i), changed: rowAfter(j), at },
          ...{ rulesBefore: frameRules(before, i), rulesAfter: frameRules(after, j) },
        });
      }
      i++;
      j++;
    }
    if (step % STEP === 0) yield;
  }

  function judgesDiffer(i: number, j: number): boolean {
    if (before.frames.verdict[i] !== after.frames.verdict[j]) return true;
    if (!before.findings.has(i) && !after.findings.has(j)) return false;
    return frameRules(before, i).join() !== frameRules(after, j).join();
  }
}

function compareOthers(
  before: ReadonlyMap<string, OtherUnit>,
  after: ReadonlyMap<string, OtherUnit>,
  touched: Touch,
  { add }: Tally,
): void {
  for (const [key, { row, at, end, bounds, rules, said }] of before) {
    const same = after.get(key);
    const rulesBefore = rules;
    if (same === undefined) {
      add({ fate: 'gone', original: row, changed: null, at, rulesBefore, rulesAfter: [] }, bounds);
      continue;
    }
    const edited = touched(at, end) || said !== same.said;
    const resized = end !== same.end;
    if (!edited && !resized && rules.join() === same.rules.join()) continue;
    const fate: Fate = resized ? 'resized' : edited ? 'edited' : 'judged';
    add({ fate, original: row, changed: same.row, at, rulesBefore, rulesAfter: same.rules });
  }
  for (const [key, { row, at, bounds, rules }] of after) {
    if (before.has(key)) continue;
    const none: readonly RuleId[] = [];
    add(
      { fate: 'added', original: null, changed: row, at, rulesBefore: none, rulesAfter: rules },
      bounds,
    );
  }
}
