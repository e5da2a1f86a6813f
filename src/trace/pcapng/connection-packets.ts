import { opposite, perDirection, type Connection, type Direction, type Gap } from '../trace.ts';
import { endpointsOf } from './endpoints.ts';
import { createSegments, type Segments } from './segments.ts';
import type { TimedPacket } from './timed-packet.ts';

/** Between transfers without times, in seconds. */
const STEP = 0.001;

/** True where a connection has no times, so that those of its packets are made up. */
export const isWithoutTimes = ({ opened, closed, transfers }: Connection): boolean =>
  opened === null && closed === null && transfers.columns.times.every(Number.isNaN);

/**
 * A connection as TCP packets: handshake, segments with what they acknowledge, closing. What was not captured is left
 * out, and acknowledged by the other end. A connection that was open already has no handshake. Who closed is not known:
 * the sender of the last bytes says FIN first, and RST is said by the other end.
 */
export function* connectionPackets(connection: Connection): Generator<TimedPacket, void> {
  const { client, server, id, begun, transfers, opened, closed, end } = connection;
  const segments = createSegments(endpointsOf(client, server, id), id);
  const missing = perDirection((direction) => gapFinder(connection, direction));
  const timeless = isWithoutTimes(connection);
  segments.at(opened ?? firstTimeOf(connection));
  if (begun) yield* segments.open();
  let last: Direction = 'client-to-server';
  for (const { direction, start, end, time } of transfers) {
    if (timeless) segments.after(STEP);
    else if (time !== null) segments.at(time);
    const bytes = connection.streams[direction];
    yield* runPackets(segments, direction, bytes, start, end, missing[direction]);
    last = direction;
  }
  if (closed !== null) segments.at(closed);
  if (end === 'fin') yield* segments.close(last);
  if (end === 'rst') yield segments.reset(opposite(last));
}

function firstTimeOf({ transfers }: Connection): number {
  for (const { time } of transfers) if (time !== null) return time;
  return 0;
}

/** What was sent at once, in runs that are there and runs that are missing. */
function* runPackets(
  segments: Segments,
  direction: Direction,
  bytes: Uint8Array,
  start: number,
  end: number,
  gapAt: (offset: number) => Gap | null,
): Generator<TimedPacket, void> {
  for (let at = start; at < end;) {
    const gap = gapAt(at);
    const isMissing = gap !== null && gap.start <= at;
    const to = Math.min(end, gap === null ? end : isMissing ? gap.end : gap.start);
    if (isMissing) yield* segments.miss(direction, to - at);
    else yield* segments.send(direction, bytes.subarray(at, to));
    at = to;
  }
}

/** Finds the first gap that ends behind an offset; offsets are asked for in order. */
function gapFinder({ gaps }: Connection, direction: Direction): (offset: number) => Gap | null {
  const own = gaps.filter((gap) => gap.direction === direction);
  let next = 0;
  return (offset) => {
    while (next < own.length && own[next]!.end <= offset) next++;
    return own[next] ?? null;
  };
}
