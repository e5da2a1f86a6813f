import type { Note } from '../../trace/input.ts';
import { createNoteList } from '../note-list.ts';
import { createAssembly } from './assembly.ts';
import type { CapturedConnection } from './connection.ts';
import { createBudget, LIMITS, type CaptureLimits } from './limits.ts';

/** A packet as a text tells it. */
export interface Packet {
  /** From the header of the link type on; may be cut. */
  readonly bytes: Uint8Array;
  /** A number of tcpdump.org/linktypes.html: 1 is Ethernet, 101 raw IP. */
  readonly linkType: number;
  /** Seconds from any moment that is the same for all packets; null where unknown. */
  readonly time: number | null;
  /** Bytes on the wire; those that are there where left out. */
  readonly length?: number;
  /** Where notes say it is; the number of the packet where left out. */
  readonly at?: number;
}

export interface PacketReader {
  readonly packets: number;
  packet(packet: Packet): void;
  finish(): PacketResult;
}

export interface PacketResult {
  readonly connections: readonly CapturedConnection[];
  /** In order of position. */
  readonly notes: readonly Note[];
}

/** Packets one by one, to connections. Bytes that are no packet are told in notes; nothing throws. */
export function createPacketReader(limits: Partial<CaptureLimits> = {}): PacketReader {
  const notes = createNoteList();
  const assembly = createAssembly(createBudget({ ...LIMITS, ...limits }), notes);
  let first: number | null = null;
  const sinceFirst = (time: number | null): number => {
    if (time === null) return NaN;
    first ??= time;
    return Math.round((time - first) * 1e9) / 1e9;
  };
  return {
    get packets() {
      return assembly.packets;
    },
    packet({ bytes, linkType, time, length = bytes.length, at = assembly.packets }) {
      assembly.take(bytes, 0, bytes.length, length, linkType, sinceFirst(time), at);
    },
    finish: () => ({ connections: assembly.finish(), notes: notes.take() }),
  };
}
