import { uint32 } from '../../codec/bytes.ts';
import type { NoteList } from '../note-list.ts';
import type { Assembly } from './assembly.ts';
import { createPcapReader, isPcap } from './pcap-file.ts';
import { createPcapngReader, isPcapng } from './pcapng-file.ts';
import { STOP, type RecordReader } from './record-feed.ts';

/** How many bytes tell what a file is. */
export const MAGIC_LENGTH = 4;

export type CaptureFormat = 'pcap' | 'pcapng';

/** The format that a file of these first bytes has; null for none. */
export function formatOf(bytes: Uint8Array, at: number): CaptureFormat | null {
  const magic = uint32(bytes, at);
  return isPcap(magic) ? 'pcap' : isPcapng(magic) ? 'pcapng' : null;
}

export interface FormatReader extends RecordReader {
  /** Null while it is not known, and for a file that is no capture. */
  readonly format: CaptureFormat | null;
}

/** Reads the records of a file whose format its first bytes tell. */
export function createFormatReader(assembly: Assembly, notes: NoteList): FormatReader {
  let format: CaptureFormat | null = null;
  let reader: RecordReader | null = null;
  return {
    get format() {
      return format;
    },
    read(bytes, at, end, position) {
      if (reader === null) {
        if (end - at < MAGIC_LENGTH) return -MAGIC_LENGTH;
        format = formatOf(bytes, at);
        if (format === null) return STOP;
        const create = format === 'pcap' ? createPcapReader : createPcapngReader;
        reader = create(assembly, notes);
      }
      return reader.read(bytes, at, end, position);
    },
  };
}
