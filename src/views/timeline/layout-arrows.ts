import { DIRECTIONS, type Direction } from '../../trace/trace.ts';
import { bucketOf, eachBucket } from './buckets.ts';
import { firstFrom, lastingUntil } from './intervals.ts';
import { labelOf } from './label.ts';
import type { Arrows, LaneIndex } from './lane-index.ts';
import type { Meaning, Shape } from './shapes.ts';
import { yOf, type Stage } from './stage.ts';
import { textWidth } from './text-width.ts';
import { widthOfMany } from './many.ts';

/** What leaves within so many pixels is one mark. */
const MERGED = 3;
/** Arrows that left before the window and are still on their way: more cannot be told apart. */
const MOST_EARLIER = 200;
const TOGETHER = 0.25;
const MOST_TOGETHER = 8;
/** Arrows as near as this are drawn thin, and none of them dashed: dashes would run together, and cost most. */
const THIN = 6;
const LONGEST_HEAD = 8;
const SHORTEST_HEAD = 3;
/** Labels of one direction are so far apart, and so far from other arrows. */
const LABEL_SLOT = 28;
const LABEL_HEIGHT = 14;
const LABEL_CLEAR = 6;
const TWINS = 1.5;
/** Where along its arrow a label stands: each direction has a column of its own. */
const LABEL_PLACE = 0.3;

/** The arrows of both directions, what is merged of them, and the labels that fit. */
export function layoutArrows(index: LaneIndex, stage: Stage): { arrows: Shape[]; labels: Shape[] } {
  const arrows: Shape[] = [];
  const labels: Shape[] = [];
  for (const direction of DIRECTIONS) {
    const way = { index, stage, direction, of: index.arrows[direction] };
    const { intervals } = way.of;
    arrows.push(...earlierArrows(way));
    eachBucket(intervals, stage, MERGED, (first, end) => {
      if (!isTogether(way, first, end)) {
        arrows.push(...manyShapes(way, first, end));
        return;
      }
      const arrow = arrowShape(way, first, end - first);
      arrows.push(arrow, ...lostShapes(way, arrow, first));
      const label = labelShape(way, arrow, first, end);
      if (label) labels.push(label);
    });
  }
  return { arrows: quietFirst(arrows), labels: quietFirst(labels) };
}

/**
 * The arrows that come into the window from before it. What would be merged there has no arrow here either: at a
 * scale at which thousands are on their way within a pixel, they would be drawn on top of one another.
 */
function earlierArrows(way: Way): Arrow[] {
  const { stage, of } = way;
  const { intervals } = of;
  const before = firstFrom(intervals, stage.from);
  const arrows: Arrow[] = [];
  let seen = 0;
  lastingUntil(intervals, before, stage.from, MOST_EARLIER, (i) => {
    if (i < seen) return;
    const [first, end] = bucketOf(intervals, stage, MERGED, i);
    seen = Math.min(end, before);
    if (isTogether(way, first, seen)) arrows.push(arrowShape(way, first, seen - first));
  });
  return arrows;
}

/** What carries something is in front; what looks alike stands together, as a canvas likes it. */
const quietFirst = (shapes: readonly Shape[]): Shape[] => [
  ...shapes.filter(({ paint }) => paint === 'muted'),
  ...shapes.filter(({ paint }) => paint !== 'muted'),
];

/** So few, so near that no screen tells them apart, are drawn as one arrow with their number. */
const isTogether = ({ stage, of }: Way, first: number, end: number): boolean =>
  end - first <= MOST_TOGETHER &&
  (of.intervals.starts[end - 1]! - of.intervals.starts[first]!) * stage.pixelsPerSecond <= TOGETHER;

interface Way {
  readonly index: LaneIndex;
  readonly stage: Stage;
  readonly direction: Direction;
  readonly of: Arrows;
}

function meaningOf({ direction, of }: Way, i: number, count: number): Meaning {
  return {
    kind: 'transfer',
    direction,
    connection: of.connection[i]!,
    transfer: of.transfer[i]!,
    from: of.intervals.starts[i]!,
    to: of.intervals.ends[i]!,
    count,
  };
}

type Arrow = Extract<Shape, { shape: 'line' }>;

function arrowShape(way: Way, i: number, count: number): Arrow {
  const { stage, direction, of } = way;
  const { starts, ends } = of.intervals;
  const up = direction === 'client-to-server';
  const loud = of.loud[i + count]! > of.loud[i]!;
  const room = ((starts[i + count] ?? Infinity) - starts[i]!) * stage.pixelsPerSecond;
  const whole: Arrow = {
    shape: 'line',
    paint: loud ? 'lane' : 'muted',
    alpha: 1,
    of: meaningOf(way, i, count),
    x1: up ? stage.client : stage.server,
    y1: yOf(stage, starts[i]!),
    x2: up ? stage.server : stage.client,
    y2: yOf(stage, ends[i]!),
    width: room > THIN ? (loud ? 2 : 1.2) : 1,
    dashed: !loud && room > THIN,
    head: Math.min(Math.max(room, SHORTEST_HEAD), LONGEST_HEAD),
  };
  return clipped(stage, of.lost[i] ? halfOf(whole) : whole);
}

