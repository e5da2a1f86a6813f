import type { InputKind, Note, ReasonId } from '../trace/input.ts';
import type { Direction } from '../trace/trace.ts';
import { detect } from './detect.ts';
import { createNoteList } from './note-list.ts';
import { readText } from './read-text.ts';
import { encodeUtf8, forcedTextOf, utf8Length } from './text/utf8.ts';

/** One thing pasted or dropped. */
export interface Source {
  readonly content: string | Uint8Array;
  readonly fileName?: string;
  /** Overrides detection. */
  readonly kind?: InputKind;
  /** Of bytes that do not say it themselves. */
  readonly direction?: Direction;
}

/** Bytes of one direction. */
export interface Piece {
  readonly direction: Direction | null;
  readonly bytes: Uint8Array;
  /** The position in the text of its first character, after a direction mark; 0 for a file. */
  readonly at: number;
}

/** What was made of a source. */
export interface Reading {
  readonly kind: InputKind;
  readonly reason: ReasonId;
  readonly certain: boolean;
  /** Other kinds that it could be, the likelier first. */
  readonly alternatives: readonly InputKind[];
  /** The notation of the bytes after HTTP text; null where there is none. */
  readonly inner: InputKind | null;
  /** In order; neighbours differ in direction. */
  readonly pieces: readonly Piece[];
  /** In order of position. */
  readonly notes: readonly Note[];
  /** Of what was given, in bytes. */
  readonly size: number;
}

/** Reads anything pasted or dropped. Bad input is told in notes; nothing throws. */
export function readInput(source: Source): Reading {
  const { content, kind } = source;
  if (typeof content !== 'string') return readFile(source, content);
  if (kind === 'binary') return readBinary(source, encodeUtf8(content));
  return { ...readText(content, kind, source.direction ?? null), size: utf8Length(content) };
}

function readFile(source: Source, bytes: Uint8Array): Reading {
  const kind = source.kind ?? detect(bytes).kind;
  if (kind === 'binary') return readBinary(source, bytes);
  const reading = readText(forcedTextOf(bytes), source.kind, source.direction ?? null);
  const alternatives = [...reading.alternatives.filter((other) => other !== 'binary'), 'binary'];
  return { ...reading, alternatives: alternatives as InputKind[], size: bytes.length };
}

function readBinary(source: Source, bytes: Uint8Array): Reading {
  const notes = createNoteList();
  if (bytes.length === 0) notes.add('input/empty', 0);
  return {
    kind: 'binary',
    reason: source.kind === 'binary' ? 'chosen' : 'not-text',
    certain: true,
    alternatives: [],
    inner: null,
    pieces: bytes.length > 0 ? [{ direction: source.direction ?? null, bytes, at: 0 }] : [],
    notes: notes.take(),
    size: bytes.length,
  };
}
