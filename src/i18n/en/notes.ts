import { count } from '../numbers.ts';
import { plural } from './plural.ts';

/** What somebody writes about rows of a conversation. */
export const notes = {
  add: 'Add a note',
  addHint: 'Write a note on this row (N, while something of the conversation has the focus)',
  label: 'Note on this row',
  box: 'Note',
  hint: 'Kept as you type, in the link to this page. Plain text; Escape or Done closes the box.',
  done: 'Done',
  edit: 'Edit note',
  remove: 'Remove note',
  undo: 'Bring back',
  marked: 'has a note',
  long: (most: number) =>
    `A link carries the first ${plural(most, 'character', 'characters')} of a note. The rest stays here until the page is closed.`,
  length: (n: number, most: number) => `${count(n)} of ${count(most)}`,
  full: (most: number) =>
    `A link carries ${plural(most, 'note', 'notes')}. Remove one to write another.`,
  removed: (n: number) => (n === 1 ? 'A note was removed.' : `${count(n)} notes were removed.`),
  otherInput: (n: number) =>
    n === 1
      ? 'A note was taken off: it belonged to the input before.'
      : `${count(n)} notes were taken off: they belonged to the input before.`,
  lost: (n: number) =>
    n === 1
      ? 'One note or changed byte of the link could not be read, or its place is not here. It was left out; the input is whole.'
      : `${count(n)} notes or changed bytes of the link could not be read, or their places are not here. They were left out; the input is whole.`,
  heading: (n: number) => plural(n, 'note', 'notes'),
  region: 'Notes',
  place: {
    row: (n: number) => `Row ${count(n)}`,
    kind: (row: string, kind: string) => `${row} · ${kind}`,
    other: (connection: number, row: string) => `Connection ${count(connection)} · ${row}`,
    missing: (place: string) => `${place} (not there)`,
  },
};