/** What never arrives gets half way. */
const halfOf = (arrow: Arrow): Arrow => ({
  ...arrow,
  x2: (arrow.x1 + arrow.x2) / 2,
  y2: (arrow.y1 + arrow.y2) / 2,
  head: 0,
});

const lostShapes = ({ of }: Way, { x2, y2, of: meaning }: Arrow, i: number): Shape[] =>
  of.lost[i]
    ? [{ shape: 'cross', paint: 'violation', alpha: 1, of: meaning, x: x2, y: y2, radius: 4 }]
    : [];

/** Without what is far outside the window, where coordinates would lose what canvas and SVG can hold. */
function clipped({ height }: Stage, arrow: Arrow): Arrow {
  const { x1, y1, x2, y2, head } = arrow;
  const [top, bottom] = [-height, 2 * height];
  if (y1 >= top && y2 <= bottom) return arrow;
  const xAt = (y: number): number => x1 + ((x2 - x1) * (y - y1)) / (y2 - y1);
  const first = y1 < top ? { x1: xAt(top), y1: top } : { x1, y1 };
  const last = y2 > bottom ? { x2: xAt(bottom), y2: bottom, head: 0 } : { x2, y2, head };
  return { ...arrow, ...first, ...last };
}

/** A bar from the life line they leave, the longer the more there are; what carries something in the lane's colour. */
function manyShapes(way: Way, first: number, end: number): Shape[] {
  const { stage, direction, of } = way;
  const { starts } = of.intervals;
  const from = starts[first]!;
  const to = starts[end - 1]!;
  const meaning: Meaning = { kind: 'many', what: direction, from, to, count: end - first };
  const unit = MERGED / stage.pixelsPerSecond;
  const y = yOf(stage, Math.floor(from / unit) * unit);
  const bar = (count: number, paint: 'lane' | 'muted', of: Meaning | null): Shape => {
    const width = widthOfMany(count, (stage.server - stage.client) / 2);
    const x = direction === 'client-to-server' ? stage.client : stage.server - width;
    return {
      shape: 'bar',
      paint,
      alpha: 1,
      of,
      x,
      y,
      width,
      height: MERGED,
      radius: 0,
      edged: false,
    };
  };
  const loud = of.loud[end]! - of.loud[first]!;
  const shapes: Shape[] = [];
  if (loud < end - first) shapes.push({ ...bar(end - first, 'muted', meaning), alpha: 0.55 });
  if (loud > 0) shapes.push({ ...bar(loud, 'lane', meaning), alpha: 0.8 });
  return shapes;
}

/**
 * The label of an arrow, null where it does not fit. Decided by the arrow's neighbours alone, on a
 * grid of absolute time, so that labels neither come nor go as the window moves.
 */
function labelShape(way: Way, arrow: Arrow, first: number, end: number): Shape | null {
  const { stage, of, index } = way;
  if (!isLabelled(of, stage, first, end)) return null;
  const connection = index.lane.trace.connections[of.connection[first]!]!;
  const { text } = labelOf(connection, of.transfer[first]!);
  const said = end - first > 1 ? `${text} ×${end - first}` : text;
  const width = textWidth(said);
  if (text === '' || width > Math.abs(arrow.x2 - arrow.x1) * (1 - 2 * LABEL_PLACE)) return null;
  return {
    shape: 'text',
    paint: arrow.paint === 'muted' ? 'muted' : 'ink',
    alpha: 1,
    of: arrow.of,
    x: arrow.x1 + (arrow.x2 - arrow.x1) * LABEL_PLACE,
    y: arrow.y1 + (arrow.y2 - arrow.y1) * LABEL_PLACE,
    width,
    text: said,
  };
}

function isLabelled({ intervals }: Arrows, stage: Stage, first: number, end: number): boolean {
  const { starts } = intervals;
  const pixels = (from: number, to: number): number =>
    ((starts[to] ?? Infinity) - (starts[from] ?? -Infinity)) * stage.pixelsPerSecond;
  // Two that nearly cover each other share a label.
  const next = pixels(first, end) < TWINS ? end + 1 : end;
  if (pixels(first - 1, first) < LABEL_CLEAR || pixels(first, next) < LABEL_CLEAR) return false;
  const slot = LABEL_SLOT / stage.pixelsPerSecond;
  const here = Math.floor(starts[first]! / slot);
  const firstHere = firstFrom(intervals, here * slot);
  if (firstHere < first && starts[firstHere]! < starts[first]!) return false;
  const before = firstFrom(intervals, (here - 1) * slot);
  return before >= first || pixels(before, first) >= LABEL_HEIGHT;
}
