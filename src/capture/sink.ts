import type { Direction } from '../trace/trace.ts';
import { createByteBuffer, type ByteBuffer } from './byte-buffer.ts';
import type { NoteList } from './note-list.ts';

/** Where formats write what they read. */
export interface Sink {
  readonly out: ByteBuffer;
  readonly notes: NoteList;
  /** The bytes that follow travelled this way; `at` is where the text says so. */
  turn(direction: Direction, at: number): void;
  /** A dump that may show a packet begins: `time` in seconds, where the text tells it. */
  record(at: number, time: number | null): void;
}

/** Bytes from `start` on, until the next one begins. */
export interface Turn {
  readonly direction: Direction | null;
  readonly at: number;
  readonly start: number;
}

/** One dump of several: its bytes from `start` on. */
export interface DumpRecord {
  readonly at: number;
  readonly start: number;
  readonly time: number | null;
}

/** A sink that remembers the turns and the records of what it was given. */
export interface Collector extends Sink {
  readonly turns: Turn[];
  readonly records: DumpRecord[];
  /** Begins a part of the text. Bytes of one direction that follow each other stay one turn. */
  begin(direction: Direction | null, at: number): void;
}

export function createCollector(notes: NoteList): Collector {
  const out = createByteBuffer();
  const turns: Turn[] = [];
  const records: DumpRecord[] = [];
  const begin = (direction: Direction | null, at: number) => {
    if (turns.at(-1)?.start === out.length) turns.pop();
    if (turns.length > 0 && turns.at(-1)!.direction === direction) return;
    turns.push({ direction, at, start: out.length });
  };
  return {
    out,
    notes,
    turns,
    records,
    begin,
    turn: begin,
    record: (at, time) => void records.push({ at, start: out.length, time }),
  };
}
