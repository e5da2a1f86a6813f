import { microseconds } from './clock.ts';
import type { Engine } from './engine.ts';
import type { Failure } from './failures.ts';
import type { Parameters } from './parameters.ts';
import type { Direction } from '../trace/trace.ts';
import { streamFor } from './random.ts';

/** Places of the two directions in what is kept for both. */
export const UP = 0;
export const DOWN = 1;

export type Way = typeof UP | typeof DOWN;

const DIRECTION: readonly Direction[] = ['client-to-server', 'server-to-client'];

/** The direction of a way, as a trace names it. */
export const directionOf = (way: Way): Direction => DIRECTION[way]!;

/** RFC 8446 §5.2: five bytes of header, one of type, sixteen of tag; a record holds 16 KiB. */
export const RECORD_OVERHEAD = 22;
const MOST_IN_RECORD = 16_384;

/** What TLS adds to a write of so many bytes. */
export const recordBytes = (length: number): number =>
  Math.ceil(length / MOST_IN_RECORD) * RECORD_OVERHEAD;

/** TCP and IP in front of each segment, without options; 0 where they are not counted. */
export const ipHeaderBytes = ({ ipHeaders }: Parameters): number =>
  ipHeaders === 'off' ? 0 : Number(ipHeaders);

/** Bytes a microsecond that the link takes, by way; Infinity without a limit. */
export const linkSpeeds = ({ bwUp, bwDown }: Parameters): readonly [up: number, down: number] => [
  (bwUp || Infinity) / 8000,
  (bwDown || Infinity) / 8000,
];

/** A copy of a packet that never came, and when the next one was sent. */
export interface Loss {
  readonly connection: number;
  readonly way: Way;
  /** What it carried of the stream; empty for a SYN, a FIN or a part of the handshake of TLS. */
  readonly start: number;
  readonly end: number;
  readonly sent: number;
  /** Infinity where nobody tried again within the run. */
  readonly again: number;
}

/** When bytes left and were there. One record, filled anew by each `carry`. */
export interface Flight {
  left: number;
  arrived: number;
}

/** The way between one client and the server, shared by all its connections. */
export interface Network {
  readonly losses: readonly Loss[];
  readonly retransmissions: number;
  /** The most that ever waited for the link down. */
  readonly mostQueued: number;
  /** Carries what stands in `[start, end)` of a stream, and bytes that stand in none; a packet of its own where that is nothing. */
  carry(connection: number, way: Way, start: number, end: number, extra?: number): Flight;
  /** Bytes that wait for the link. */
  queued(way: Way): number;
  /** When no more than so many bytes will wait for the link. */
  drained(way: Way, bytes: number): number;
  /** Whether the client's cable is pulled. */
  isCut(): boolean;
  /** When the cable is pulled next; Infinity where it never is again. */
  nextCut(): number;
  /** The next packet on the way down is lost once. */
  loseNext(): void;
}

interface Outage {
  readonly from: number;
  readonly until: number;
}

const outagesOf = (failures: readonly Failure[], kinds: readonly string[]): Outage[] =>
  failures
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ at, amount }) => ({ from: microseconds(at), until: microseconds(at + amount) }))
    .sort((a, b) => a.from - b.from);

/** Delay, jitter, bandwidth, loss and outages, as the parameters and the failures say. */
export function createNetwork(
  engine: Engine,
  parameters: Parameters,
  failures: readonly Failure[],
): Network {
  const chance = streamFor(parameters.seed, 'loss');
  const wobble = streamFor(parameters.seed, 'jitter');
  const delays = [microseconds(parameters.up), microseconds(parameters.down)];
  const speeds = linkSpeeds(parameters);
  const { loss, mss } = parameters;
  const jitter = microseconds(parameters.jitter);
  const rto = microseconds(parameters.rto);
  const header = ipHeaderBytes(parameters);
  const records = parameters.tls === 'off' ? () => 0 : recordBytes;
  const outages = outagesOf(failures, ['cut', 'silence']);
  const cuts = outagesOf(failures, ['cut']);
  const losses: Loss[] = [];
  /** When the link has passed on all it was given. */
  const free = [0, 0];
  const flight: Flight = { left: 0, arrived: 0 };
  const risky = loss > 0 || jitter > 0 || outages.length > 0;
  let losesNext = false;
  let mostQueued = 0;

  const isOut = (sent: number, arrived: number): boolean =>
    outages.some(({ from, until }) => sent < until && arrived > from);

  function isLost(way: Way, sent: number, arrived: number): boolean {
    if (way === DOWN && losesNext) {
      losesNext = false;
      return true;
    }
    return isOut(sent, arrived) || (loss > 0 && chance() < loss);
  }

  /** Sends copies of one packet until one arrives, RFC 6298 §5: each waits twice as long as the one before. */
  function deliver(connection: number, way: Way, start: number, end: number, sent: number): number {
    const delay = delays[way]!;
    let copy = sent;
    for (let wait = rto; isLost(way, copy, copy + delay); wait *= 2) {
      const again = copy + wait < engine.end ? copy + wait : Infinity;
      losses.push({ connection, way, start, end, sent: copy, again });
      copy += wait;
      if (again === Infinity) break;
    }
    return copy + delay + (jitter > 0 ? Math.floor(wobble() * (jitter + 1)) : 0);
  }

  /** Puts bytes on the link, after those that wait; gives when the last has left. */
  function occupy(way: Way, bytes: number, from: number): number {
    const gone = from + Math.ceil(bytes / speeds[way]);
    free[way] = gone;
    return gone;
  }

  /** Segment by segment, after `bytes` of other layers: any may be lost, and the last to arrive completes the write. */
  function carrySegments(
    connection: number,
    way: Way,
    start: number,
    end: number,
    bytes: number,
  ): number {
    let arrived = 0;
    let from = start;
    let before = bytes;
    do {
      const to = Math.min(from + mss, end);
      before += to - from + header;
      const gone = occupy(way, before, flight.left);
      arrived = Math.max(arrived, deliver(connection, way, from, to, gone));
      from = to;
    } while (from < end);
    return arrived;
  }

  const queued = (way: Way): number => Math.max(0, free[way]! - engine.now) * finite(speeds[way]);

  return {
    losses,
    get retransmissions() {
      return losses.filter(({ again }) => again < Infinity).length;
    },
    get mostQueued() {
      return mostQueued;
    },
    queued,
    drained: (way, bytes) => Math.ceil(free[way]! - bytes / speeds[way]),
    isCut: () => cuts.some(({ from, until }) => from <= engine.now && engine.now < until),
    nextCut: () => cuts.find(({ from }) => from > engine.now)?.from ?? Infinity,
    loseNext() {
      losesNext = true;
    },
    carry(connection, way, start, end, extra = 0) {
      const length = end - start;
      flight.left = Math.max(engine.now, free[way]!);
      if (risky || losesNext) {
        flight.arrived = carrySegments(connection, way, start, end, records(length) + extra);
      } else {
        const segments = Math.max(1, Math.ceil((length + extra) / mss));
        const bytes = length + extra + records(length) + segments * header;
        flight.arrived = occupy(way, bytes, flight.left) + delays[way]!;
      }
      if (way === DOWN) mostQueued = Math.max(mostQueued, queued(DOWN));
      return flight;
    },
  };
}

/** Nothing waits for a link without a limit. */
const finite = (speed: number): number => (speed === Infinity ? 0 : speed);
