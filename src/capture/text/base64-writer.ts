import type { Sink } from '../sink.ts';
import type { Base64Visitor } from './base64-scan.ts';

/** Writes what a scan meets: bytes to the buffer, the rest to the notes. */
export function base64WriterTo(text: string, { out, notes }: Sink): Base64Visitor {
  return {
    byte: (value) => out.push(value),
    stray: (at, what) => notes.add('input/stray-character', at, what),
    length: (at) => notes.add('input/base64-length', at, text[at]),
    bits: (at) => notes.add('input/base64-bits', at, text[at]),
    character: () => {},
    padding: () => {},
  };
}
