import type { Note, NoteId } from '../trace/input.ts';

/** So many notes of one id are kept; a hostile input could make millions. */
export const MOST_NOTES_OF_A_KIND = 100;

export interface NoteList {
  add(id: NoteId, at: number, detail?: string): void;
  /** Adds the note unless one of its id is there. */
  once(id: NoteId, at: number, detail?: string): void;
  /** In order of position, and how many more there were. */
  take(): Note[];
}

export function createNoteList(): NoteList {
  const notes: Note[] = [];
  const counts = new Map<NoteId, number>();
  let more = 0;
  let moreAt = 0;
  const add = (id: NoteId, at: number, detail = '') => {
    const count = counts.get(id) ?? 0;
    counts.set(id, count + 1);
    if (count < MOST_NOTES_OF_A_KIND) notes.push({ id, at, detail });
    else if (more++ === 0) moreAt = at;
  };
  return {
    add,
    once(id, at, detail) {
      if (!counts.has(id)) add(id, at, detail);
    },
    take() {
      const sorted = notes.toSorted((a, b) => a.at - b.at);
      if (more > 0) sorted.push({ id: 'input/more-notes', at: moreAt, detail: String(more) });
      return sorted;
    },
  };
}
