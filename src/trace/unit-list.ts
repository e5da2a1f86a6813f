import type { Side } from './side.ts';

/** What a row of a conversation shows. */
export type RowKind = 'head' | 'body' | 'chunk' | 'event' | 'frame' | 'cut' | 'unexplained' | 'gap';

/** The units of one direction as one run of numbers, in the order of the stream. */
export interface UnitList {
  readonly count: number;
  startOf(unit: number): number;
  kindOf(unit: number): RowKind;
  /** Position among its kind; for a part of a body, that of its message. */
  positionOf(unit: number): number;
  /** Number of a chunk or an event within its body; 0 for any other. */
  itemOf(unit: number): number;
  unitOfFrame(frame: number): number;
  /** The unit of the head at a position. */
  unitOfHead(position: number): number;
}

const KINDS: readonly RowKind[] = ['head', 'body', 'chunk', 'event', 'cut', 'unexplained', 'gap'];

/** Units that are no frames, as columns: a body may have a million chunks. */
interface Others {
  readonly length: number;
  readonly kind: Uint8Array;
  readonly at: Uint32Array;
  readonly position: Uint32Array;
  readonly item: Uint32Array;
  /** Frames that begin before each. */
  readonly framesBefore: Uint32Array;
}

export function unitsOf(side: Side): UnitList {
  const others = gatherOthers(side);
  const { frames } = side;
  const { length, kind, at, position, item, framesBefore } = others;
  const heads = side.http.units.map(() => 0);
  for (let i = 0; i < length; i++) {
    if (KINDS[kind[i]!] === 'head') heads[position[i]!] = i + framesBefore[i]!;
  }

  /** The first of the others that is unit `unit` or a later one. */
  const otherFrom = (unit: number) => firstWhere(length, (i) => i + framesBefore[i]! >= unit);
  const isOther = (i: number, unit: number) => i < length && i + framesBefore[i]! === unit;

  function ask<T>(unit: number, ofOther: (i: number) => T, ofFrame: (frame: number) => T): T {
    const i = otherFrom(unit);
    return isOther(i, unit) ? ofOther(i) : ofFrame(unit - i);
  }

  return {
    count: length + frames.length,
    startOf: (unit) =>
      ask(
        unit,
        (i) => at[i]!,
        (frame) => frames.at[frame]!,
      ),
    kindOf: (unit) =>
      ask<RowKind>(
        unit,
        (i) => KINDS[kind[i]!]!,
        () => 'frame',
      ),
    positionOf: (unit) =>
      ask(
        unit,
        (i) => position[i]!,
        (frame) => frame,
      ),
    itemOf: (unit) =>
      ask(
        unit,
        (i) => item[i]!,
        () => 0,
      ),
    unitOfFrame: (frame) => frame + firstWhere(length, (i) => framesBefore[i]! > frame),
    unitOfHead: (position) => heads[position]!,
  };
}

/** The first number below `count` of which a condition holds, that holds of all after it; else `count`. */
function firstWhere(count: number, holds: (i: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Other {
  readonly kind: RowKind;
  readonly at: number;
  readonly position: number;
  readonly item: number;
}

const KIND_NUMBERS = Object.fromEntries(KINDS.map((kind, i) => [kind, i])) as Readonly<
  Record<RowKind, number>
>;

/** In the order of the stream; of what begins at the same byte, in the order of KINDS. */
function gatherOthers(side: Side): Others {
  const sources = [partsOf(side), eventsOf(side), leftOver(side), gapsOf(side)].map(startCursor);
  let room = 64;
  let columns = allocate(room);
  let length = 0;
  let frames = 0;
  for (let next = firstOf(sources); next !== null; next = firstOf(sources)) {
    if (length === room) columns = grown(columns, (room *= 2));
    const other = next.value!;
    while (frames < side.frames.length && side.frames.at[frames]! < other.at) frames++;
    columns.kind[length] = KIND_NUMBERS[other.kind];
    columns.at[length] = other.at;
    columns.position[length] = other.position;
    columns.item[length] = other.item;
    columns.framesBefore[length] = frames;
    length++;
    next.advance();
  }
  return { length, ...grown(columns, length) };
}

interface Cursor {
  /** Undefined at the end. */
  value: Other | undefined;
  advance(): void;
}

function startCursor(units: Iterator<Other>): Cursor {
  const cursor: Cursor = {
    value: undefined,
    advance() {
      const { done, value } = units.next();
      cursor.value = done === true ? undefined : (value as Other);
    },
  };
  cursor.advance();
  return cursor;
}

function firstOf(cursors: readonly Cursor[]): Cursor | null {
  let first: Cursor | null = null;
  for (const cursor of cursors) {
    if (cursor.value === undefined) continue;
    if (first === null || isBefore(cursor.value, first.value!)) first = cursor;
  }
  return first;
}

const isBefore = (a: Other, b: Other): boolean =>
  a.at < b.at || (a.at === b.at && KIND_NUMBERS[a.kind] < KIND_NUMBERS[b.kind]);

type Columns = Omit<Others, 'length'>;

const allocate = (room: number): Columns => ({
  kind: new Uint8Array(room),
  at: new Uint32Array(room),
  position: new Uint32Array(room),
  item: new Uint32Array(room),
  framesBefore: new Uint32Array(room),
});

function grown(columns: Columns, room: number): Columns {
  const larger = allocate(room);
  for (const name of Object.keys(larger) as (keyof Columns)[]) {
    larger[name].set(columns[name].subarray(0, room));
  }
  return larger;
}

/** Heads, each with the chunks or the whole of its body. */
function* partsOf({ http }: Side): Generator<Other, void> {
  for (const [position, { head, bodyAt, bodyEnd, chunks }] of http.units.entries()) {
    yield { kind: 'head', at: head.at, position, item: 0 };
    if (bodyEnd === bodyAt) continue;
    if (chunks === null) yield { kind: 'body', at: bodyAt, position, item: 0 };
    for (let item = 0; item < (chunks?.length ?? 0); item++) {
      yield { kind: 'chunk', at: chunks!.at[item]!, position, item };
    }
  }
}

/** An event stands after the chunk in which it begins. */
function* eventsOf({ http, streams }: Side): Generator<Other, void> {
  for (const position of http.units.keys()) {
    const stream = streams.get(position);
    for (const [item, event] of stream?.events.entries() ?? []) {
      yield { kind: 'event', at: stream!.wireAt(event.at), position, item };
    }
  }
}

/** What is cut inside a body or a payload has a row already. */
function* leftOver({ tail, unexplained }: Side): Generator<Other, void> {
  for (const [position, { start }] of unexplained.entries()) {
    yield { kind: 'unexplained', at: start, position, item: 0 };
  }
  if (tail !== null && (tail.part === 'head' || tail.part === 'header')) {
    yield { kind: 'cut', at: tail.at, position: 0, item: 0 };
  }
}

function* gapsOf({ captured }: Side): Generator<Other, void> {
  for (const [position, { start }] of captured.gaps.entries()) {
    yield { kind: 'gap', at: start, position, item: 0 };
  }
}
