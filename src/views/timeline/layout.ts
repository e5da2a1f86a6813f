import { layoutArrows } from './layout-arrows.ts';
import {
  layoutMoments,
  layoutStretches,
  type MomentLook,
  type StretchLook,
} from './layout-layers.ts';
import type { LaneIndex } from './lane-index.ts';
import type { LayerId } from './layers.ts';
import type { BarShape, Shape } from './shapes.ts';
import type { TimeWindow } from './lane.ts';
import { yOf, type Stage } from './stage.ts';
import { ticksOf, type Tick } from './time-words.ts';
import { PEERS } from '../../trace/marks.ts';

const middle = (stage: Stage): number => (stage.client + stage.server) / 2;
const lifeLine = (stage: Stage, place: number): number =>
  ({ client: stage.client, server: stage.server, proxy: middle(stage) })[PEERS[place] ?? 'client'];
const bar = (stage: Stage, column: number): number => stage.bars + (column + 0.5) * stage.barStep;

/** Behind the arrows, from the back. */
const STRETCHES: readonly [LayerId, StretchLook][] = [
  [
    'outage',
    {
      as: 'bar',
      paint: 'violation',
      alpha: 0.1,
      width: Infinity,
      edged: true,
      x: (s) => s.width / 2,
    },
  ],
  ['connection', { as: 'bar', paint: 'lane', alpha: 0.3, width: 6, edged: true, x: bar }],
  ['connecting', { as: 'line', paint: 'muted', alpha: 1, width: 1.5, dashed: true, x: bar }],
  ['open', { as: 'bar', paint: 'muted', alpha: 0.16, width: 5, x: (s) => s.client }],
  ['held', { as: 'bar', paint: 'lane', alpha: 0.22, width: 7, edged: true, x: (s) => s.server }],
  [
    'blocked',
    { as: 'line', paint: 'warning', alpha: 1, width: 3, dashed: true, x: (s) => s.client },
  ],
  ['buffer', { as: 'bar', paint: 'warning', alpha: 0.2, width: 7, edged: true, x: middle }],
  ['wait', { as: 'line', paint: 'lane', alpha: 0.55, width: 1.5, x: (s) => s.inbox }],
  [
    'retransmission',
    { as: 'line', paint: 'violation', alpha: 1, width: 2, dashed: true, x: lifeLine },
  ],
];

/** In front of them. */
const MOMENTS: readonly [LayerId, MomentLook][] = [
  ['born', { as: 'dot', paint: 'ink', radius: 4.5, x: (s) => s.outbox }],
  ['received', { as: 'dot', paint: 'lane', radius: 3.5, x: (s) => s.outbox }],
  ['written', { as: 'dot', paint: 'ink', radius: 3.5, x: (s) => s.inbox }],
  ['delivered', { as: 'dot', paint: 'lane', radius: 4.5, x: (s) => s.inbox }],
  ['repeated', { as: 'dot', paint: 'lane', radius: 4, hollow: true, x: (s) => s.inbox }],
  [
    'lost',
    {
      as: 'cross',
      paint: 'violation',
      radius: 7,
      x: (s, place) => (PEERS[place] === 'client' ? s.inbox : s.outbox),
    },
  ],
  ['trouble', { as: 'cross', paint: 'violation', radius: 4, x: lifeLine }],
];

/** What is drawn of a lane in a window: a function of the two, however the window got there. */
export function layoutLane(index: LaneIndex, stage: Stage): Shape[] {
  const { arrows, labels } = layoutArrows(index, stage);
  const shapes: Shape[] = [...gridLines(stage), ...lifeLines(stage)];
  for (const [id, look] of STRETCHES) {
    const width = Math.min(look.width, stage.width);
    shapes.push(...layoutStretches(index, id, stage, { ...look, width }));
    if (id === 'connection') shapes.push(...endings(index, stage, shapes));
  }
  shapes.push(...arrows, ...labels);
  for (const [id, look] of MOMENTS) shapes.push(...layoutMoments(index, id, stage, look));
  return shapes;
}

/** Pixels from one line of the grid to the next, about. */
export const GRID = 56;

/** The round times of a stage: they are the same wherever it begins. */
export const gridOf = (stage: TimeWindow & { height: number }): Tick[] =>
  ticksOf(stage, stage.height / GRID);

const gridLines = (stage: Stage): Shape[] =>
  gridOf(stage).map(({ time }) => ({
    shape: 'line',
    ...{ paint: 'line-strong', alpha: 0.4, of: null },
    ...{ x1: 0, x2: stage.width, y1: yOf(stage, time), y2: yOf(stage, time) },
    ...{ width: 1, dashed: false, head: 0 },
  }));

function lifeLines({ client, server, height }: Stage): Shape[] {
  return [client, server].map((x) => ({
    shape: 'line',
    ...{ paint: 'line-strong', alpha: 1, of: null },
    ...{ x1: x, y1: 0, x2: x, y2: height, width: 1, dashed: false, head: 0 },
  }));
}

/** How a connection ended: a cap where it was closed, a cross where it was reset. */
function endings(index: LaneIndex, stage: Stage, drawn: readonly Shape[]): Shape[] {
  const bars = drawn.filter((shape): shape is BarShape => shape.shape === 'bar');
  return bars.flatMap(({ of, x, y, width, height }): Shape[] => {
    if (of?.kind !== 'mark' || of.what !== 'connection') return [];
    const end = index.lane.trace.connections[of.connection ?? -1]?.end ?? 'none';
    const [middle, bottom] = [x + width / 2, y + height];
    if (end === 'none' || bottom > stage.height) return [];
    if (end === 'rst')
      return [
        { shape: 'cross', paint: 'violation', alpha: 1, of, x: middle, y: bottom, radius: 4 },
      ];
    return [
      {
        shape: 'line',
        ...{ paint: 'lane', alpha: 1, of },
        ...{
          x1: x - 1,
          y1: bottom,
          x2: x + width + 1,
          y2: bottom,
          width: 2,
          dashed: false,
          head: 0,
        },
      },
    ];
  });
}
