import { concat } from '../codec/bytes.ts';
import type { Note } from '../trace/input.ts';
import { readHttpPart } from '../trace/http-units.ts';
import {
  DIRECTIONS,
  perDirection,
  type Connection,
  type Direction,
  type Trace,
  type Transfer,
} from '../trace/trace.ts';
import { tellDirections } from './directions.ts';
import { readInput, type Piece, type Reading, type Source } from './read-input.ts';

/** A paste as a trace, and how each of its sources was read. */
export interface Paste {
  readonly trace: Trace;
  readonly readings: readonly Reading[];
}

/** Bytes that go one way, in the order seen. */
interface Flow {
  readonly direction: Direction;
  readonly bytes: Uint8Array;
}

/** Reads one source, or one for each direction, as one connection without times. */
export function readPaste(sources: readonly Source[]): Paste {
  const readings = sources.map(readInput);
  const notes = readings.flatMap((reading) => reading.notes);
  const flows = readings.flatMap(({ pieces }) => pieces.flatMap((piece) => direct(piece, notes)));
  // Nothing says how two pastes, or the two panes, interleave.
  const ordered = sources.length === 2 ? handshakeFirst(flows) : flows;
  if (sources.length === 2 && readings.every(({ pieces }) => pieces.length > 0)) {
    notes.push({ id: 'input/order-unknown', at: 0, detail: '' });
  }
  const bytes = readings.reduce((sum, { size }) => sum + size, 0);
  const kind = readings.find(({ pieces }) => pieces.length > 0)?.kind ?? readings[0]!.kind;
  return {
    trace: { input: { kind, bytes, notes }, connections: [connectionOf(ordered)] },
    readings,
  };
}

function direct({ direction, bytes, at }: Piece, notes: Note[]): Flow[] {
  if (direction !== null) return [{ direction, bytes }];
  const { runs, guessed } = tellDirections(bytes);
  if (guessed) notes.push({ id: 'input/direction-guessed', at, detail: directionsIn(runs) });
  return runs.map(({ direction, start, end }) => ({
    direction,
    bytes: bytes.subarray(start, end),
  }));
}

function directionsIn(runs: readonly { readonly direction: Direction }[]): string {
  const seen = DIRECTIONS.filter((direction) => runs.some((run) => run.direction === direction));
  return seen.length === 1 ? seen[0]! : 'both';
}

/** A request comes before its answer, and both before any frame: so much is known without marks. */
function handshakeFirst(flows: readonly Flow[]): Flow[] {
  const streams = perDirection((direction) =>
    concat(flows.filter((flow) => flow.direction === direction).map(({ bytes }) => bytes)),
  );
  const heads = {
    'client-to-server': readHttpPart(streams['client-to-server'], 'request').end,
    'server-to-client': readHttpPart(streams['server-to-client'], 'response').end,
  };
  const part = (direction: Direction, start: number, end?: number): Flow => ({
    direction,
    bytes: streams[direction].subarray(start, end),
  });
  return [
    ...DIRECTIONS.map((direction) => part(direction, 0, heads[direction])),
    ...DIRECTIONS.map((direction) => part(direction, heads[direction])),
  ].filter(({ bytes }) => bytes.length > 0);
}

function connectionOf(flows: readonly Flow[]): Connection {
  const ends = { 'client-to-server': 0, 'server-to-client': 0 };
  const transfers = flows.map(({ direction, bytes }): Transfer => {
    const start = ends[direction];
    ends[direction] += bytes.length;
    return { direction, start, end: ends[direction], time: null };
  });
  return {
    id: 0,
    client: null,
    server: null,
    opened: null,
    closed: null,
    end: 'none',
    streams: perDirection((direction) =>
      concat(flows.filter((flow) => flow.direction === direction).map(({ bytes }) => bytes)),
    ),
    transfers,
  };
}
