import type { Edit } from '../composer/changed/edits.ts';

/** A row of what was opened. */
export interface RowPlace {
  readonly connection: number;
  readonly row: number;
}

/** What somebody wrote about a row: anybody's text, never markup. */
export interface RowNote extends RowPlace {
  readonly text: string;
}

/** A byte of a connection, and what it is instead. */
export interface ConnectionEdit extends Edit {
  readonly connection: number;
}

/** What somebody left on what was opened: notes, and bytes that are others. */
export interface Marks {
  readonly notes: readonly RowNote[];
  readonly edits: readonly ConnectionEdit[];
}

/** Marks as they were written, and how many could not be read. */
export interface ReadMarks extends Marks {
  readonly lost: number;
}

export const NO_MARKS: ReadMarks = { notes: [], edits: [], lost: 0 };

export const MOST_NOTES = 50;
/** Characters of a note that a link carries; what is typed beyond stays on the page alone. */
export const MOST_NOTE = 500;
/** A link has no room for as many as this; a packed one could name more. */
export const MOST_EDITS = 10_000;

/** Characters as a person counts them: code points, not the halves of a pair. */
export const lengthOf = (text: string): number => [...text].length;

/** The part of a note that a link carries. */
export const carriedText = (text: string): string =>
  text.length <= MOST_NOTE ? text : [...text.slice(0, 2 * MOST_NOTE)].slice(0, MOST_NOTE).join('');

export const isSameRow = (a: RowPlace, b: RowPlace): boolean =>
  a.connection === b.connection && a.row === b.row;

export const inOrder = (notes: readonly RowNote[]): RowNote[] =>
  notes.toSorted((a, b) => a.connection - b.connection || a.row - b.row);

/** What is left of marks that anybody may have written: one note a row, one value a byte, not too many. */
export function soundMarks(
  notes: readonly (RowNote | null)[],
  edits: readonly (ConnectionEdit | null)[],
): ReadMarks {
  const rows = new Map<string, RowNote>();
  for (const note of notes) {
    const key = `${note?.connection} ${note?.row}`;
    if (note === null || note.text.trim() === '' || rows.has(key) || rows.size >= MOST_NOTES)
      continue;
    rows.set(key, { ...note, text: carriedText(note.text) });
  }
  const bytes = new Map<string, ConnectionEdit>();
  for (const edit of edits) {
    const key = `${edit?.connection} ${edit?.direction} ${edit?.offset}`;
    if (edit === null || bytes.has(key) || bytes.size >= MOST_EDITS) continue;
    bytes.set(key, edit);
  }
  return {
    notes: inOrder([...rows.values()]),
    edits: [...bytes.values()],
    lost: notes.length - rows.size + edits.length - bytes.size,
  };
}
