import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PARAMETER_IDS, PARAMETERS } from '../../../src/simulation/parameters.ts';
import { POSITIONS, positionOf, valueAt } from '../../../src/views/race/slider.ts';

const numbers = PARAMETER_IDS.flatMap((id) => {
  const parameter = PARAMETERS[id];
  return parameter.kind === 'number' ? [parameter] : [];
});

describe('the slider of a number', () => {
  it('reaches both ends of its range', () => {
    for (const range of numbers) {
      expect(valueAt(0, range)).toBe(range.min);
      expect(valueAt(POSITIONS, range)).toBe(range.max);
      expect(positionOf(range.min, range)).toBe(0);
      expect(positionOf(range.max, range)).toBe(POSITIONS);
    }
  });

  it('never leaves the range, and goes up as it goes right', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...numbers),
        fc.integer({ min: 0, max: POSITIONS }),
        fc.integer({ min: 0, max: POSITIONS }),
        (range, a, b) => {
          const [low, high] = [Math.min(a, b), Math.max(a, b)];
          expect(valueAt(low, range)).toBeGreaterThanOrEqual(range.min);
          expect(valueAt(high, range)).toBeLessThanOrEqual(range.max);
          expect(valueAt(low, range)).toBeLessThanOrEqual(valueAt(high, range));
        },
      ),
    ));

  it('shows every value within a tenth of where it is set', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...numbers),
        fc.integer({ min: 1, max: POSITIONS }),
        (range, p) => {
          const value = valueAt(p, range);
          const again = valueAt(positionOf(value, range), range);
          expect(Math.abs(again - value)).toBeLessThanOrEqual(Math.max(value * 0.1, 1));
        },
      ),
    ));
});
