import { endpointsOf } from '../trace/pcapng/endpoints.ts';
import { mergePackets } from '../trace/pcapng/merge-packets.ts';
import { encodeTcpPacket, TcpFlag, type Endpoint } from '../trace/pcapng/tcp-packet.ts';
import type { TimedPacket } from '../trace/pcapng/timed-packet.ts';
import type { Connection } from '../trace/trace.ts';
import { directionOf, DOWN, UP, type Way } from './network.ts';
import type { PacketKind, Run } from './run.ts';
import { walkPackets } from './tcp.ts';

/** Where packets are seen: there, what is sent shows at once, and what is received when it arrives. */
export type Vantage = 'client' | 'server';

/** A segment of TCP as one end saw it, its numbers counted from the SYN: RFC 9293 §3.4. */
export interface Segment {
  readonly kind: PacketKind;
  readonly way: Way;
  /** Seconds. */
  readonly time: number;
  readonly sequence: number;
  readonly acknowledged: number;
  /** What it carries, `[start, end)` of its direction's stream. */
  readonly start: number;
  readonly end: number;
}

interface Packet {
  readonly kind: PacketKind;
  readonly way: Way;
  readonly sent: number;
  arrived: number;
  readonly start: number;
  readonly end: number;
}

/** To the microsecond, which the run counted in: sums of seconds are not exact. */
const exact = (time: number): number => Math.round(time * 1e6) / 1e6;

const otherWay = (way: Way): Way => (way === UP ? DOWN : UP);

/** The segments of a connection, by its place in the trace, in the order in which one end saw them. */
export function segmentsOf(run: Run, place: number, vantage: Vantage): Segment[] {
  const connection = run.trace.connections[place]!;
  const packets: Packet[] = [];
  walkPackets(
    connection,
    run.connections[place]!,
    run.scenario.parameters,
    (kind, way, sent, arrived, start, end) =>
      packets.push({ kind, way, sent: exact(sent), arrived: exact(arrived), start, end }),
  );
  for (const way of [UP, DOWN]) keepOrder(packets.filter((packet) => packet.way === way));
  const own = vantage === 'client' ? UP : DOWN;
  const timeOf = ({ way, sent, arrived }: Packet): number => (way === own ? sent : arrived);
  const streams = [UP, DOWN].map((way) => streamOf(connection, way as Way, packets));
  return packets
    .filter((packet) => timeOf(packet) < Infinity)
    .sort((a, b) => timeOf(a) - timeOf(b) || rank(a, own) - rank(b, own) || a.start - b.start)
    .map((packet) => ({
      kind: packet.kind,
      way: packet.way,
      time: timeOf(packet),
      sequence: sequenceOf(packet, streams[packet.way]!),
      acknowledged: packet.kind === 'syn' ? 0 : streams[otherWay(packet.way)]!.heardBy(packet.sent),
      start: packet.start,
      end: packet.end,
    }));
}

/** What carries nothing takes no time on the link, but does not overtake what left before it and was not lost. */
function keepOrder(packets: Packet[]): void {
  let latest = 0;
  packets.sort((a, b) => a.sent - b.sent || rank(a, a.way) - rank(b, b.way) || a.start - b.start);
  for (const packet of packets) {
    if (packet.kind === 'data' && packet.arrived < Infinity) latest = packet.arrived;
    else if (packet.start === packet.end) packet.arrived = Math.max(packet.arrived, latest);
  }
}

/** Of what one end sees at one instant: first what it receives, then what it answers; a FIN comes last. */
const rank = ({ way, kind }: Packet, own: Way): number =>
  (way === own ? 2 : 0) + (kind === 'fin' ? 1 : 0);

/** One way of a connection, by time: numbers of TCP, where a SYN and a FIN count as a byte each. RFC 9293 §3.4 */
interface Stream {
  /** The next number to be sent just before that time. */
  sentBefore(time: number): number;
  /** The number of a FIN, or an RST, of that time: it follows what leaves with it. */
  ended(time: number): number;
  /** The number that the other end waits for at that time. */
  heardBy(time: number): number;
}

