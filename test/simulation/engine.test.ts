import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAlarm } from '../../src/simulation/alarm.ts';
import { createEngine } from '../../src/simulation/engine.ts';

describe('events', () => {
  test('happen in order of time, and of one time in the order they were asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 200 }), (times) => {
        const engine = createEngine(15);
        const seen: number[] = [];
        times.forEach((time, i) => engine.at(time, () => seen.push(i)));
        while (engine.step(1));
        const within = times.flatMap((time, i) => (time < 15 ? [{ time, i }] : []));
        const sorted = within.toSorted((a, b) => a.time - b.time || a.i - b.i);
        expect(seen).toEqual(sorted.map(({ i }) => i));
      }),
    );
  });

  test('that are fed come before all others of their instant', () => {
    const engine = createEngine(100);
    const seen: string[] = [];
    engine.at(5, () => seen.push('asked'));
    engine.feed(Float64Array.of(5, 5, 7), (item) => seen.push(`fed ${item}`));
    while (engine.step(10));
    expect(seen).toEqual(['fed 0', 'fed 1', 'asked', 'fed 2']);
    expect(engine.done).toBe(4);
  });
});

describe('an alarm', () => {
  const goesOffAt = (...settings: [at: number, due: number | null][]): number[] => {
    const engine = createEngine(1000);
    const seen: number[] = [];
    const alarm = createAlarm(engine, () => seen.push(engine.now));
    for (const [at, due] of settings) {
      engine.at(at, () => (due === null ? alarm.clear() : alarm.set(due)));
    }
    while (engine.step(10));
    return seen;
  };

  test('goes off when it is due', () => expect(goesOffAt([0, 10])).toEqual([10]));
  test('may be put off', () => expect(goesOffAt([0, 10], [5, 20], [15, 30])).toEqual([30]));
  test('may be brought forward', () => expect(goesOffAt([0, 100], [5, 20])).toEqual([20]));
  test('may be brought forward and put off again', () =>
    expect(goesOffAt([0, 100], [5, 20], [6, 150])).toEqual([150]));
  test('does not go off when it was cleared', () =>
    expect(goesOffAt([0, 10], [5, null])).toEqual([]));
  test('may be set again after it went off', () =>
    expect(goesOffAt([0, 10], [15, 20], [25, 40])).toEqual([10, 20, 40]));
});
