import type { Connection } from '../../trace/trace.ts';
import { createTransfers } from '../../trace/transfers.ts';
import { reachEnd } from './append.ts';
import { isOver, knownTime, type ConnectionState } from './connection-state.ts';
import { gapsOf } from './gap-list.ts';
import { acknowledge, settle } from './hold.ts';
import { ACK, FIN, RST, SYN, type Segment } from './segment.ts';
import { startSide, type StreamSide } from './stream-side.ts';
import { takeBytes } from './stream.ts';

/** A connection as a capture shows it. */
export interface CapturedConnection extends Connection {
  /** False where no SYN says which end is the client: the one of the higher port is taken for it. */
  readonly clientKnown: boolean;
}

/** Takes a segment that belongs to the connection in; `sender` is 0 for the client, 1 for the server. */
export function takeSegment(connection: ConnectionState, sender: 0 | 1, segment: Segment): void {
  const { flags } = segment;
  const mine = connection.sides[sender];
  const theirs = connection.sides[1 - sender]!;
  connection.time = segment.time;
  connection.position = segment.position;
  if (flags & SYN) begin(connection, mine, segment);
  if (flags & RST) return reset(connection, segment);
  if (flags & ACK) acknowledge(connection, theirs, segment.acknowledged);
  // A SYN counts as one in sequence numbers, and stands before its payload.
  const sequence = flags & SYN ? (segment.sequence + 1) | 0 : segment.sequence;
  if (!mine.seen) startSide(mine, startOf(mine, segment));
  if (segment.length > 0) {
    const { bytes, from, captured, length } = segment;
    takeBytes(connection, mine, sequence, bytes, from, captured, length);
  }
  if (flags & FIN) end(mine, (sequence + segment.length) | 0, segment.time);
}

function begin(connection: ConnectionState, side: StreamSide, segment: Segment): void {
  connection.begun = true;
  connection.opened ??= knownTime(segment.time);
  side.begun = true;
  if (!side.seen) startSide(side, (segment.sequence + 1) | 0);
}

/** The stream of a capture that begins in the middle begins with its first segment, unless that is a keep-alive probe. */
function startOf(side: StreamSide, { sequence, length }: Segment): number {
  const probe = length <= 1 && side.isAcknowledged && side.acknowledged === ((sequence + 1) | 0);
  return probe ? side.acknowledged : sequence;
}

/** What a packet with RST carries is no part of the stream: RFC 9293 §3.5.2. */
function reset(connection: ConnectionState, segment: Segment): void {
  if (isOver(connection)) return;
  connection.reset = true;
  connection.resetTime = segment.time;
}

function end(side: StreamSide, sequence: number, time: number): void {
  if (side.finTime !== null) return;
  side.finTime = time;
  side.fin = sequence;
  reachEnd(side);
}

/** What is held is added; then nothing changes any more. */
export function finishConnection(connection: ConnectionState, id: number): CapturedConnection {
  const [client, server] = connection.sides;
  settle(connection, client);
  settle(connection, server);
  return {
    id,
    client: connection.client,
    server: connection.server,
    clientKnown: connection.clientKnown,
    begun: connection.begun,
    opened: connection.opened,
    ...endOf(connection),
    ordered: true,
    streams: { 'client-to-server': streamOf(client), 'server-to-client': streamOf(server) },
    transfers: (connection.transfers ?? createTransfers()).finish(),
    gaps: [...gapsOf(client.gaps, client.direction), ...gapsOf(server.gaps, server.direction)],
  };
}

const streamOf = ({ bytes, length }: StreamSide): Uint8Array => bytes.subarray(0, length);

/** A connection that both ended is over with the second FIN; one that one of them reset, with the RST. */
function endOf({ reset, resetTime, sides }: ConnectionState): Pick<Connection, 'end' | 'closed'> {
  if (reset) return { end: 'rst', closed: resetTime === null ? null : knownTime(resetTime) };
  const times = sides.flatMap(({ finTime }) => (finTime === null ? [] : [finTime]));
  if (times.length === 0) return { end: 'none', closed: null };
  return { end: 'fin', closed: knownTime(Math.max(...times)) };
}
