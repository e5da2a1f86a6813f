/** One end of a connection. */
export interface Endpoint {
  /** 4 or 16 bytes. */
  readonly address: Uint8Array;
  readonly port: number;
}

/** A TCP segment and the two ends between which it travels, both of one version of IP. */
export interface TcpPacket {
  readonly source: Endpoint;
  readonly target: Endpoint;
  /** Modulo 2³². */
  readonly sequence: number;
  readonly acknowledged: number;
  /** Of `TcpFlag`, added. */
  readonly flags: number;
  readonly payload: Uint8Array;
  readonly window?: number;
  /** Whole words of four bytes. */
  readonly options?: Uint8Array;
  /** Numbers the IPv4 packets of a sender. */
  readonly identification?: number;
}

/** RFC 9293 §3.1. */
export const TcpFlag = { fin: 0x01, syn: 0x02, rst: 0x04, psh: 0x08, ack: 0x10 } as const;

const TCP = 6;
const TCP_HEADER = 20;
const HOPS = 64;
const DO_NOT_FRAGMENT = 0x4000;
const NONE = new Uint8Array();

/** The bytes of an IP packet with a TCP segment and right checksums: RFC 791 §3.1, RFC 8200 §3, RFC 9293 §3.1. */
export function encodeTcpPacket(packet: TcpPacket): Uint8Array {
  const { source, target, payload, options = NONE } = packet;
  const ipv4 = source.address.length === 4;
  const at = ipv4 ? 20 : 40;
  const length = TCP_HEADER + options.length + payload.length;
  const bytes = new Uint8Array(at + length);
  const view = new DataView(bytes.buffer);
  if (ipv4) writeIpv4(view, bytes.length, packet.identification ?? 0);
  else writeIpv6(view, length);
  bytes.set(source.address, ipv4 ? 12 : 8);
  bytes.set(target.address, ipv4 ? 16 : 24);
  if (ipv4) view.setUint16(10, checksum(bytes, 0, 20, 0));
  writeTcp(view, at, packet, options);
  bytes.set(options, at + TCP_HEADER);
  bytes.set(payload, at + TCP_HEADER + options.length);
  // What the checksum covers beside the segment: addresses, protocol, length. RFC 9293 §3.1, RFC 8200 §8.1.
  const pseudo = sum(bytes, ipv4 ? 12 : 8, at, TCP + length);
  view.setUint16(at + 16, checksum(bytes, at, bytes.length, pseudo));
  return bytes;
}

function writeIpv4(view: DataView, length: number, identification: number): void {
  view.setUint8(0, 0x45);
  view.setUint16(2, length);
  view.setUint16(4, identification & 0xffff);
  view.setUint16(6, DO_NOT_FRAGMENT);
  view.setUint8(8, HOPS);
  view.setUint8(9, TCP);
}

function writeIpv6(view: DataView, length: number): void {
  view.setUint8(0, 0x60);
  view.setUint16(4, length);
  view.setUint8(6, TCP);
  view.setUint8(7, HOPS);
}

function writeTcp(view: DataView, at: number, packet: TcpPacket, options: Uint8Array): void {
  view.setUint16(at, packet.source.port);
  view.setUint16(at + 2, packet.target.port);
  view.setUint32(at + 4, packet.sequence);
  view.setUint32(at + 8, packet.acknowledged);
  view.setUint8(at + 12, ((TCP_HEADER + options.length) / 4) << 4);
  view.setUint8(at + 13, packet.flags);
  view.setUint16(at + 14, packet.window ?? 0xffff);
}

/** The sum of 16-bit words, from `start` on. */
function sum(bytes: Uint8Array, from: number, to: number, start: number): number {
  let total = start;
  let i = from;
  for (; i + 1 < to; i += 2) total += (bytes[i]! << 8) | bytes[i + 1]!;
  return i < to ? total + (bytes[i]! << 8) : total;
}

/** RFC 1071 §1. */
function checksum(bytes: Uint8Array, from: number, to: number, start: number): number {
  let total = sum(bytes, from, to, start);
  while (total > 0xffff) total = (total & 0xffff) + Math.floor(total / 0x10000);
  return ~total & 0xffff;
}
