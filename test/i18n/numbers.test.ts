import fc from 'fast-check';
import { expect, it } from 'vitest';
import { count, rounded } from '../../src/i18n/numbers.ts';

it('numbers are written as both languages write them', () => {
  fc.assert(
    fc.property(fc.oneof(fc.maxSafeInteger(), fc.bigInt()), (n) => {
      expect(count(n)).toBe(n.toLocaleString('en'));
      expect(count(n)).toBe(n.toLocaleString('zh'));
    }),
  );
});

it.each([
  [0, 2, '0'],
  [1.5, 2, '1.5'],
  [-0.001, 2, '0'],
  [52.34, 1, '52.3'],
  [999.96, 1, '1,000'],
  [999.94, 1, '999.9'],
  [1234.56, 1, '1,234.6'],
  [1234567.0001, 4, '1,234,567.0001'],
  [-1234.56, 0, '-1,235'],
])('%d with %i digits after the point is %s', (n, digits, written) => {
  expect(rounded(n, digits)).toBe(written);
});

it('what is rounded is at most half of the last digit away', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      fc.integer({ min: 0, max: 4 }),
      (n, digits) => {
        const read = Number(rounded(n, digits).replaceAll(',', ''));
        expect(Math.abs(read - n)).toBeLessThanOrEqual(0.5 * 10 ** -digits + 1e-6);
      },
    ),
  );
});
