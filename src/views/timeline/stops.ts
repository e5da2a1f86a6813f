import { bisectLeft, bisectRight } from 'd3-array';
import { DIRECTIONS } from '../../trace/trace.ts';
import type { Intervals } from './intervals.ts';
import type { LaneIndex } from './lane-index.ts';
import type { LayerId } from './layers.ts';

/** What a step stops at beside departures and arrivals. */
const LAYERS_STEPPED: readonly LayerId[] = [
  'connection',
  'born',
  'delivered',
  'repeated',
  'lost',
  'written',
  'received',
  'trouble',
];

const intervalsOf = ({ arrows, layers }: LaneIndex): Intervals[] => [
  ...DIRECTIONS.map((direction) => arrows[direction].intervals),
  ...LAYERS_STEPPED.map((id) => layers[id].intervals),
];

/** The moment of the next event of any lane; null after the last. */
export function nextStop(lanes: readonly LaneIndex[], time: number): number | null {
  let next = Infinity;
  for (const { starts, closings } of lanes.flatMap(intervalsOf)) {
    next = Math.min(next, starts[bisectRight(starts, time)] ?? Infinity);
    next = Math.min(next, closings[bisectRight(closings, time)] ?? Infinity);
  }
  return next === Infinity ? null : next;
}

/** The moment of the event before; null before the first. Steps back stop where steps forward do. */
export function previousStop(lanes: readonly LaneIndex[], time: number): number | null {
  let previous = -Infinity;
  for (const { starts, closings } of lanes.flatMap(intervalsOf)) {
    previous = Math.max(previous, starts[bisectLeft(starts, time) - 1] ?? -Infinity);
    previous = Math.max(previous, closings[bisectLeft(closings, time) - 1] ?? -Infinity);
  }
  return previous === -Infinity ? null : previous;
}

/** The last moment of all lanes. */
export const endOf = (lanes: readonly LaneIndex[]): number =>
  Math.max(0, ...lanes.map(({ end }) => end));
