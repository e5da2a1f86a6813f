import { uint16 } from '../../codec/bytes.ts';

export const FIN = 0x01;
export const SYN = 0x02;
export const RST = 0x04;
export const PSH = 0x08;
export const ACK = 0x10;

const LEAST_HEADER = 20;

/** A TCP segment in its packet. One object serves all packets. */
export interface Segment {
  /** Where the addresses are. */
  head: Uint8Array;
  sourceAt: number;
  targetAt: number;
  /** 4 or 16 bytes. */
  addressLength: number;
  sourcePort: number;
  targetPort: number;
  /** Sequence numbers as 32-bit integers with a sign: their differences are what counts. */
  sequence: number;
  acknowledged: number;
  flags: number;
  bytes: Uint8Array;
  /** The payload that was captured, and how long it was on the wire. */
  from: number;
  captured: number;
  length: number;
  /** Seconds from the first packet; NaN where unknown. */
  time: number;
  /** Of the packet in the file. */
  position: number;
}

export const createSegment = (): Segment => ({
  head: new Uint8Array(),
  sourceAt: 0,
  targetAt: 0,
  addressLength: 4,
  sourcePort: 0,
  targetPort: 0,
  sequence: 0,
  acknowledged: 0,
  flags: 0,
  bytes: new Uint8Array(),
  from: 0,
  captured: 0,
  length: 0,
  time: NaN,
  position: 0,
});

/** Network byte order, with a sign. */
export const int32 = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;

/**
 * Reads a TCP header, RFC 9293 §3.1; false where it is cut or lies. `end` is where the capture ends,
 * `wireEnd` where the segment did. Checksums are not looked at: cards fill them in after a capture has seen the packet.
 */
export function readSegment(
  segment: Segment,
  bytes: Uint8Array,
  at: number,
  end: number,
  wireEnd: number,
): boolean {
  if (end - at < LEAST_HEADER) return false;
  const header = (bytes[at + 12]! >> 4) * 4;
  const payloadAt = at + header;
  if (header < LEAST_HEADER || payloadAt > wireEnd) return false;
  segment.sourcePort = uint16(bytes, at);
  segment.targetPort = uint16(bytes, at + 2);
  segment.sequence = int32(bytes, at + 4);
  segment.acknowledged = int32(bytes, at + 8);
  segment.flags = bytes[at + 13]!;
  segment.bytes = bytes;
  segment.from = payloadAt;
  segment.captured = Math.max(0, end - payloadAt);
  segment.length = wireEnd - payloadAt;
  return true;
}
