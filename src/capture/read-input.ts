import type { InputKind } from '../trace/input.ts';
import { detect } from './detect.ts';
import { createNoteList } from './note-list.ts';
import type { Reading, Source } from './reading.ts';
import { readText } from './read-text.ts';
import { encodeUtf8, forcedTextOf, utf8Length } from './text/utf8.ts';

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
