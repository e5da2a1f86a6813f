import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FORMULA_IDS, FORMULAS, formulaValue } from '../../src/simulation/formulas/index.ts';
import { inSymbols, writtenFormula } from '../../src/simulation/formulas/written.ts';
import { INITIAL } from '../../src/simulation/parameters.ts';
import { anyParameters } from './scenarios.ts';
import { workOut } from './work-out.ts';

/** Of quantities that are not in seconds: milliseconds, and their squares. */
const SCALE: Readonly<Record<string, number>> = { ms: 1e3, ms2: 1e6 };

describe.each(FORMULA_IDS)('%s, as it is printed', (id) => {
  test('comes to what the formula gives, with the values of any settings in it', () => {
    let held = 0;
    fc.assert(
      fc.property(anyParameters, fc.boolean(), (changes, plain) => {
        const quiet = plain ? { jitter: 0, loss: 0, bwUp: 0, bwDown: 0, proxyBuffer: 0 } : {};
        const parameters = { ...INITIAL, ...changes, ...quiet };
        const value = formulaValue(id, parameters);
        if (value === null || !Number.isFinite(value)) return;
        held++;
        const shown = workOut(writtenFormula(id, parameters), id, parameters);
        const { quantity } = FORMULAS[id];
        expect(shown * (SCALE[quantity] ?? 1)).toBeCloseTo(value, 6);
      }),
      { numRuns: 300 },
    );
    expect(held).toBeGreaterThan(0);
  });

  test('has no braces left in symbols', () => {
    expect(inSymbols(writtenFormula(id, INITIAL))).not.toMatch(/[{}]/u);
  });
});

test('settings change the formula where another holds', () => {
  const shown = (changes: object) =>
    inSymbols(writtenFormula('polling-latency-mean', { ...INITIAL, ...changes }));
  expect(shown({})).toBe('T / 2 + d');
  expect(shown({ pollInterval: 50, up: 500, down: 500 })).toBe('w + d');
});
