import { concat } from '../codec/bytes.ts';
import type { Note } from '../trace/input.ts';
import { readHttp } from '../trace/http-units.ts';
import {
  DIRECTIONS,
  perDirection,
  type Connection,
  type Direction,
  type Trace,
} from '../trace/trace.ts';
import { transfersOf, type Transfer } from '../trace/transfers.ts';
import { tellDirectionsSteps } from './directions.ts';
import { readInputSteps, sizeOf } from './read-input.ts';
import { joinPackets } from './join-packets.ts';
import type { Reading, Source } from './reading.ts';
import { counted, finish, type Steps } from './steps.ts';

/** A paste as a trace, and how each of its sources was read. */
export interface Paste {
  readonly trace: Trace;
  readonly readings: readonly DirectedReading[];
}

/** How a source was read, every byte with a direction. */
export interface DirectedReading extends Omit<Reading, 'pieces' | 'notes'> {
  readonly pieces: readonly Flow[];
  readonly notes: Note[];
}

/** Bytes that go one way, in the order seen. */
export interface Flow {
  readonly direction: Direction;
  readonly bytes: Uint8Array;
}

/** Reads one source, or one for each direction, as one connection without times; dumps of packets as theirs. */
export const readPaste = (sources: readonly Source[]): Paste => finish(readPasteSteps(sources));

/** The same in steps, each of some milliseconds; yields how much has been read, of `sizeOf` all sources together. */
export function* readPasteSteps(sources: readonly Source[]): Steps<Paste> {
  const read: Reading[] = [];
  const readings: DirectedReading[] = [];
  let before = 0;
  for (const source of sources) {
    const start = before;
    before += sizeOf(source);
    read.push(yield* counted(readInputSteps(source), (at) => start + at));
  }
  for (const reading of read) readings.push(yield* counted(direct(reading), () => before));
  const packets = readings.flatMap((reading) => reading.packets);
  const captured = yield* counted(joinPackets(packets), () => before);
  readings[0]!.notes.push(...captured.notes);
  return pasteOf(read, readings, captured.connections);
}

function pasteOf(
  read: readonly Reading[],
  readings: readonly DirectedReading[],
  captured: readonly Connection[],
): Paste {
  const flows = readings.flatMap(({ pieces }) => pieces);
  const ordered = saysOrder(read, flows);
  if (readings.length === 2 && readings.every(({ pieces }) => pieces.length > 0)) {
    readings[0]!.notes.push({ id: 'input/order-unknown', at: 0, detail: '' });
  }
  const notes = readings.flatMap((reading) => reading.notes);
  const bytes = readings.reduce((sum, { size }) => sum + size, 0);
  const logs = readings.flatMap((reading) => reading.logs);
  const telling = readings.find(
    ({ pieces, packets, logs }) => pieces.length + packets.length + logs.length > 0,
  );
  const kind = telling?.kind ?? readings[0]!.kind;
  const own = connectionOf(ordered ? flows : handshakeFirst(flows), ordered);
  // A paste is one connection, but for packets and logs, which bring theirs.
  const isOwn = flows.length > 0 || captured.length + logs.length === 0;
  const connections = isOwn ? [...captured, own] : captured;
  return {
    trace: {
      input: { kind, bytes, notes },
      connections: connections.map((connection, id) => ({ ...connection, id })),
      ...(logs.length === 0 ? {} : { logs: logs.map((log, id) => ({ ...log, id })) }),
    },
    readings,
  };
}

/**
 * Marks, and directions that alternate, say in which order bytes travelled. Two panes do not, nor do two
 * streams pasted one after the other.
 */
const saysOrder = (readings: readonly Reading[], flows: readonly Flow[]): boolean =>
  readings.length === 1 &&
  (turnsOf(flows) > 2 || readings[0]!.pieces.every(({ direction }) => direction !== null));

/** How often the direction changes, and once for the first. */
const turnsOf = (flows: readonly Flow[]): number =>
  flows.filter((flow, i) => flow.direction !== flows[i - 1]?.direction).length;

/** Gives a direction to every piece that has none. */
function* direct(reading: Reading): Steps<DirectedReading> {
  const notes = [...reading.notes];
  const pieces: Flow[] = [];
  for (const { direction, bytes, at } of reading.pieces) {
    if (direction !== null) {
      pieces.push({ direction, bytes });
      continue;
    }
    const { runs, guessed } = yield* tellDirectionsSteps(bytes);
    if (guessed) notes.push({ id: 'input/direction-guessed', at, detail: directionsIn(runs) });
    for (const { direction, start, end } of runs)
      pieces.push({ direction, bytes: bytes.subarray(start, end) });
  }
  return { ...reading, pieces, notes };
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
  const { requests, responses } = readHttp(
    streams['client-to-server'],
    streams['server-to-client'],
  );
  const heads = { 'client-to-server': requests.end, 'server-to-client': responses.end };
  if (heads['client-to-server'] + heads['server-to-client'] === 0) return [...flows];
  const part = (direction: Direction, start: number, end?: number): Flow => ({
    direction,
    bytes: streams[direction].subarray(start, end),
  });
  return [
    ...DIRECTIONS.map((direction) => part(direction, 0, heads[direction])),
    ...DIRECTIONS.map((direction) => part(direction, heads[direction])),
  ].filter(({ bytes }) => bytes.length > 0);
}

function connectionOf(flows: readonly Flow[], ordered: boolean): Connection {
  const ends = { 'client-to-server': 0, 'server-to-client': 0 };
  const transfers = flows.map(({ direction, bytes }): Transfer => {
    const start = ends[direction];
    ends[direction] += bytes.length;
    return { direction, start, end: ends[direction], time: null, arrived: null };
  });
  return {
    id: 0,
    client: null,
    server: null,
    begun: true,
    opened: null,
    closed: null,
    end: 'none',
    ordered,
    streams: perDirection((direction) =>
      concat(flows.filter((flow) => flow.direction === direction).map(({ bytes }) => bytes)),
    ),
    transfers: transfersOf(transfers),
    gaps: [],
  };
}
