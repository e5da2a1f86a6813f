import type { CapturedConnection } from '../../../src/capture/packets/connection.ts';
import type { CaptureLimits } from '../../../src/capture/packets/limits.ts';
import {
  createPacketReader,
  type Packet,
  type PacketResult,
} from '../../../src/capture/packets/packet-reader.ts';
import { encodeTcpPacket, type TcpPacket } from '../../../src/trace/pcapng/tcp-packet.ts';
import { RAW_IP } from '../../../src/trace/pcapng/blocks.ts';
import type { Direction } from '../../../src/trace/trace.ts';
import { latin1 } from '../../latin1.ts';

export const CLIENT = { address: Uint8Array.of(10, 0, 0, 1), port: 50_000 };
export const SERVER = { address: Uint8Array.of(10, 0, 0, 2), port: 80 };

/** Where the sequence numbers of each end begin; those of the client soon wrap. */
export const CLIENT_FIRST = 0xffff_fff0;
export const SERVER_FIRST = 7000;

export interface SegmentOptions extends Partial<TcpPacket> {
  /** Bytes of the payload that were captured, where not all. */
  readonly captured?: number;
  readonly time?: number | null;
}

const FLAGS: Readonly<Record<string, number>> = { F: 1, S: 2, R: 4, P: 8, A: 16 };

/**
 * A segment: `>` is sent by the client; `at` is where its payload lies in the stream, `ack` how much of the other
 * stream is acknowledged. Flags are letters: `SA`.
 */
export function segment(
  mark: '>' | '<',
  flags: string,
  at: number,
  ack: number,
  payload = '',
  options: SegmentOptions = {},
): Packet {
  const { captured, time = null, ...rest } = options;
  const [mine, theirs] = mark === '>' ? [CLIENT_FIRST, SERVER_FIRST] : [SERVER_FIRST, CLIENT_FIRST];
  const begins = flags.includes('S') ? 0 : 1;
  const bytes = encodeTcpPacket({
    source: mark === '>' ? CLIENT : SERVER,
    target: mark === '>' ? SERVER : CLIENT,
    sequence: (mine + begins + at) % 0x1_0000_0000,
    acknowledged: (theirs + 1 + ack) % 0x1_0000_0000,
    flags: [...flags].reduce((sum, flag) => sum + FLAGS[flag]!, 0),
    payload: latin1(payload),
    ...rest,
  });
  const cut = captured === undefined ? bytes.length : bytes.length - payload.length + captured;
  return { bytes: bytes.subarray(0, cut), linkType: RAW_IP, time, length: bytes.length };
}

/** The handshake: SYN, SYN with ACK, ACK. */
export const HANDSHAKE: readonly Packet[] = [
  segment('>', 'S', 0, 0),
  segment('<', 'SA', 0, 0),
  segment('>', 'A', 0, 0),
];

/** Packets, numbered as they come, to connections. */
export function readPackets(
  packets: Iterable<Packet>,
  limits: Partial<CaptureLimits> = {},
): PacketResult {
  const reader = createPacketReader(limits);
  for (const packet of packets) reader.packet(packet);
  return reader.finish();
}

export const textOf = (connection: CapturedConnection | undefined, mark: '>' | '<'): string =>
  String.fromCharCode(...connection!.streams[directionOf(mark)]);

export const directionOf = (mark: '>' | '<'): Direction =>
  mark === '>' ? 'client-to-server' : 'server-to-client';

/** Transfers in the order seen, as `>text`; what is missing as a dot for each byte. */
export const transfersIn = (connection: CapturedConnection | undefined): string[] =>
  Array.from(connection!.transfers, ({ direction, start, end }) => {
    const text = String.fromCharCode(...connection!.streams[direction].subarray(start, end));
    return (direction === 'client-to-server' ? '>' : '<') + text.replaceAll('\0', '.');
  });

/** Notes as `[id, at, detail]`, without the area. */
export const notesIn = ({ notes }: Pick<PacketResult, 'notes'>): [string, number, string][] =>
  notes.map(({ id, at, detail }) => [id.replace('input/', ''), at, detail]);
