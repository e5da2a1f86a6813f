import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  MOST_HEIGHT,
  ROW_HEIGHT,
  scrollToRow,
  windowAt,
} from '../../../src/views/capture/window.ts';

/** Thousands of runs take seconds where the machine is busy. */
vi.setConfig({ testTimeout: 60_000 });

const MILLION = 1_000_000;
/** The most rows whose place is exact. */
const MOST_IN_PIXELS = Math.floor(MOST_HEIGHT / ROW_HEIGHT);
const counts = fc.oneof(
  fc.integer({ min: 1, max: 2000 }),
  fc.integer({ min: MOST_IN_PIXELS - 5, max: MOST_IN_PIXELS + 5 }),
  fc.integer({ min: 1, max: 20 * MILLION }),
);
const heights = fc.integer({ min: 120, max: 2000 });
/** A list, the height of its view, and how far it is scrolled: a fraction of what can be. */
const lists = fc.record({
  count: counts,
  view: heights,
  part: fc.double({ min: 0, max: 1, noNaN: true }),
});

const mostScroll = (count: number, view: number): number =>
  Math.max(windowAt(count, 0, view).height - view, 0);

/** Where a drawn row stands below the top of the view, in pixels. */
function topOf(row: number, count: number, scroll: number, view: number): number {
  const { first, last, top } = windowAt(count, scroll, view);
  expect(row).toBeGreaterThanOrEqual(first);
  expect(row).toBeLessThan(last);
  return top + (row - first) * ROW_HEIGHT - scroll;
}

describe('the rows drawn', () => {
  it('are all there are of a short list', () => {
    expect(windowAt(5, 0, 400)).toEqual({ height: 180, first: 0, last: 5, top: 0 });
    expect(windowAt(0, 0, 400)).toEqual({ height: 0, first: 0, last: 0, top: 0 });
  });

  it('are those in view of a long one', () => {
    const { first, last, top, height } = windowAt(1000, 3600, 360);
    expect([first, top, height]).toEqual([100, 3600, 36_000]);
    expect(last).toBeGreaterThanOrEqual(110);
    expect(last).toBeLessThan(114);
  });

  it('fill the view without a gap, at any place of any list', () => {
    fc.assert(
      fc.property(lists, ({ count, view, part }) => {
        const scroll = part * mostScroll(count, view);
        const { height, first, last, top } = windowAt(count, scroll, view);
        expect(height).toBeLessThanOrEqual(MOST_HEIGHT);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(last).toBeLessThanOrEqual(count);
        expect(last - first).toBeLessThanOrEqual(view / ROW_HEIGHT + 3);
        expect(top).toBeLessThanOrEqual(scroll + 1e-6);
        const bottom = top + (last - first) * ROW_HEIGHT;
        expect(bottom).toBeGreaterThanOrEqual(Math.min(scroll + view, height) - 1e-3);
      }),
      { numRuns: 2000 },
    );
  });

  it('are the first at the top, and the last at the bottom, whole', () => {
    fc.assert(
      fc.property(counts, heights, (count, view) => {
        expect(topOf(0, count, 0, view)).toBe(0);
        const end = mostScroll(count, view);
        const last = topOf(count - 1, count, end, view);
        expect(last + ROW_HEIGHT).toBeLessThanOrEqual(view + 1e-3);
        expect(last).toBeGreaterThanOrEqual(-1e-3);
      }),
    );
  });

  it('leave no row of a million out', () => {
    const [count, view] = [MILLION, 600];
    const seen = new Uint8Array(count);
    const most = mostScroll(count, view);
    expect(most).toBe(MOST_HEIGHT - view);
    // Steps of a wheel, at whole pixels.
    for (let scroll = 0; scroll < most; scroll += 41) {
      const { first, last } = windowAt(count, scroll, view);
      seen.fill(1, first, last);
    }
    seen.fill(1, windowAt(count, most, view).first);
    expect(seen.indexOf(0)).toBe(-1);
  });

  it('move on as the list is scrolled', () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 500 }), ({ count, view, part }, step) => {
        const most = mostScroll(count, view);
        const scroll = part * most;
        const before = windowAt(count, scroll, view);
        const after = windowAt(count, Math.min(scroll + step, most), view);
        expect(after.first).toBeGreaterThanOrEqual(before.first);
      }),
    );
  });
});

/** False where a pixel is more rows than the view has to spare: then no whole pixel may show all of a row. */
const showsAllOfAnyRow = (count: number, view: number): boolean =>
  (count * ROW_HEIGHT) / MOST_HEIGHT < view - ROW_HEIGHT - 1;

describe('scrolling to a row', () => {
  const inView = (row: number, count: number, scroll: number, view: number) => {
    const top = topOf(row, count, scroll, view);
    expect(top).toBeGreaterThanOrEqual(-0.01);
    expect(top + ROW_HEIGHT).toBeLessThanOrEqual(view + 0.01);
  };

  it.each([Math.round, Math.floor, Math.ceil, (exact: number) => exact])(
    'brings it fully into view, however the browser rounds',
    (round) => {
      fc.assert(
        fc.property(
          lists,
          fc.double({ min: 0, max: 1, noNaN: true }),
          ({ count, view, part }, place) => {
            fc.pre(showsAllOfAnyRow(count, view));
            const row = Math.min(Math.floor(place * count), count - 1);
            const most = mostScroll(count, view);
            const wanted = scrollToRow(count, row, Math.round(part * most), view);
            expect(wanted).toBeGreaterThanOrEqual(0);
            expect(wanted).toBeLessThanOrEqual(most + 1e-6);
            const scroll = count * ROW_HEIGHT > MOST_HEIGHT ? round(wanted) : wanted;
            inView(row, count, Math.min(scroll, most), view);
          },
        ),
        { numRuns: 1000 },
      );
    },
  );

  it('moves nothing where the row is in view', () => {
    expect(scrollToRow(1000, 103, 3600, 360)).toBe(3600);
    expect(scrollToRow(1000, 109, 3600, 360)).toBe(3600);
  });

  it('moves no further than to the edge', () => {
    expect(scrollToRow(1000, 110, 3600, 360)).toBe(3636);
    expect(scrollToRow(1000, 99, 3600, 360)).toBe(3564);
    expect(scrollToRow(1000, 0, 3600, 360)).toBe(0);
  });

  it('reaches the first and the last row of a million', () => {
    const end = scrollToRow(MILLION, MILLION - 1, 0, 600);
    inView(MILLION - 1, MILLION, end, 600);
    expect(scrollToRow(MILLION, 0, end, 600)).toBe(0);
  });
});
