import { endpointsOf } from '../trace/pcapng/endpoints.ts';
import { mergePackets } from '../trace/pcapng/merge-packets.ts';
import { encodeTcpPacket, TcpFlag } from '../trace/pcapng/tcp-packet.ts';
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
  readonly arrived: number;
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
  const own = [...connection.transfers].filter((transfer) => transfer.direction === direction);
  const ends = own.map(({ end }) => end);
  const left = own.map(({ time }) => exact(time!));
  const there = own.map(({ arrived }) => exact(arrived!));
  const fin = packets.find((packet) => packet.kind === 'fin' && packet.way === way);
  const upTo = (count: number): number => 1 + (count === 0 ? 0 : ends[count - 1]!);
  return {
    sentBefore: (time) =>
      upTo(countWhile(left, (at) => at < time)) + (fin !== undefined && fin.sent < time ? 1 : 0),
    ended: (time) => upTo(countWhile(left, (at) => at <= time)),
    heardBy: (time) =>
      upTo(countWhile(there, (at) => at <= time)) +
      (fin !== undefined && fin.arrived <= time ? 1 : 0),
  };
}

/** How many numbers, which are in order, hold: by binary search. */
function countWhile(numbers: readonly number[], holds: (number: number) => boolean): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(numbers[middle]!)) low = middle + 1;
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

/** All packets of a run as one end saw them, in order of time, for `writePackets`. TLS is counted, not written. */
export const capturePackets = (
  run: Run,
  vantage: Vantage = 'client',
): Generator<TimedPacket, void> =>
  mergePackets(run.trace.connections.map((_, place) => connectionPackets(run, place, vantage)));

function* connectionPackets(
  run: Run,
  place: number,
  vantage: Vantage,
): Generator<TimedPacket, void> {
  const connection = run.trace.connections[place]!;
  const { client, server } = endpointsOf(connection.client, connection.server, connection.id);
  const counts = [0, 0];
  for (const segment of segmentsOf(run, place, vantage)) {
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
