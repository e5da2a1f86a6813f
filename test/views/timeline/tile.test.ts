import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rendererFor } from '../../../src/views/timeline/knee.ts';
import { tileFor } from '../../../src/views/timeline/tile.ts';

const HEIGHT = 400;

describe('a tile', () => {
  it('holds its window, at its scale', () => {
    const time = fc.double({ min: 0, max: 1e4, noNaN: true });
    const span = fc.double({ min: 1e-4, max: 1e4, noNaN: true });
    const windows = fc.array(fc.tuple(time, span), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(windows, (list) => {
        let tile = null;
        for (const [from, length] of list) {
          tile = tileFor({ from, to: from + length }, HEIGHT, tile);
          expect(tile.from).toBeLessThanOrEqual(from + 1e-6 * length);
          expect(tile.to).toBeGreaterThanOrEqual(from + length - 1e-6 * length);
          expect(tile.height / (tile.to - tile.from) / tile.pixelsPerSecond).toBeCloseTo(1, 6);
          expect(tile.height).toBeLessThanOrEqual(2 * HEIGHT + 2);
        }
      }),
    );
  });

  it('is kept while a window moves inside it', () => {
    const first = tileFor({ from: 0, to: 4 }, HEIGHT, null);
    const second = tileFor({ from: 0.1, to: 4.1 }, HEIGHT, first);
    expect(second).not.toBe(first);
    expect(tileFor({ from: 0.2, to: 4.2 }, HEIGHT, second)).toBe(second);
    expect(tileFor({ from: 1.9, to: 5.9 }, HEIGHT, second)).toBe(second);
  });

  it('is no larger than a window that zooms or jumps', () => {
    const first = tileFor({ from: 10, to: 14 }, HEIGHT, null);
    expect(tileFor({ from: 11, to: 13 }, HEIGHT, first).height).toBeLessThanOrEqual(HEIGHT + 1);
    expect(tileFor({ from: 30, to: 34 }, HEIGHT, first).height).toBeLessThanOrEqual(HEIGHT + 1);
  });
});

describe('SVG or canvas', () => {
  it('changes at the knee, and back only well below it', () => {
    expect(rendererFor(200, 'svg')).toBe('svg');
    expect(rendererFor(201, 'svg')).toBe('canvas');
    expect(rendererFor(180, 'canvas')).toBe('canvas');
    expect(rendererFor(150, 'canvas')).toBe('svg');
  });
});
