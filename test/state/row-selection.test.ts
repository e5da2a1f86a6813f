import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowSelection } from '../../src/state/row-selection.ts';

const row = fc.nat(40);
/** What someone does with rows: a click beside, a choice of all between two. */
const deeds = fc.array(
  fc.oneof(
    row.map((at) => ({ toggle: at })),
    fc.tuple(row, row).map(([one, other]) => ({ one, other })),
  ),
  { maxLength: 12 },
);

describe('rows chosen together', () => {
  it('are those of a set, in order, in runs that stand apart', () => {
    fc.assert(
      fc.property(deeds, (done) => {
        let selection = RowSelection.NONE;
        const set = new Set<number>();
        for (const deed of done) {
          if ('toggle' in deed) {
            selection = selection.toggled(deed.toggle);
            if (!set.delete(deed.toggle)) set.add(deed.toggle);
          } else {
            const between = RowSelection.between(deed.one, deed.other);
            selection = selection.with(between.ranges);
            for (const each of between.rows()) set.add(each);
          }
        }
        const expected = [...set].sort((a, b) => a - b);
        expect([...selection.rows()]).toEqual(expected);
        expect(selection.count).toBe(expected.length);
        for (let at = -1; at <= 42; at++) expect(selection.has(at)).toBe(set.has(at));
        for (const [i, { from, to }] of selection.ranges.entries()) {
          expect(to).toBeGreaterThan(from);
          if (i > 0) expect(from).toBeGreaterThan(selection.ranges[i - 1]!.to);
        }
      }),
    );
  });

  it('are made of a list of rows', () => {
    fc.assert(
      fc.property(fc.uniqueArray(row), (rows) => {
        const sorted = Uint32Array.from(rows).sort();
        expect([...RowSelection.of(sorted).rows()]).toEqual([...sorted]);
      }),
    );
  });

  it('take no more room for a million', () => {
    expect(RowSelection.between(999_999, 0).ranges).toEqual([{ from: 0, to: 1_000_000 }]);
  });
});
