import { expect, test } from 'vitest';
import { createRandom, PURPOSES, streamFor } from '../../src/simulation/random.ts';

test('seed 42 gives the numbers of mulberry32', () => {
  const random = createRandom(42);
  expect(Array.from({ length: 5 }, random)).toEqual([
    0.6011037519201636, 0.44829055899754167, 0.8524657934904099, 0.6697340414393693,
    0.17481389874592423,
  ]);
});

test('each purpose has a stream of its own, of the seed plus its place', () => {
  const firsts = PURPOSES.map((purpose) => streamFor(42, purpose)());
  expect(new Set(firsts).size).toBe(PURPOSES.length);
  expect(firsts[1]).toBe(createRandom(43)());
});

test('any seed gives numbers from 0 up to 1', () => {
  for (const seed of [0, 1, -1, 2 ** 32 - 1, 2 ** 32, 0.5]) {
    const random = createRandom(seed);
    for (let i = 0; i < 1000; i++) {
      const number = random();
      expect(number >= 0 && number < 1).toBe(true);
    }
  }
});
