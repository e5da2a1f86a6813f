import type { Side } from './side.ts';

/** What a row of a conversation shows. */
export type RowKind = 'head' | 'body' | 'chunk' | 'event' | 'frame' | 'cut' | 'unexplained' | 'gap';

export const KINDS: readonly RowKind[] = [
  'head',
  'body',
  'chunk',
  'event',
  'cut',
  'unexplained',
  'gap',
];

/** Units that are no frames, as columns: a body may have a million chunks. */
export interface Others {
  readonly length: number;
  readonly kind: Uint8Array;
  readonly at: Uint32Array;
  readonly position: Uint32Array;
  readonly item: Uint32Array;
  /** Frames that begin before each. */
  readonly framesBefore: Uint32Array;
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
export function gatherOthers(side: Side): Others {
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

function startCursor(units: Iterator<Other, void>): Cursor {
  const cursor: Cursor = {
    value: undefined,
    advance() {
      const next = units.next();
      cursor.value = next.done === true ? undefined : next.value;
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
