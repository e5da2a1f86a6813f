import type { NoteList } from '../note-list.ts';
import type { Assembly } from './assembly.ts';
import { createReaderView } from './reader-view.ts';
import { STOP, type RecordReader } from './record-feed.ts';

const FILE_HEADER = 24;
const RECORD_HEADER = 16;
/** Alexey Kuznetzov's patch adds the interface, the protocol and the kind of packet. */
const KUZNETZOV_HEADER = 24;

/** What follows from the magic number: tcpdump.org/manpages/pcap-savefile.5.html. */
interface Form {
  readonly little: boolean;
  /** Parts of a second. */
  readonly resolution: number;
  readonly header: number;
}

/** The magic number in the order in which it stands in the file. */
const FORMS: ReadonlyMap<number, Form> = new Map([
  [0xa1b2c3d4, { little: false, resolution: 1e6, header: RECORD_HEADER }],
  [0xd4c3b2a1, { little: true, resolution: 1e6, header: RECORD_HEADER }],
  [0xa1b23c4d, { little: false, resolution: 1e9, header: RECORD_HEADER }],
  [0x4d3cb2a1, { little: true, resolution: 1e9, header: RECORD_HEADER }],
  [0xa1b2cd34, { little: false, resolution: 1e6, header: KUZNETZOV_HEADER }],
  [0x34cdb2a1, { little: true, resolution: 1e6, header: KUZNETZOV_HEADER }],
]);

export const isPcap = (magic: number): boolean => FORMS.has(magic);

/** No packet is as long: what says so is no record. */
export const MOST_PACKET = 16 * 1024 * 1024;

/** Reads a pcap file, whose first record is its header. */
export function createPcapReader(assembly: Assembly, notes: NoteList): RecordReader {
  const view = createReaderView();
  let form: Form | null = null;
  let linkType = 0;
  let firstSeconds: number | null = null;
  let firstParts = 0;

  function readFileHeader(at: number, position: number): number {
    form = FORMS.get(view.uint32(at, false))!;
    // The upper bits tell how long the check sequence of a frame is; IP says where a packet ends.
    linkType = view.uint32(at + 20, form.little) & 0xffff;
    if (form.header === KUZNETZOV_HEADER) notes.add('input/pcap-variant', position, 'Kuznetzov');
    return FILE_HEADER;
  }

  /** Whole numbers up to the last division, so that no nanosecond is lost. */
  function timeOf(at: number, { little, resolution }: Form): number {
    const seconds = view.uint32(at, little);
    const parts = view.uint32(at + 4, little);
    if (firstSeconds === null) {
      firstSeconds = seconds;
      firstParts = parts;
    }
    return ((seconds - firstSeconds) * resolution + (parts - firstParts)) / resolution;
  }

  return {
    read(bytes, at, end, position) {
      const rest = end - at;
      view.of(bytes);
      if (form === null) return rest < FILE_HEADER ? -FILE_HEADER : readFileHeader(at, position);
      const { header, little } = form;
      if (rest < header) return -header;
      const captured = view.uint32(at + 8, little);
      if (captured > MOST_PACKET) {
        notes.add('input/record-length', position, String(captured));
        return STOP;
      }
      if (rest < header + captured) return -(header + captured);
      const from = at + header;
      const length = view.uint32(at + 12, little);
      const time = timeOf(at, form);
      assembly.take(bytes, from, from + captured, length, linkType, time, position);
      return header + captured;
    },
  };
}
