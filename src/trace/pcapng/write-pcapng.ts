import type { Connection } from '../trace.ts';
import { encodeEnhancedPacket, encodeInterface, encodeSectionHeader, RAW_IP } from './blocks.ts';
import { connectionPackets } from './connection-packets.ts';
import { mergePackets } from './merge-packets.ts';
import type { TimedPacket } from './timed-packet.ts';

export interface CaptureOptions {
  /** What the file says of itself; for people, so its language is the caller's. */
  readonly comment?: string;
  /** Seconds since 1970 at which the trace begins, a whole number. */
  readonly epoch?: number;
}

/** 2000-01-01T00:00:00Z: a trace knows how long after its start something was, not when. */
export const EPOCH = 946_684_800;

/** Of about this many bytes a piece is made: few pieces, and no long step for any. */
const PIECE = 256 * 1024;

/** Connections as a pcapng file, in pieces. Read again, it gives the same connections. */
export const writePcapng = (
  connections: Iterable<Connection>,
  options: CaptureOptions = {},
): Generator<Uint8Array, void> =>
  writePackets(mergePackets(Array.from(connections, connectionPackets)), options);

/** Packets in order of time as a pcapng file, in pieces. */
export function* writePackets(
  packets: Iterable<TimedPacket>,
  { comment, epoch = EPOCH }: CaptureOptions = {},
): Generator<Uint8Array, void> {
  let piece = new Uint8Array(PIECE);
  let length = 0;
  for (const block of blocks(packets, comment, epoch)) {
    if (length + block.length > PIECE) {
      yield piece.subarray(0, length);
      piece = new Uint8Array(PIECE);
      length = 0;
    }
    piece.set(block, length);
    length += block.length;
  }
  yield piece.subarray(0, length);
}

function* blocks(
  packets: Iterable<TimedPacket>,
  comment: string | undefined,
  epoch: number,
): Generator<Uint8Array, void> {
  yield encodeSectionHeader(comment);
  yield encodeInterface(RAW_IP);
  for (const { bytes, time } of packets) yield encodeEnhancedPacket(bytes, time, epoch);
}
