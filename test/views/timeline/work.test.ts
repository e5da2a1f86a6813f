import { describe, expect, it, vi } from 'vitest';
import type { Intervals } from '../../../src/views/timeline/intervals.ts';
import type { LaneIndex } from '../../../src/views/timeline/lane-index.ts';
import { layoutLane } from '../../../src/views/timeline/layout.ts';
import { stageOf, type Stage } from '../../../src/views/timeline/stage.ts';
import { tileFor } from '../../../src/views/timeline/tile.ts';
import { traffic } from '../../bench/timeline/traffic.ts';
import { indexOf } from './lanes.ts';

vi.setConfig({ testTimeout: 60_000 });

const [WIDTH, HEIGHT, SECONDS] = [300, 400, 60];

/** The same lane, with every look at a time of it counted. */
function watched(index: LaneIndex): { index: LaneIndex; looks: () => number } {
  let looks = 0;
  const watch = (column: Float64Array): Float64Array =>
    new Proxy(column, {
      get(target, key) {
        if (key !== 'length') looks++;
        return Reflect.get(target, key) as unknown;
      },
    });
  const intervals = (own: Intervals): Intervals => ({
    length: own.length,
    starts: watch(own.starts),
    ends: watch(own.ends),
    closings: watch(own.closings),
    latest: own.latest.map(watch),
  });
  const each = <T extends { readonly intervals: Intervals }, K extends string>(
    parts: Readonly<Record<K, T>>,
  ) =>
    Object.fromEntries(
      Object.entries<T>(parts).map(([id, part]) => [
        id,
        { ...part, intervals: intervals(part.intervals) },
      ]),
    ) as Record<K, T>;
  return {
    index: { ...index, arrows: each(index.arrows), layers: each(index.layers) },
    looks: () => looks,
  };
}

/** From everything to a tenth of a millisecond, as the wheel does it. */
const zooms: readonly Stage[] = Array.from({ length: 96 }, (_, i) => {
  const span = SECONDS / 1.15 ** i;
  const from = 20 - span / 3;
  return stageOf({ from: Math.max(from, 0), to: Math.max(from, 0) + span }, WIDTH, HEIGHT, 1);
});

/** The most times looked at, and the most shapes made, for one picture. */
function mostWork(events: number): { looks: number; shapes: number } {
  const { index, looks } = watched(indexOf(traffic(events, SECONDS)[0]!));
  const most = { looks: 0, shapes: 0 };
  for (const stage of zooms) {
    const before = looks();
    most.shapes = Math.max(most.shapes, layoutLane(index, stage).length);
    most.looks = Math.max(most.looks, looks() - before);
  }
  return most;
}

describe('zooming', () => {
  it('costs by the pixel, not by the event: a hundred times the events are no more work', () => {
    const few = mostWork(10_000);
    const many = mostWork(1_000_000);
    expect(many.shapes).toBeLessThan(3 * HEIGHT);
    // Searches in a list a hundred times as long take seven steps more.
    expect(many.looks).toBeLessThan(2 * few.looks);
    expect(many.looks).toBeLessThan(100 * HEIGHT);
  });

  it('draws no arrows from before the window where those in it are merged', () => {
    const index = indexOf(traffic(1_000_000, SECONDS)[0]!);
    const shapes = layoutLane(index, stageOf({ from: 20, to: 50 }, WIDTH, HEIGHT, 1));
    expect(shapes.filter(({ of }) => of?.kind === 'transfer')).toEqual([]);
  });

  it('needs no canvas of another size', () => {
    let tile = tileFor({ from: 0, to: SECONDS }, HEIGHT, null);
    const heights = zooms.map(
      ({ from, to }) => (tile = tileFor({ from, to }, HEIGHT, tile)).height,
    );
    expect(new Set(heights).size).toBe(1);
  });
});
