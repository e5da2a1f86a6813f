import type { InputKind } from '../trace/input.ts';
import type { Direction } from '../trace/trace.ts';
import { createByteBuffer, type ByteBuffer } from './byte-buffer.ts';
import { detectionOf, HTTP_TEXT, type Detection } from './detect.ts';
import type { Format } from './formats/format.ts';
import { readBody } from './http/body.ts';
import { readHead } from './http/head.ts';
import { settleBodies } from './http/rest.ts';
import { createNoteList, type NoteList } from './note-list.ts';
import { splitParts, type Part } from './parts.ts';
import type { Piece, Reading } from './reading.ts';
import { candidatesFor, formatOf } from './recognise.ts';
import { findFullWidth, isAllBlank } from './text/characters.ts';

/** Reads a pasted text; `kind` forces a format, `direction` is that of bytes that do not say it. */
export function readText(
  text: string,
  kind: InputKind | undefined,
  direction: Direction | null,
): Omit<Reading, 'size'> {
  const notes = createNoteList();
  if (isAllBlank(text)) notes.add('input/empty', 0);
  const parts = splitParts(text, kind === undefined || kind === 'http-text', notes);
  const heads = parts.some((part) => part.form === 'head');
  if (heads) settleBodies(parts, notes);
  else if (kind === 'http-text') for (const part of parts) part.form = 'body';
  const notations = parts.filter((part) => part.form === 'notation');
  const { format, detection } = choose(notations, heads, kind, notes);
  if (kind === 'http-text' && !heads) notes.add('input/not-this-kind', 0, kind);
  const pieces = readParts(parts, format, direction, notes);
  const inner = heads && notations.length > 0 ? (format?.kind ?? null) : null;
  return { ...detection, inner, pieces, notes: notes.take() };
}

interface Choice {
  readonly format: Format | null;
  readonly detection: Detection;
}

/** The format of all notations of the text together, and what the text as a whole is. */
function choose(
  notations: readonly Part[],
  heads: boolean,
  kind: InputKind | undefined,
  notes: NoteList,
): Choice {
  const candidates = candidatesFor(notations);
  const forced = kind === undefined ? undefined : formatOf(kind);
  const found = detectionOf(candidates);
  const at = notations[0]?.at ?? 0;
  if (forced !== undefined) {
    const fits = candidates.some(({ format }) => format === forced);
    if (!fits && notations.length > 0) notes.add('input/not-this-kind', at, forced.kind);
    const others = candidates.flatMap(({ format }) => (format === forced ? [] : [format.kind]));
    return { format: forced, detection: { ...chosen(forced.kind), alternatives: others } };
  }
  const best = candidates[0]?.format ?? null;
  if (notations.length > 0 && !found.certain) {
    if (best === null) notes.add('input/not-recognised', at);
    else notes.add('input/kind-guessed', at, [found.kind, ...found.alternatives].join(' '));
  }
  if (kind === 'http-text') return { format: best, detection: chosen(kind) };
  return { format: best, detection: heads ? HTTP_TEXT : found };
}

const chosen = (kind: InputKind): Detection => ({
  kind,
  reason: 'chosen',
  certain: true,
  alternatives: [],
});

/** Reads the parts one after another; neighbours of one direction become one piece. */
function readParts(
  parts: readonly Part[],
  format: Format | null,
  direction: Direction | null,
  notes: NoteList,
): Piece[] {
  const out = createByteBuffer();
  const runs: { direction: Direction | null; at: number; start: number }[] = [];
  for (const part of parts) {
    const start = out.length;
    readPart(part, format, out, notes);
    const own = part.direction ?? direction;
    if (out.length > start && runs.at(-1)?.direction !== own)
      runs.push({ direction: own, at: part.at, start });
  }
  return runs.map((run, i) => ({
    direction: run.direction,
    bytes: out.slice(run.start, runs[i + 1]?.start ?? out.length),
    at: run.at,
  }));
}

function readPart(part: Part, format: Format | null, out: ByteBuffer, notes: NoteList): void {
  if (part.form === 'head') return readHead(part, part.headEnd, out, notes);
  if (part.form === 'body') return readBody(part, part.facts?.contentLength ?? null, out, notes);
  const wide = findFullWidth(part.text, part.start, part.end);
  if (wide >= 0) notes.once('input/full-width', wide, part.text[wide]);
  format?.read(part, out, notes);
}
