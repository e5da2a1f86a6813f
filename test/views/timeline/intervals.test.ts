import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countIn,
  firstFrom,
  intervalsOf,
  lastingUntil,
} from '../../../src/views/timeline/intervals.ts';
import { ascendingOrder, finish } from '../../../src/views/timeline/order.ts';
import { sideBySide } from '../../../src/views/timeline/side-by-side.ts';

const stretch = fc
  .tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 60 }))
  .map(([start, length]) => ({ start, end: start + length }));
const stretches = fc.array(stretch, { maxLength: 300 });

const build = (list: readonly { start: number; end: number }[]) =>
  finish(
    intervalsOf({
      starts: list.map(({ start }) => start),
      ends: list.map(({ end }) => end),
      columns: [list.map((_, i) => i)],
    }),
  );

describe('an order', () => {
  it('is the stable one, whatever the keys', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (keys) => {
        const expected = keys.map((_, i) => i).sort((a, b) => keys[a]! - keys[b]! || a - b);
        expect([...finish(ascendingOrder(Float64Array.from(keys)))]).toEqual(expected);
      }),
    );
  });

  it('pauses while it sorts what is long', () => {
    const keys = Float64Array.from({ length: 200_000 }, (_, i) => (i * 7919) % 200_003);
    expect([...ascendingOrder(keys)].length).toBeGreaterThan(10);
  });
});

describe('stretches of time', () => {
  it('keep what is known of each beside it', () => {
    fc.assert(
      fc.property(stretches, (list) => {
        const { intervals, columns } = build(list);
        const told = [...columns[0]!].map((from, i) => ({
          start: intervals.starts[i]!,
          end: intervals.ends[i]!,
          from,
        }));
        for (const { start, end, from } of told) expect({ start, end }).toEqual(list[from]);
        expect(told.length).toBe(list.length);
        expect(told.every(({ start }, i) => i === 0 || start >= told[i - 1]!.start)).toBe(true);
      }),
    );
  });

  it('are found where they last, and counted', () => {
    fc.assert(
      fc.property(stretches, fc.nat(260), fc.nat(40), (list, from, length) => {
        const { intervals } = build(list);
        const first = firstFrom(intervals, from);
        const found: number[] = [];
        lastingUntil(intervals, first, from, Infinity, (i) => found.push(intervals.ends[i]!));
        const expected = list.filter(({ start, end }) => start < from && end >= from);
        expect(found.toSorted()).toEqual(expected.map(({ end }) => end).toSorted());
        const to = from + length + 1;
        expect(countIn(intervals, from, to)).toBe(
          list.filter(({ start, end }) => start < to && end >= from).length,
        );
      }),
    );
  });

  it('are found at most so many', () => {
    const { intervals } = build(Array.from({ length: 100 }, () => ({ start: 0, end: 9 })));
    const found: number[] = [];
    lastingUntil(intervals, 100, 5, 7, (i) => found.push(i));
    expect(found).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('that end before they begin count as a moment', () => {
    const { intervals } = build([{ start: 5, end: 3 }]);
    expect([...intervals.ends]).toEqual([5]);
  });

  it('stand side by side without touching, while there are columns', () => {
    fc.assert(
      fc.property(stretches, (list) => {
        const { intervals } = build(list);
        const { column, columns } = sideBySide(intervals, list.length + 1);
        const free = new Map<number, number>();
        intervals.starts.forEach((start, i) => {
          expect(free.get(column[i]!) ?? -1).toBeLessThanOrEqual(start);
          free.set(column[i]!, intervals.ends[i]!);
        });
        expect(columns).toBe(new Set(column).size);
      }),
    );
  });
});
