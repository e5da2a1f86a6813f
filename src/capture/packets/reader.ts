import { concat } from '../../codec/bytes.ts';
import type { Note } from '../../trace/input.ts';
import { createNoteList } from '../note-list.ts';
import { createAssembly } from './assembly.ts';
import type { CapturedConnection } from './connection.ts';
import { createFormatReader, formatOf, MAGIC_LENGTH, type CaptureFormat } from './format-reader.ts';
import { createGunzip, type Gunzip } from './gunzip.ts';
import { createBudget, LIMITS, type CaptureLimits } from './limits.ts';
import { createRecordFeed } from './record-feed.ts';

/** What a capture file holds. */
export interface CaptureResult {
  readonly kind: CaptureFormat;
  /** The file is compressed; places in notes are those in what it inflates to. */
  readonly gzip: boolean;
  readonly connections: readonly CapturedConnection[];
  /** In order of position. */
  readonly notes: readonly Note[];
}

/** Reads a capture file piece by piece, and keeps no more of it than streams and the record that is cut. */
export interface CaptureReader {
  /** The next bytes of the file, cut anywhere; nothing of them is kept but copies. */
  push(bytes: Uint8Array): void;
  readonly packets: number;
  /** Of the file, read so far. */
  readonly bytes: number;
  /** Ends the reading, once: what was read so far is the capture. */
  finish(): CaptureResult;
}

/** Tells a capture file by its first four bytes. */
export function isCaptureFile(first: Uint8Array): CaptureFormat | 'gzip' | null {
  if (isGzip(first)) return 'gzip';
  return first.length < MAGIC_LENGTH ? null : formatOf(first, 0);
}

/** The magic number of gzip, and deflate, the only method there is: RFC 1952 §2.3.1. */
const isGzip = (first: Uint8Array): boolean =>
  first[0] === 0x1f && first[1] === 0x8b && first[2] === 8;

/** Reads any capture file, compressed or not. Bad files are told in notes; nothing throws. */
export function createCaptureReader(some: Partial<CaptureLimits> = {}): CaptureReader {
  const limits = { ...LIMITS, ...some };
  const notes = createNoteList();
  const budget = createBudget(limits);
  const assembly = createAssembly(budget, notes);
  const records = createFormatReader(assembly, notes);
  const feed = createRecordFeed(records);
  let first: Uint8Array = new Uint8Array();
  let gunzip: Gunzip | null = null;
  let bytes = 0;

  function give(piece: Uint8Array): void {
    if (gunzip !== null) gunzip.push(piece);
    else feed.push(piece);
  }

  /** The first bytes tell whether the file is compressed. Gives what is left of the piece. */
  function begin(piece: Uint8Array): Uint8Array {
    const taken = MAGIC_LENGTH - first.length;
    first = concat([first, piece.subarray(0, taken)]);
    if (first.length < MAGIC_LENGTH) return piece.subarray(piece.length);
    if (isGzip(first)) {
      notes.add('input/gzip', 0);
      gunzip = createGunzip(limits, notes, (inflated) => feed.push(inflated));
      budget.fileLeft = Infinity;
    }
    give(first);
    return piece.subarray(taken);
  }

  function noteEnd(): void {
    if (bytes === 0) notes.add('input/empty', 0);
    else if (records.format === null) notes.add('input/not-a-capture', 0);
    else if (gunzip?.complete === false) notes.add('input/gzip-cut', feed.bytes);
    else if (feed.cutAt !== null)
      notes.add('input/file-cut', feed.cutAt, String(feed.bytes - feed.cutAt));
  }

  return {
    get packets() {
      return assembly.packets;
    },
    get bytes() {
      return bytes;
    },
    push(piece) {
      bytes += piece.length;
      give(first.length < MAGIC_LENGTH ? begin(piece) : piece);
      // What is left is what no piece has brought yet.
      if (gunzip === null) budget.fileLeft = Math.max(0, (limits.total ?? Infinity) - bytes);
    },
    finish() {
      noteEnd();
      const connections = assembly.finish();
      const kind = records.format ?? 'pcap';
      return { kind, gzip: gunzip !== null, connections, notes: notes.take() };
    },
  };
}
