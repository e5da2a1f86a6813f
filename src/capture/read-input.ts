import type { InputKind } from '../trace/input.ts';
import { HAR, NOT_TEXT } from './detect.ts';
import { readHarSteps } from './har/read-har.ts';
import { isHar } from './har/recognise.ts';
import { createNoteList } from './note-list.ts';
import type { Reading, Source } from './reading.ts';
import { readText } from './read-text.ts';
import { finish, type Steps } from './steps.ts';
import { encodeUtf8, forcedTextOf, textOf, utf8Length } from './text/utf8.ts';

/** Reads anything pasted or dropped. Bad input is told in notes; nothing throws. */
export const readInput = (source: Source): Reading => finish(readInputSteps(source));

/** The same in steps, each of some milliseconds; yields how much has been read, of `sizeOf(source)`. */
export function* readInputSteps(source: Source): Steps<Reading> {
  const { content, kind } = source;
  if (typeof content !== 'string') return yield* readFile(source, content);
  if (kind === 'binary') return readBinary(source, encodeUtf8(content));
  if (isLog(kind, content)) return yield* readLog(source, content);
  const { reading } = yield* readText(content, kind, source.direction ?? null);
  return { ...reading, size: yield* utf8Length(content) };
}

/** Characters of a text, bytes of a file: what the steps count. */
export const sizeOf = ({ content }: Source): number => content.length;

function* readFile(source: Source, bytes: Uint8Array): Steps<Reading> {
  const { kind } = source;
  const text = kind === 'binary' ? null : kind === undefined ? textOf(bytes) : forcedTextOf(bytes);
  if (text === null) return readBinary(source, bytes);
  if (isLog(kind, text)) return { ...(yield* readLog(source, text)), size: bytes.length };
  const { reading, poor } = yield* readText(text, kind, source.direction ?? null);
  // A file whose text fits no format well is not taken for text.
  if (kind === undefined && (reading.reason === 'nothing' || poor))
    return readBinary(source, bytes);
  const alternatives = [...reading.alternatives.filter((other) => other !== 'binary'), 'binary'];
  return { ...reading, alternatives: alternatives as InputKind[], size: bytes.length };
}

const isLog = (kind: InputKind | undefined, text: string): boolean =>
  kind === 'har' || (kind === undefined && isHar(text));

function* readLog({ kind }: Source, text: string): Steps<Reading> {
  const { connections, notes } = yield* readHarSteps(text);
  const reason = kind === undefined ? HAR.reason : 'chosen';
  const size = yield* utf8Length(text);
  return { ...HAR, reason, inner: null, pieces: [], packets: [], logs: connections, notes, size };
}

function readBinary(source: Source, bytes: Uint8Array): Reading {
  const notes = createNoteList();
  if (bytes.length === 0) notes.add('input/empty', 0);
  return {
    ...NOT_TEXT,
    reason: source.kind === 'binary' ? 'chosen' : 'not-text',
    inner: null,
    pieces: bytes.length > 0 ? [{ direction: source.direction ?? null, bytes, at: 0 }] : [],
    packets: [],
    logs: [],
    notes: notes.take(),
    size: bytes.length,
  };
}
