import type { Mark } from '../../trace/marks.ts';
import { DIRECTIONS, type Direction } from '../../trace/trace.ts';
import { collectMarks } from './collect-marks.ts';
import { collectTransfers } from './collect-transfers.ts';
import { intervalsOf, type Intervals } from './intervals.ts';
import type { Lane } from './lane.ts';
import { LAYERS, type LayerId } from './layers.ts';
import type { Steps } from './order.ts';
import { sideBySide } from './side-by-side.ts';

/** The transfers of one direction, in the order they left. */
export interface Arrows {
  readonly intervals: Intervals;
  /** The place of the connection in the trace, and of the transfer in it. */
  readonly connection: Uint32Array;
  readonly transfer: Uint32Array;
  /** How many of the first n carry something: one longer than the list. */
  readonly loud: Uint32Array;
  /** 1 for one that never arrives; it ends when it would have. */
  readonly lost: Uint32Array;
}

/** What one layer draws. */
export interface Layer {
  readonly intervals: Intervals;
  /** Whether `source` is the number of a mark, or the place of a connection. */
  readonly marked: boolean;
  readonly source: Uint32Array;
  /** Index in PEERS; of a connection, and of its making, the column. */
  readonly place: Uint32Array;
}

/** A lane made ready to be drawn at any moment and scale. */
export interface LaneIndex {
  readonly lane: Lane;
  /** The time of the last thing that happens. */
  readonly end: number;
  /** False where the trace has no times: then a second is a transfer. */
  readonly timed: boolean;
  readonly arrows: Readonly<Record<Direction, Arrows>>;
  readonly layers: Readonly<Record<LayerId, Layer>>;
  /** How many connections stand side by side at most. */
  readonly columns: number;
}

/** How many connections are drawn side by side; what is more shares the last column. A browser opens six to a host. */
export const MOST_COLUMNS = 6;

/** Made once for a trace, in steps; what is drawn at a moment is then a matter of searches. */
export function* indexLane(lane: Lane): Steps<LaneIndex> {
  const transfers = yield* collectTransfers(lane.trace.connections);
  const marks = yield* collectMarks(lane.marks, transfers);
  const arrows = {} as Record<Direction, Arrows>;
  for (const direction of DIRECTIONS) {
    const { intervals, columns } = yield* intervalsOf(transfers.arrows[direction]);
    const [connection, transfer, loud, lost] = columns as [
      Uint32Array,
      Uint32Array,
      Uint32Array,
      Uint32Array,
    ];
    arrows[direction] = { intervals, connection, transfer, loud: sums(loud), lost };
    yield;
  }
  const layers = {} as Record<LayerId, Layer>;
  for (const id of LAYERS) {
    const { intervals, columns } = yield* intervalsOf(marks[id].gathering);
    const [source, place] = columns as [Uint32Array, Uint32Array];
    layers[id] = { intervals, marked: marks[id].marked, source, place };
  }
  const bars = sideBySide(layers.connection.intervals, MOST_COLUMNS);
  layers.connection = { ...layers.connection, place: bars.column };
  layers.connecting = {
    ...layers.connecting,
    place: columnsOf(layers.connecting, layers.connection, lane),
  };
  const end = Math.max(
    transfers.end,
    ...LAYERS.map((id) => layers[id].intervals.closings.at(-1) ?? 0),
  );
  return { lane, end, timed: transfers.timed, arrows, layers, columns: bars.columns };
}

/** The column of the connection that each mark belongs to. */
function columnsOf({ source }: Layer, bars: Layer, { trace, marks }: Lane): Uint32Array {
  const columns = new Map<number, number>();
  if (source.length > 0)
    bars.source.forEach((place, i) => columns.set(trace.connections[place]!.id, bars.place[i]!));
  return source.map((mark) => columns.get(marks!.columns.connection[mark]!) ?? 0);
}

function sums(flags: Uint32Array): Uint32Array {
  const sums = new Uint32Array(flags.length + 1);
  for (let i = 0; i < flags.length; i++) sums[i + 1] = sums[i]! + flags[i]!;
  return sums;
}

/** The mark that an element of a layer was made from; null for one that bytes alone told. */
export const markAt = ({ lane }: LaneIndex, layer: Layer, i: number): Mark | null =>
  layer.marked ? lane.marks!.at(layer.source[i]!) : null;

/** The place of the connection that an element stands for, where no mark says. */
export const connectionAt = (layer: Layer, i: number): number | null =>
  layer.marked ? null : layer.source[i]!;
