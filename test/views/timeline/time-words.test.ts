import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockTime, durationText, ticksOf } from '../../../src/views/timeline/time-words.ts';

describe('a time of the clock', () => {
  it.each([
    [0, '00:00.000'],
    [4.21, '00:04.210'],
    [4.2099999999999, '00:04.210'],
    [59.9996, '00:59.999'],
    [61.5, '01:01.500'],
    [3600, '1:00:00.000'],
    [-0.5, '−00:00.500'],
  ])('%d is %s', (seconds, text) => expect(clockTime(seconds)).toBe(text));

  it('can do without fractions', () => expect(clockTime(75.9, 0)).toBe('01:15'));
});

describe('a duration', () => {
  it.each([
    [0, '0 µs'],
    [0.00025, '250 µs'],
    [0.05000000000000071, '50 ms'],
    [0.85, '850 ms'],
    [1.25, '1.25 s'],
    [4321, '4321 s'],
  ])('of %d seconds is %s', (seconds, text) => expect(durationText(seconds)).toBe(text));
});

describe('the round times of a window', () => {
  it.each([
    [0, 5.2, 6, ['00:00', '00:01', '00:02', '00:03', '00:04', '00:05']],
    [2.5, 3.1, 3, ['00:02.6', '00:02.8', '00:03.0']],
    [0, 250, 5, ['00:00', '01:00', '02:00', '03:00', '04:00']],
    [1.00001, 1.00004, 3, ['01.00001', '01.00002', '01.00003', '01.00004']],
  ])('from %d to %d', (from, to, count, texts) => {
    expect(ticksOf({ from, to }, count).map(({ text }) => text)).toEqual(texts);
  });

  it('are not more than there is room for, and the same wherever the window begins', () => {
    const time = fc.double({ min: 0, max: 1e5, noNaN: true });
    const span = fc.double({ min: 1e-5, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(time, span, (from, length) => {
        const here = ticksOf({ from, to: from + length }, 6);
        expect(here.length).toBeLessThanOrEqual(7);
        const moved = ticksOf({ from: from + length / 3, to: from + length / 3 + length }, 6);
        const shared = here.filter(({ time }) => time >= from + length / 3);
        const kept = new Set(moved.map(({ text }) => text));
        // A tick at the very edge may fall on either side of it.
        const inside = shared.slice(1, -1);
        for (const { text } of inside) expect(kept).toContain(text);
      }),
    );
  });

  it('are none of no window', () => {
    expect(ticksOf({ from: 1, to: 1 }, 6)).toEqual([]);
    expect(ticksOf({ from: 0, to: NaN }, 6)).toEqual([]);
    expect(ticksOf({ from: 0, to: 1 }, 0.4)).toEqual([]);
  });
});
