import type { Direction } from '../../trace/trace.ts';
import { createGathering, type Gathering } from './gathering.ts';
import { labelOfBytes } from './label.ts';
import type { LaneConnection } from './lane.ts';
import { STEP, type Steps } from './order.ts';

export interface CollectedTransfers {
  /** Columns: connection, transfer, 1 where it carries something, 1 where it never arrives. */
  readonly arrows: Readonly<Record<Direction, Gathering>>;
  /** Columns: place of the connection, 0. */
  readonly connections: Gathering;
  /** From a request's arrival to what the server writes next; columns: place of the connection, 0. */
  readonly held: Gathering;
  readonly end: number;
  readonly timed: boolean;
}

const hasTime = (connection: LaneConnection): boolean =>
  connection.transfers.length > 0 && connection.transfers.at(0).time !== null;

/**
 * Where a transfer has no time of its own it has that of the one before it on its connection; where
 * the trace has none at all, the transfers follow one another a second apart.
 */
export function* collectTransfers(
  connections: readonly LaneConnection[],
): Steps<CollectedTransfers> {
  const collected = {
    arrows: { 'client-to-server': createGathering(4), 'server-to-client': createGathering(4) },
    connections: createGathering(2),
    held: createGathering(2),
  };
  const timed = connections.some(hasTime);
  let end = 0;
  for (const [place, connection] of connections.entries()) {
    const clock = timed ? null : end;
    end = Math.max(end, yield* collectConnection(collected, connection, place, clock));
  }
  return { ...collected, end, timed };
}

type Collecting = Pick<CollectedTransfers, 'arrows' | 'connections' | 'held'>;

/** `untimed` is when a connection without times begins, null for one with times. Gives when it ends. */
function* collectConnection(
  { arrows, connections, held }: Collecting,
  connection: LaneConnection,
  place: number,
  untimed: number | null,
): Steps<number> {
  const { transfers, streams, opened, closed } = connection;
  let now = untimed ?? opened ?? 0;
  let first = opened;
  let last = now;
  let asked: number | null = null;
  /** How long the transfer before took each way: where one that never arrives would have. */
  const took = { 'client-to-server': 0, 'server-to-client': 0 };
  for (let i = 0; i < transfers.length; i++) {
    if (i % STEP === STEP - 1) yield;
    const { direction, start, end, time, arrived } = transfers.at(i);
    now = untimed === null ? (time ?? now) : untimed + i + 1;
    first ??= now;
    const lost = arrived === Infinity;
    if (!lost) took[direction] = untimed === null ? Math.max((arrived ?? now) - now, 0) : 0;
    const there = now + took[direction];
    last = Math.max(last, there);
    const { text, quiet } = labelOfBytes(streams[direction], start, end);
    arrows[direction].push(now, there, place, i, quiet ? 0 : 1, lost ? 1 : 0);
    if (direction === 'client-to-server') asked = /^[A-Z]/.test(text) ? there : asked;
    else if (asked !== null) {
      if (now > asked) held.push(asked, now, place, 0);
      asked = null;
    }
  }
  last = untimed === null ? Math.max(closed ?? last, last) : last + 1;
  connections.push(first ?? last, last, place, 0);
  return last;
}
