import type { Side } from './side.ts';

/** What a row of a conversation shows. */
export type RowKind = 'head' | 'body' | 'chunk' | 'event' | 'frame' | 'cut' | 'unexplained';

/** A unit that is no frame. */
interface Other {
  readonly kind: RowKind;
  readonly at: number;
  readonly position: number;
  readonly item: number;
}

/** The units of one direction as one run of numbers: HTTP, then frames, then what is left over. */
export interface UnitList {
  readonly count: number;
  startOf(unit: number): number;
  kindOf(unit: number): RowKind;
  /** Position among its kind; for a part of a body, that of its message. */
  positionOf(unit: number): number;
  /** Number of a chunk or an event within its body; 0 for any other. */
  itemOf(unit: number): number;
  /** Number of the first frame. */
  readonly firstFrame: number;
}

export function unitsOf(side: Side): UnitList {
  const http = side.http.units.flatMap((_, position) => httpRows(side, position));
  const { frames } = side;
  const rest = leftOver(side);
  const afterFrames = http.length + frames.length;
  const other = (unit: number) => (unit < http.length ? http[unit]! : rest[unit - afterFrames]!);
  const isFrame = (unit: number) => unit >= http.length && unit < afterFrames;
  return {
    count: afterFrames + rest.length,
    firstFrame: http.length,
    startOf: (unit) => (isFrame(unit) ? frames.at[unit - http.length]! : other(unit).at),
    kindOf: (unit) => (isFrame(unit) ? 'frame' : other(unit).kind),
    positionOf: (unit) => (isFrame(unit) ? unit - http.length : other(unit).position),
    itemOf: (unit) => (isFrame(unit) ? 0 : other(unit).item),
  };
}

/** A head, then the chunks or the whole of its body, with the events it carries where each begins. */
function httpRows({ http, streams }: Side, position: number): Other[] {
  const unit = http.units[position]!;
  const head: Other = { kind: 'head', at: unit.head.at, position, item: 0 };
  if (unit.bodyEnd === unit.bodyAt) return [head];
  const body: Other[] =
    unit.chunks === null
      ? [{ kind: 'body', at: unit.bodyAt, position, item: 0 }]
      : Array.from(unit.chunks.at.subarray(0, unit.chunks.length), (at, item) => ({
          kind: 'chunk',
          at,
          position,
          item,
        }));
  const stream = streams.get(position);
  const events: Other[] =
    stream === undefined
      ? []
      : stream.events.map((event, item) => ({
          kind: 'event',
          at: stream.wireAt(event.at),
          position,
          item,
        }));
  // An event stands after the chunk in which it begins.
  return [head, ...[...body, ...events].sort((a, b) => a.at - b.at)];
}

function leftOver({ tail, unexplained }: Side): Other[] {
  const rest: Other[] = [];
  // What is cut inside a body or a payload has a row already.
  if (tail !== null && (tail.part === 'head' || tail.part === 'header')) {
    rest.push({ kind: 'cut', at: tail.at, position: 0, item: 0 });
  }
  if (unexplained.end > unexplained.at) {
    rest.push({ kind: 'unexplained', at: unexplained.at, position: 0, item: 0 });
  }
  return rest;
}