function streamOf(connection: Connection, way: Way, packets: readonly Packet[]): Stream {
  const direction = directionOf(way);
  const segments = packets.filter((packet) => packet.kind === 'data' && packet.way === way);
  const written = [...connection.transfers].filter((transfer) => transfer.direction === direction);
  const there = written.map(({ arrived }) => exact(arrived!));
  const fins = packets.filter((packet) => packet.kind === 'fin' && packet.way === way);
  const isRefused = packets.some(({ kind }) => kind === 'syn') && !packets.some(isSynAck);
  // Where a SYN is refused its other side has sent none: RFC 9293 §3.5.2.
  const first = isRefused && way === DOWN ? 0 : 1;
  const upTo = (last: { readonly end: number } | undefined): number => first + (last?.end ?? 0);
  const sentWhile = (holds: (sent: number) => boolean): number =>
    upTo(segments[countWhile(segments, ({ sent }) => holds(sent)) - 1]);
  return {
    sentBefore: (time) =>
      sentWhile((sent) => sent < time) + (fins.some(({ sent }) => sent < time) ? 1 : 0),
    ended: (time) => sentWhile((sent) => sent <= time),
    heardBy: (time) =>
      upTo(written[countWhile(there, (at) => at <= time) - 1]) +
      (fins.some(({ arrived }) => arrived <= time) ? 1 : 0),
  };
}

const isSynAck = ({ kind }: Packet): boolean => kind === 'syn-ack';

/** How many, which are in order, hold: by binary search. */
function countWhile<T>(ordered: readonly T[], holds: (one: T) => boolean): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(ordered[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sequenceOf({ kind, start, sent }: Packet, stream: Stream): number {
  switch (kind) {
    case 'syn':
    case 'syn-ack':
      return 0;
    case 'data':
    case 'retransmission':
      return 1 + start;
    case 'fin':
    case 'rst':
      return stream.ended(sent);
    case 'ack':
      return stream.sentBefore(sent);
  }
}

/** How a packet is marked, by its kind: RFC 9293 §3.1. */
const FLAGS: Readonly<Record<PacketKind, number>> = {
  syn: TcpFlag.syn,
  'syn-ack': TcpFlag.syn | TcpFlag.ack,
  ack: TcpFlag.ack,
  data: TcpFlag.ack | TcpFlag.psh,
  retransmission: TcpFlag.ack | TcpFlag.psh,
  fin: TcpFlag.fin | TcpFlag.ack,
  rst: TcpFlag.rst | TcpFlag.ack,
};

/** The MSS, and a window scale of 7 after a no-operation: RFC 9293 §3.2, RFC 7323 §2.2. */
const synOptions = (mss: number): Uint8Array =>
  Uint8Array.of(2, 4, mss >> 8, mss & 0xff, 1, 3, 3, 7);

/**
 * All packets of runs as one end saw them, or those of one connection of each, in order of time, for `writePackets`.
 * Of what was lost on the way from that end both copies are there; of what was lost on the way to it, the one that came.
 * TLS is counted, not written.
 */
export const capturePackets = (
  runs: readonly Run[],
  vantage: Vantage,
  connection: number | null = null,
): Generator<TimedPacket, void> =>
  mergePackets(
    runs.flatMap((run, lane) =>
      run.trace.connections.flatMap(({ id }, place) =>
        connection === null || id === connection
          ? [connectionPackets(run, place, vantage, lane)]
          : [],
      ),
    ),
  );

/** Lanes that run side by side have hosts of their own. */
const onLane = ({ address, port }: Endpoint, lane: number): Endpoint => ({
  address: Uint8Array.from(address, (byte, i) => (i === address.length - 1 ? byte + lane : byte)),
  port,
});

/** A segment that TLS alone fills, for it is not written. */
const isSecret = ({ kind, start, end }: Segment): boolean =>
  start === end && (kind === 'data' || kind === 'retransmission');

function* connectionPackets(
  run: Run,
  place: number,
  vantage: Vantage,
  lane: number,
): Generator<TimedPacket, void> {
  const connection = run.trace.connections[place]!;
  const ends = endpointsOf(connection.client, connection.server, connection.id);
  const [client, server] = [onLane(ends.client, lane), onLane(ends.server, lane)];
  const counts = [0, 0];
  for (const segment of segmentsOf(run, place, vantage)) {
    if (isSecret(segment)) continue;
    const { kind, way, time, sequence, acknowledged, start, end } = segment;
    const isSyn = kind === 'syn' || kind === 'syn-ack';
    yield {
      time,
      bytes: encodeTcpPacket({
        source: way === UP ? client : server,
        target: way === UP ? server : client,
        sequence,
        acknowledged,
        flags: FLAGS[kind],
        payload: connection.streams[directionOf(way)].subarray(start, end),
        identification: counts[way]!++,
        ...(isSyn ? { options: synOptions(run.scenario.parameters.mss) } : {}),
      }),
    };
  }
}
