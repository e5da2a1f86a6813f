import type { Mark } from '../../trace/marks.ts';
import { DIRECTIONS, type Direction } from '../../trace/trace.ts';
import { firstAfter, firstFrom, lastingUntil, type Intervals } from './intervals.ts';
import { labelOf } from './label.ts';
import type { Lane, TimeWindow } from './lane.ts';
import { markAt, type LaneIndex } from './lane-index.ts';
import type { LayerId } from './layers.ts';

interface Happened {
  readonly lane: Lane;
  readonly time: number;
}

export interface TransferEvent extends Happened {
  readonly kind: 'sent' | 'arrived' | 'never';
  readonly connection: number;
  readonly direction: Direction;
  readonly transfer: number;
  readonly label: string;
  readonly bytes: number;
  /** How long it travelled; null where only one place was seen. */
  readonly took: number | null;
}

export interface MarkEvent extends Happened {
  readonly kind: 'mark';
  readonly layer: LayerId;
  readonly mark: Mark;
}

export interface ConnectionEvent extends Happened {
  readonly kind: 'opened' | 'closed';
  readonly connection: number;
}

/** Something that happened in a lane, as a row of a table or a sentence. */
export type TimelineEvent = TransferEvent | MarkEvent | ConnectionEvent;

/** Layers whose moments are events of their own. */
const MOMENTS: readonly LayerId[] = [
  'born',
  'delivered',
  'repeated',
  'lost',
  'written',
  'received',
  'trouble',
];

function transferEvent(
  { lane, arrows }: LaneIndex,
  direction: Direction,
  i: number,
  kind: TransferEvent['kind'],
): TimelineEvent {
  const { intervals, connection, transfer } = arrows[direction];
  const place = connection[i]!;
  const of = lane.trace.connections[place]!;
  const { start, end, arrived } = of.transfers.at(transfer[i]!);
  const [left, there] = [intervals.starts[i]!, intervals.ends[i]!];
  return {
    ...{ lane, kind, direction, connection: place, transfer: transfer[i]! },
    time: kind === 'sent' ? left : there,
    label: labelOf(of, transfer[i]!).text,
    bytes: end - start,
    took: arrived === null ? null : there - left,
  };
}

function markEvent(index: LaneIndex, layer: LayerId, i: number): TimelineEvent {
  const { intervals } = index.layers[layer];
  const mark = markAt(index, index.layers[layer], i)!;
  return {
    lane: index.lane,
    time: intervals.starts[i]!,
    kind: 'mark',
    layer,
    mark,
  };
}

/** How many of the events that `eventsAround` gives begin in the window. */
export function countEvents(lanes: readonly LaneIndex[], { from, to }: TimeWindow): number {
  const begun = (intervals: Intervals): number =>
    firstAfter(intervals, to) - firstFrom(intervals, from);
  return lanes.reduce(
    (sum, { arrows, layers }) =>
      sum +
      DIRECTIONS.reduce((n, direction) => n + begun(arrows[direction].intervals), 0) +
      MOMENTS.reduce((n, id) => n + begun(layers[id].intervals), 0),
    0,
  );
}

/** The events of the window that are nearest to `time`, at most `most`, in order of time. */
export function eventsAround(
  lanes: readonly LaneIndex[],
  window: TimeWindow,
  time: number,
  most: number,
): TimelineEvent[] {
  const found: { at: number; make: () => TimelineEvent }[] = [];
  const gather = (intervals: Intervals, make: (i: number) => TimelineEvent): void => {
    const middle = firstFrom(intervals, time);
    const first = Math.max(firstFrom(intervals, window.from), middle - most);
    const end = Math.min(firstAfter(intervals, window.to), middle + most);
    for (let i = first; i < end; i++) found.push({ at: intervals.starts[i]!, make: () => make(i) });
  };
  for (const index of lanes) {
    for (const direction of DIRECTIONS)
      gather(index.arrows[direction].intervals, (i) => transferEvent(index, direction, i, 'sent'));
    for (const id of MOMENTS) gather(index.layers[id].intervals, (i) => markEvent(index, id, i));
  }
  return found
    .sort((a, b) => Math.abs(a.at - time) - Math.abs(b.at - time))
    .slice(0, most)
    .sort((a, b) => a.at - b.at)
    .map(({ make }) => make());
}

/** More than a sentence can say. */
const MOST_AT_ONCE = 100;

/** Everything that happens at one moment: what a step stops at. */
export function eventsAt(lanes: readonly LaneIndex[], time: number): TimelineEvent[] {
  const events: TimelineEvent[] = [];
  for (const index of lanes) {
    const { arrows } = index;
    for (const direction of DIRECTIONS)
      eachTouching(arrows[direction].intervals, time, (i, begins, ends) => {
        if (begins) events.push(transferEvent(index, direction, i, 'sent'));
        else if (ends)
          events.push(
            transferEvent(index, direction, i, arrows[direction].lost[i] ? 'never' : 'arrived'),
          );
      });
    for (const id of MOMENTS)
      eachTouching(index.layers[id].intervals, time, (i) => events.push(markEvent(index, id, i)));
    const { lane, layers } = index;
    eachTouching(layers.connection.intervals, time, (i, begins, ends) => {
      const connection = layers.connection.source[i]!;
      if (begins) events.push({ lane, time, kind: 'opened', connection });
      else if (ends) events.push({ lane, time, kind: 'closed', connection });
    });
  }
  return events.slice(0, MOST_AT_ONCE);
}

function eachTouching(
  intervals: Intervals,
  time: number,
  visit: (index: number, begins: boolean, ends: boolean) => void,
): void {
  lastingUntil(intervals, firstAfter(intervals, time), time, Infinity, (i) => {
    const begins = intervals.starts[i] === time;
    const ends = intervals.ends[i] === time;
    if (begins || ends) visit(i, begins, ends);
  });
}
