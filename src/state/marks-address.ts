import { MOST_PLAIN } from './address.ts';
import { base64UrlOf, bytesOfBase64Url } from './base64url.ts';
import { DIRECTION_NAMES, SHORT } from './direction-name.ts';
import {
  carriedText,
  NO_MARKS,
  soundMarks,
  type ConnectionEdit,
  type Marks,
  type ReadMarks,
  type RowNote,
} from './marks.ts';
import { pack, unpack } from './packing.ts';

/** Marks as plain data: `[connection, row, text]`, `[connection, c2s|s2c, offset, byte]`. */
export interface MarksFile {
  readonly notes: readonly (readonly [number, number, string])[];
  readonly edits: readonly (readonly [number, string, number, number])[];
}

/**
 * The marks in a fragment: `note=<conn>.<row>.<text, base64url of its UTF-8>` for each note,
 * `edit=<conn>.<c2s|s2c>.<offset>.<byte, two hex digits>` for each byte that is another; or both in `marks=`,
 * JSON packed as `z=` is. What cannot be read is counted and left out.
 */
export async function readMarks(hash: string): Promise<ReadMarks> {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const packed = parts.get('marks');
  const file = packed === null ? NO_MARKS : await readPacked(packed);
  const { notes, edits, lost } = soundMarks(
    [...file.notes, ...parts.getAll('note').map(readNote)],
    [...file.edits, ...parts.getAll('edit').map(readEdit)],
  );
  return { notes, edits, lost: lost + file.lost };
}

/** As they stand in an address, readable to a program; null where that takes too much. */
export function writePlainMarks({ notes, edits }: Marks): string | null {
  const text = [
    ...notes.map(({ connection, row, text }) => {
      const bytes = new TextEncoder().encode(carriedText(text));
      return `note=${connection}.${row}.${base64UrlOf(bytes)}`;
    }),
    ...edits.map(({ connection, direction, offset, byte }) => {
      const hex = byte.toString(16).padStart(2, '0');
      return `edit=${connection}.${SHORT[direction]}.${offset}.${hex}`;
    }),
  ].join('&');
  return text.length > MOST_PLAIN ? null : text;
}

export async function writePackedMarks(marks: Marks): Promise<string> {
  const json = JSON.stringify(fileOfMarks(marks));
  return `marks=${await pack(new TextEncoder().encode(json))}`;
}

export const fileOfMarks = ({ notes, edits }: Marks): MarksFile => ({
  notes: notes.map(({ connection, row, text }) => [connection, row, carriedText(text)]),
  edits: edits.map(({ connection, direction, offset, byte }) => [
    connection,
    SHORT[direction],
    offset,
    byte,
  ]),
});

/** Anything at all, read as a file of marks. */
export function marksOfFile(file: unknown): ReadMarks {
  if (typeof file !== 'object' || file === null) return { ...NO_MARKS, lost: 1 };
  const { notes, edits } = file as Readonly<Record<string, unknown>>;
  return soundMarks(
    listIn(notes).map(([connection, row, text]) => noteOf(connection, row, text)),
    listIn(edits).map(([connection, way, offset, byte]) => editOf(connection, way, offset, byte)),
  );
}

async function readPacked(packed: string): Promise<ReadMarks> {
  const bytes = await unpack(packed);
  try {
    if (bytes !== null) return marksOfFile(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    // What is no JSON is damaged, as what cannot be unpacked is.
  }
  return { ...NO_MARKS, lost: 1 };
}

const listIn = (value: unknown): unknown[][] =>
  Array.isArray(value) ? value.map((each): unknown[] => (Array.isArray(each) ? each : [])) : [];

function readNote(written: string): RowNote | null {
  const [, connection, row, text] = /^(\d{1,9})\.(\d{1,9})\.([\w-]+)$/.exec(written) ?? [];
  const bytes = text === undefined ? null : bytesOfBase64Url(text);
  if (bytes === null) return null;
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return noteOf(Number(connection), Number(row), decoder.decode(bytes));
}

function readEdit(written: string): ConnectionEdit | null {
  const [, connection, way, offset, byte] =
    /^(\d{1,9})\.([cs]2[cs])\.(\d{1,15})\.([0-9a-f]{2})$/i.exec(written) ?? [];
  return editOf(Number(connection), way, Number(offset), Number.parseInt(byte ?? '', 16));
}

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;

function noteOf(connection: unknown, row: unknown, text: unknown): RowNote | null {
  if (!isCount(connection) || !isCount(row) || typeof text !== 'string') return null;
  return { connection, row, text };
}

function editOf(
  connection: unknown,
  way: unknown,
  offset: unknown,
  byte: unknown,
): ConnectionEdit | null {
  const direction = DIRECTION_NAMES.get(String(way));
  if (direction === undefined || !isCount(connection) || !isCount(offset) || !isCount(byte))
    return null;
  return byte > 0xff ? null : { connection, direction, offset, byte };
}
