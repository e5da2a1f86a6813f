import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align, type Alignment } from '../../../src/composer/compare/align.ts';

function aligned(one: readonly number[], other: readonly number[], most?: number): Alignment {
  const steps = align(Uint32Array.from(one), Uint32Array.from(other), most);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The length of the longest common subsequence, the slow way. */
function longest(one: readonly number[], other: readonly number[]): number {
  let row: number[] = new Array<number>(other.length + 1).fill(0);
  for (const a of one) {
    const next = [0];
    for (const [j, b] of other.entries()) {
      next.push(a === b ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!));
    }
    row = next;
  }
  return row[other.length]!;
}

const list = fc.array(fc.nat(4), { maxLength: 24 });
const total = ({ runs }: Alignment) => runs.reduce((sum, { length }) => sum + length, 0);

describe('aligning two lists', () => {
  it('finds what was left out', () => {
    expect(aligned([1, 2, 3, 4, 5], [1, 2, 4, 5])).toEqual({
      runs: [
        { one: 0, other: 0, length: 2 },
        { one: 3, other: 2, length: 2 },
      ],
      cut: null,
    });
  });

  it('finds a longest common subsequence', () => {
    fc.assert(
      fc.property(list, list, (one, other) => {
        const found = aligned(one, other);
        expect(total(found)).toBe(longest(one, other));
      }),
    );
  });

  it('pairs equal items alone, in order in both lists, cut or not', () => {
    fc.assert(
      fc.property(list, list, fc.option(fc.nat(6), { nil: undefined }), (one, other, most) => {
        const { runs, cut } = aligned(one, other, most);
        let [i, j] = [0, 0];
        for (const run of runs) {
          expect(run.one).toBeGreaterThanOrEqual(i);
          expect(run.other).toBeGreaterThanOrEqual(j);
          for (let at = 0; at < run.length; at++) {
            expect(one[run.one + at]).toBe(other[run.other + at]);
          }
          [i, j] = [run.one + run.length, run.other + run.length];
        }
        expect(i).toBeLessThanOrEqual(cut?.one ?? one.length);
        expect(j).toBeLessThanOrEqual(cut?.other ?? other.length);
        if (cut !== null) expect(cut.one).toBeLessThanOrEqual(one.length);
        if (cut !== null) expect(cut.other).toBeLessThanOrEqual(other.length);
      }),
    );
  });

  it('gives up where too much differs, and says where', () => {
    const one = Array.from({ length: 50 }, (_, i) => i);
    const other = one.map((i) => i + (i < 10 ? 0 : 100));
    const { runs, cut } = aligned(one, other, 5);
    expect(runs).toEqual([{ one: 0, other: 0, length: 10 }]);
    expect(cut!.one + cut!.other).toBe(25);
  });
});
