import { fireEvent, screen } from '@testing-library/svelte';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { ConversationMap as MapOf } from '../../../src/trace/conversation-map.ts';
import ConversationMap from '../../../src/views/capture/ConversationMap.svelte';
import {
  busiestOf,
  MAP_WIDTH,
  marksOf,
  matchMarks,
  placesOf,
} from '../../../src/views/capture/map-marks.ts';
import { renderView } from '../words.ts';

const mapOf = (up: number[], down: number[], worst: number[] = up.map(() => 0)): MapOf => ({
  rows: 10,
  up: Uint32Array.from(up),
  down: Uint32Array.from(down),
  worst: Uint8Array.from(worst),
});

/** How far each bar of a path reaches from the middle. */
const lengths = (path: string) => [...path.matchAll(/h-?([\d.]+)v1/g)].map(([, n]) => Number(n));

describe('the marks of a map', () => {
  it('are a bar for each bucket with bytes, that stays in its half', () => {
    const bytes = fc.array(fc.nat(2 ** 32 - 1), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(bytes, (up) => {
        const { up: path, down } = marksOf(
          mapOf(
            up,
            up.map(() => 0),
          ),
        );
        expect(lengths(path)).toHaveLength(up.filter((each) => each > 0).length);
        for (const length of lengths(path)) {
          expect(length).toBeGreaterThan(0);
          expect(length).toBeLessThan(MAP_WIDTH / 2);
        }
        expect(down).toBe('');
      }),
    );
  });

  it('leave small buckets to be seen beside one that is huge', () => {
    const buckets = Array.from({ length: 100 }, () => 100);
    buckets[50] = 4_000_000_000;
    expect(Math.min(...lengths(marksOf(mapOf(buckets, buckets)).up))).toBeGreaterThan(5);
  });

  it('tell errors from warnings', () => {
    const { errors, warnings } = marksOf(mapOf([1, 1, 1], [1, 1, 1], [0, 2, 1]));
    expect(errors).toMatch(/^M0 1h/);
    expect(warnings).toMatch(/^M0 2h/);
  });

  it('say which buckets hold a match', () => {
    const matches = [5, 6, 25];
    const place = (row: number) => matches.filter((each) => each < row).length;
    const path = matchMarks(mapOf([1, 1, 1], [1, 1, 1]), place);
    expect([...path.matchAll(/M\d+ (\d+)/g)].map(([, y]) => y)).toEqual(['0', '2']);
  });

  it('are found by their place, in percent', () => {
    const map = mapOf([1, 9, 1, 1], [0, 0, 3, 0], [2, 0, 2, 1]);
    expect(placesOf(map, 2, 5)).toEqual([0, 50]);
    expect(placesOf(map, 1, 5)).toEqual([75]);
    expect(busiestOf(map)).toBe(25);
    expect(busiestOf(mapOf([0], [0]))).toBeNull();
  });
});

describe('the map', () => {
  function show() {
    const onseek = vi.fn<(row: number) => void>();
    renderView(ConversationMap, {
      map: mapOf([1, 9, 1, 1], [0, 0, 3, 0], [2, 0, 2, 1]),
      ...{ count: 40, first: 10, last: 20, matches: 2, place: () => 0, onseek },
    });
    const picture = screen.getByRole('img');
    picture.setPointerCapture = () => {};
    picture.getBoundingClientRect = () => new DOMRect(0, 100, 36, 400);
    return { picture, onseek };
  }

  it('says in words what it shows', () => {
    const { picture } = show();
    expect(picture).toHaveAccessibleName(
      'Map of 40 rows; shown: rows 11 to 20; most bytes at 25 %; errors at 0 %, 50 %; warnings at 75 %; 2 matches',
    );
  });

  it('leads where it is pressed, and follows while it is held', async () => {
    const { picture, onseek } = show();
    await fireEvent.pointerDown(picture, { clientY: 300, buttons: 1 });
    await fireEvent.pointerMove(picture, { clientY: 900, buttons: 1 });
    await fireEvent.pointerMove(picture, { clientY: 200, buttons: 0 });
    expect(onseek.mock.calls).toEqual([[20], [39]]);
  });
});
