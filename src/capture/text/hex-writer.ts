import type { ByteBuffer } from '../byte-buffer.ts';
import type { NoteList } from '../note-list.ts';
import type { HexVisitor } from './hex-scan.ts';

/** Writes what a scan meets: bytes to the buffer, the rest to the notes. */
export function writerTo(text: string, out: ByteBuffer, notes: NoteList): HexVisitor {
  return {
    byte: (value) => out.push(value),
    odd: (at) => notes.add('input/odd-nibble', at, text[at]),
    stray: (at, what) => notes.add('input/stray-character', at, what),
    comment: (at) => notes.once('input/comments', at),
    prefix: () => {},
    token: () => {},
  };
}
