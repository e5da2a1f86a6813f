import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { architecturePage, arrowsOf } from '../../scripts/architecture.mjs';

test('the picture of the parts is the one the rules give', () => {
  expect(readFileSync('docs/architecture.md', 'utf8'), 'npm run architecture').toBe(
    architecturePage(),
  );
});

test('an arrow that follows from two others is left out', () => {
  const parts = [
    { name: 'a', parts: ['b', 'c'] },
    { name: 'b', parts: ['c'] },
    { name: 'c', parts: [] },
  ];
  expect(arrowsOf(parts)).toEqual([
    ['a', 'b'],
    ['b', 'c'],
  ]);
});
