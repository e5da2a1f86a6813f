import type { NoteList } from '../note-list.ts';
import type { Assembly } from './assembly.ts';
import { MOST_PACKET } from './pcap-file.ts';
import { createClock } from './pcapng-clock.ts';
import { readInterface, type Interface } from './pcapng-interface.ts';
import { COMMENT, readOptions } from './pcapng-options.ts';
import { createReaderView } from './reader-view.ts';
import { STOP, type RecordReader } from './record-feed.ts';

/** Types of the blocks that are read: draft-ietf-opsawg-pcapng §4; PACKET is the obsolete one. */
const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE = 1;
const PACKET = 2;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;

const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const SWAPPED_MAGIC = 0x4d3c2b1a;

/** Type, length, and the length again at the end. */
const LEAST_BLOCK = 12;
/** With what is fixed in each. */
const LEAST: ReadonlyMap<number, number> = new Map([
  [SECTION_HEADER, 28],
  [INTERFACE, 20],
  [PACKET, 32],
  [SIMPLE_PACKET, 16],
  [ENHANCED_PACKET, 32],
]);

/** More in one section are not kept: twenty bytes of file make one. */
const MOST_INTERFACES = 65_536;
const MOST_COMMENT = 500;

export const isPcapng = (magic: number): boolean => magic === SECTION_HEADER;

/** Reads a pcapng file: sections, in which interfaces are described and then packets. */
export function createPcapngReader(assembly: Assembly, notes: NoteList): RecordReader {
  const view = createReaderView();
  const clock = createClock();
  let little = true;
  let interfaces: Interface[] = [];

  /** The byte order is that of the section, which its header tells by a number. */
  function readByteOrder(at: number, position: number): boolean {
    const magic = view.uint32(at + 8, false);
    if (magic !== BYTE_ORDER_MAGIC && magic !== SWAPPED_MAGIC) {
      notes.add('input/section-magic', position);
      return false;
    }
    little = magic === SWAPPED_MAGIC;
    interfaces = [];
    return true;
  }

  function readSection(bytes: Uint8Array, at: number, end: number, position: number): void {
    for (const option of readOptions(view, at + 24, end - 4, little)) {
      if (option.code !== COMMENT) continue;
      const to = option.at + Math.min(option.length, MOST_COMMENT);
      notes.add(
        'input/file-comment',
        position,
        new TextDecoder().decode(bytes.subarray(option.at, to)),
      );
    }
  }

  function readPacket(
    bytes: Uint8Array,
    at: number,
    end: number,
    number: number,
    position: number,
  ): void {
    const from = interfaces[number];
    if (from === undefined) return assembly.findings.count('input/no-interface', position);
    const time = from.secondsOf(view.uint32(at + 12, little), view.uint32(at + 16, little));
    const captured = view.uint32(at + 20, little);
    const length = view.uint32(at + 24, little);
    takePacket(bytes, at + 28, end - 4, captured, length, from, time, position);
  }

  /** It has no time, and its captured length is the lesser of what the packet and the interface allow. */
  function readSimple(bytes: Uint8Array, at: number, end: number, position: number): void {
    const [from] = interfaces;
    if (from === undefined) return assembly.findings.count('input/no-interface', position);
    const length = view.uint32(at + 8, little);
    const room = end - 4 - (at + 12);
    const captured = Math.min(length, from.snapLength || Infinity, room);
    takePacket(bytes, at + 12, end - 4, captured, length, from, NaN, position);
  }

  function takePacket(
    bytes: Uint8Array,
    at: number,
    end: number,
    captured: number,
    length: number,
    { linkType }: Interface,
    time: number,
    position: number,
  ): void {
    if (captured > end - at) assembly.findings.count('input/captured-length', position);
    assembly.take(bytes, at, Math.min(at + captured, end), length, linkType, time, position);
  }

  function readBlock(type: number, bytes: Uint8Array, at: number, end: number, position: number) {
    if (view.uint32(end - 4, little) !== end - at) {
      assembly.findings.count('input/block-lengths-differ', position);
    }
    switch (type) {
      case SECTION_HEADER:
        return readSection(bytes, at, end, position);
      case INTERFACE:
        if (interfaces.length < MOST_INTERFACES) {
          interfaces.push(readInterface(view, bytes, at, end, little, clock));
        }
        return;
      case PACKET:
        return readPacket(bytes, at, end, view.uint16(at + 8, little), position);
      case ENHANCED_PACKET:
        return readPacket(bytes, at, end, view.uint32(at + 8, little), position);
      case SIMPLE_PACKET:
        return readSimple(bytes, at, end, position);
    }
  }

  return {
    read(bytes, at, end, position) {
      if (end - at < LEAST_BLOCK) return -LEAST_BLOCK;
      view.of(bytes);
      const type = view.uint32(at, little);
      if (type === SECTION_HEADER && !readByteOrder(at, position)) return STOP;
      const length = view.uint32(at + 4, little);
      const least = LEAST.get(type);
      if (length < (least ?? LEAST_BLOCK) || length % 4 !== 0) {
        notes.add('input/block-length', position, String(length));
        return STOP;
      }
      // Statistics, names, secrets and what is not known are stepped over.
      if (least === undefined) return length;
      if (length > MOST_PACKET) {
        assembly.findings.count('input/block-too-large', position);
        return length;
      }
      if (end - at < length) return -length;
      readBlock(type, bytes, at, at + length, position);
      return length;
    },
  };
}
