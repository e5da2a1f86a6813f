import { eachBucket, eachCoverage } from './buckets.ts';
import { countIn, firstFrom, lastingUntil } from './intervals.ts';
import { connectionAt, markAt, type LaneIndex } from './lane-index.ts';
import type { LayerId } from './layers.ts';
import type { Meaning, Paint, Shape } from './shapes.ts';
import { yOf, type Stage } from './stage.ts';

/** A stretch takes so many pixels of the window, or what lasts is counted by rows. */
const ROOM = 3;
const ROW = 2;
const SHORTEST = 1.5;

/** How a layer of stretches looks. */
export interface StretchLook {
  readonly as: 'bar' | 'line';
  readonly paint: Paint;
  readonly alpha: number;
  readonly width: number;
  readonly edged?: boolean;
  readonly dashed?: boolean;
  /** The middle; `place` is the column of a connection, the number of a peer elsewhere. */
  readonly x: (stage: Stage, place: number) => number;
}

/** Each stretch of a layer where there is room for each, else how many last at a time. */
export function layoutStretches(
  index: LaneIndex,
  id: LayerId,
  stage: Stage,
  look: StretchLook,
): Shape[] {
  const layer = index.layers[id];
  const { intervals } = layer;
  const shapes: Shape[] = [];
  if (countIn(intervals, stage.from, stage.to) > stage.height / ROOM) {
    eachCoverage(intervals, stage, ROW, (from, to, count) => {
      const of: Meaning = { kind: 'many', what: id, from, to, count };
      shapes.push(stretchShape(stage, look, from, to, 0, of));
    });
    return shapes;
  }
  const push = (i: number): void => {
    const from = intervals.starts[i]!;
    const to = intervals.ends[i]!;
    if (to <= from) return;
    const of = meaningOf(index, id, i);
    shapes.push(stretchShape(stage, look, from, to, layer.place[i]!, of));
  };
  const first = firstFrom(intervals, stage.from);
  lastingUntil(intervals, first, stage.from, Infinity, push);
  for (let i = first; i < intervals.length && intervals.starts[i]! <= stage.to; i++) push(i);
  return shapes;
}

function meaningOf(index: LaneIndex, what: LayerId, i: number): Meaning {
  const layer = index.layers[what];
  const { starts, ends } = layer.intervals;
  const mark = markAt(index, layer, i);
  const connection = connectionAt(layer, i);
  return { kind: 'mark', what, from: starts[i]!, to: ends[i]!, mark, connection };
}

function stretchShape(
  stage: Stage,
  { as, paint, alpha, width, edged = false, dashed = false, x }: StretchLook,
  from: number,
  to: number,
  place: number,
  of: Meaning,
): Shape {
  const middle = x(stage, place);
  // Far outside the window, coordinates lose what canvas and SVG can hold.
  const y1 = Math.max(yOf(stage, from), -stage.height);
  const y2 = Math.max(Math.min(yOf(stage, to), 2 * stage.height), y1 + SHORTEST);
  if (as === 'line')
    return {
      shape: 'line',
      paint,
      alpha,
      of,
      x1: middle,
      y1,
      x2: middle,
      y2,
      width,
      dashed,
      head: 0,
    };
  const radius = width > 8 ? 0 : Math.min(width, y2 - y1, 6) / 2;
  return {
    shape: 'bar',
    paint,
    alpha,
    of,
    x: middle - width / 2,
    y: y1,
    width,
    height: y2 - y1,
    radius,
    edged,
  };
}

/** How a layer of moments looks. */
export interface MomentLook {
  readonly as: 'dot' | 'cross';
  readonly paint: Paint;
  readonly radius: number;
  readonly hollow?: boolean;
  readonly x: (stage: Stage, place: number) => number;
}

/** Moments so near that their dots would cover one another are one dot. */
const MOMENT = 4;

export function layoutMoments(
  index: LaneIndex,
  id: LayerId,
  stage: Stage,
  { as, paint, radius, hollow = false, x }: MomentLook,
): Shape[] {
  const layer = index.layers[id];
  const { starts } = layer.intervals;
  const shapes: Shape[] = [];
  // A dot reaches into the window from outside it.
  const margin = radius / stage.pixelsPerSecond;
  const wider = { ...stage, from: stage.from - margin, to: stage.to + margin };
  eachBucket(layer.intervals, wider, MOMENT, (first, end) => {
    const from = starts[first]!;
    const to = starts[end - 1]!;
    const of: Meaning =
      end - first > 1
        ? { kind: 'many', what: id, from, to, count: end - first }
        : meaningOf(index, id, first);
    const at = {
      x: x(stage, layer.place[first]!),
      y: yOf(stage, from),
      paint,
      alpha: 1,
      radius,
      of,
    };
    shapes.push(as === 'dot' ? { shape: 'dot', ...at, hollow } : { shape: 'cross', ...at });
  });
  return shapes;
}
