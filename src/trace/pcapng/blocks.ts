import { concat } from '../../codec/bytes.ts';

/** Raw IP: a packet begins with its IP header, of either version. tcpdump.org/linktypes.html. */
export const RAW_IP = 101;

const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE = 1;
const ENHANCED_PACKET = 6;

const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const COMMENT = 1;
const APPLICATION = 4;
const TIME_RESOLUTION = 9;
/** Units are 10⁻⁹ seconds. */
const NANOSECONDS = 9;
const NANOSECONDS_A_SECOND = 1_000_000_000n;

/** Characters; the bytes of an option are counted with 16 bits. */
const MOST_COMMENT = 10_000;

/** The block that begins a file: draft-ietf-opsawg-pcapng §4.1. `comment` is said by the file of itself. */
export function encodeSectionHeader(comment = ''): Uint8Array {
  const body = new Uint8Array(16);
  const view = new DataView(body.buffer);
  view.setUint32(0, BYTE_ORDER_MAGIC, true);
  view.setUint16(4, 1, true);
  // The length of the section is not told.
  view.setBigInt64(8, -1n, true);
  const text = new TextEncoder().encode(comment.slice(0, MOST_COMMENT));
  const said = text.length > 0 ? [encodeOption(COMMENT, text)] : [];
  const application = encodeOption(APPLICATION, new TextEncoder().encode('wire101'));
  return encodeBlock(SECTION_HEADER, [body, ...said, application, END]);
}

/** Of an interface whose packets are told in nanoseconds: draft-ietf-opsawg-pcapng §4.2. */
export function encodeInterface(linkType: number): Uint8Array {
  const body = new Uint8Array(8);
  new DataView(body.buffer).setUint16(0, linkType, true);
  return encodeBlock(INTERFACE, [
    body,
    encodeOption(TIME_RESOLUTION, Uint8Array.of(NANOSECONDS)),
    END,
  ]);
}

/** A packet of the first interface, with the second since 1970 of the file's zero: draft-ietf-opsawg-pcapng §4.3. */
export function encodeEnhancedPacket(packet: Uint8Array, time: number, epoch: number): Uint8Array {
  const units = BigInt(Math.round(time * 1e9)) + BigInt(epoch) * NANOSECONDS_A_SECOND;
  const block = new Uint8Array(32 + padded(packet.length));
  const view = new DataView(block.buffer);
  view.setUint32(0, ENHANCED_PACKET, true);
  view.setUint32(4, block.length, true);
  view.setUint32(12, Number(units >> 32n), true);
  view.setUint32(16, Number(units & 0xffff_ffffn), true);
  view.setUint32(20, packet.length, true);
  view.setUint32(24, packet.length, true);
  block.set(packet, 28);
  view.setUint32(block.length - 4, block.length, true);
  return block;
}

const END = new Uint8Array(4);

function encodeOption(code: number, value: Uint8Array): Uint8Array {
  const option = new Uint8Array(4 + padded(value.length));
  const view = new DataView(option.buffer);
  view.setUint16(0, code, true);
  view.setUint16(2, value.length, true);
  option.set(value, 4);
  return option;
}

function encodeBlock(type: number, body: readonly Uint8Array[]): Uint8Array {
  const block = concat([new Uint8Array(8), ...body, new Uint8Array(4)]);
  const view = new DataView(block.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, block.length, true);
  view.setUint32(block.length - 4, block.length, true);
  return block;
}

/** Up to the next 32 bits. */
const padded = (length: number): number => (length + 3) & ~3;
