import type { NoteId } from '../../trace/input.ts';
import type { NoteList } from '../note-list.ts';

/** Things that happen to many packets: each is one note, with how often and where first. */
export interface Findings {
  count(id: NoteId, at: number, by?: number): void;
  note(id: NoteId, at: number, detail?: string): void;
  /** Writes what was counted as notes. */
  tell(): void;
}

export function createFindings(notes: NoteList): Findings {
  const counted = new Map<NoteId, { readonly at: number; count: number }>();
  return {
    count(id, at, by = 1) {
      const known = counted.get(id);
      if (known === undefined) counted.set(id, { at, count: by });
      else known.count += by;
    },
    note: (id, at, detail) => notes.add(id, at, detail),
    tell() {
      for (const [id, { at, count }] of counted) if (count > 0) notes.add(id, at, String(count));
      counted.clear();
    },
  };
}
