import type { Row } from '../trace/row.ts';
import type { Conversation } from './conversation.svelte.ts';
import { inOrder, isSameRow, MOST_NOTE, MOST_NOTES, type RowNote, type RowPlace } from './marks.ts';
import { isSameInput, type Pane } from './pane.ts';
import type { SessionSource } from './session-source.ts';

/** Notes that are not on their rows any more, and can be brought back. */
export interface TakenAway {
  readonly notes: readonly RowNote[];
  readonly why: 'removed' | 'other-input';
}

const keyOf = ({ connection, row }: RowPlace): string => `${connection} ${row}`;

/** What somebody writes about rows of what was opened. */
export class Notes {
  /** In order of connections and rows. */
  all = $state.raw<readonly RowNote[]>([]);
  /** The row whose note is being written. */
  editing = $state.raw<RowPlace | null>(null);
  taken = $state.raw<TakenAway | null>(null);
  /** Rows with notes, as far as their connections were looked at: what a note is called after. */
  #rows = $state.raw<ReadonlyMap<string, Row>>(new Map());

  readonly most = { notes: MOST_NOTES, characters: MOST_NOTE };
  readonly #source: SessionSource;
  readonly #conversation: Conversation;
  readonly #onchange: () => void;
  /** What the note that is being written said before. */
  #before = '';
  /** The input whose rows they are on. */
  #panes: readonly Pane[] = [];

  /** `onchange` is called where there are other notes than before. */
  constructor(source: SessionSource, conversation: Conversation, onchange: () => void) {
    this.#source = source;
    this.#conversation = conversation;
    this.#onchange = onchange;
  }

  get full(): boolean {
    return this.all.length >= MOST_NOTES;
  }

  /** Empty where there is none. */
  textOf(place: RowPlace): string {
    return this.all.find((note) => isSameRow(note, place))?.text ?? '';
  }

  has(place: RowPlace): boolean {
    return this.all.some((note) => isSameRow(note, place));
  }

  /** Undefined where its connection has not been looked at yet, or has no such row. */
  rowOf(place: RowPlace): Row | undefined {
    return this.#rows.get(keyOf(place));
  }

  /** Opens the note of a row to be written, where there is room for one more. */
  edit(place: RowPlace): void {
    this.settle();
    if (this.full && !this.has(place)) return;
    this.#before = this.textOf(place);
    this.editing = place;
  }

  /** Takes what is typed, as it is; where nothing can be seen of it there is no note. */
  write(place: RowPlace, text: string): void {
    const others = this.all.filter((note) => !isSameRow(note, place));
    if (text.trim() === '') this.#put(others);
    else if (others.length < MOST_NOTES) this.#put(inOrder([...others, { ...place, text }]));
    void this.name();
  }

  /** Nobody is writing any more; a note of which nothing was left can be brought back. */
  settle(): void {
    const { editing } = this;
    this.editing = null;
    if (editing === null || this.#before === '' || this.has(editing)) return;
    this.taken = { notes: [{ ...editing, text: this.#before }], why: 'removed' };
  }

  remove(place: RowPlace): void {
    const notes = this.all.filter((note) => isSameRow(note, place));
    this.editing = null;
    if (notes.length === 0) return;
    this.taken = { notes, why: 'removed' };
    this.#put(this.all.filter((note) => !isSameRow(note, place)));
  }

  /** Brings back what was taken away, as far as there is room; what was written since stays. */
  undo(): void {
    const back = (this.taken?.notes ?? []).filter((note) => !this.has(note));
    const room = MOST_NOTES - this.all.length;
    this.taken =
      back.length > room && this.taken !== null ? { ...this.taken, notes: back.slice(room) } : null;
    this.#put(inOrder([...this.all, ...back.slice(0, room)]));
    void this.name();
  }

  /** Takes the notes of a link, in place of those that are there. */
  take(notes: readonly RowNote[]): void {
    const gone = this.all.filter(
      (old) => !notes.some((note) => isSameRow(note, old) && note.text === old.text),
    );
    if (gone.length > 0) this.taken = { notes: gone, why: 'other-input' };
    this.editing = null;
    this.#put(notes);
  }

  /** Whether this is the input whose rows they are on. */
  areOn(panes: readonly Pane[]): boolean {
    return isSameInput(panes, this.#panes);
  }

  /** Notes stay with their input: another one takes them away, and may bring them back. True of another one. */
  belongTo(panes: readonly Pane[]): boolean {
    if (this.areOn(panes)) return false;
    this.#panes = panes;
    this.settle();
    if (this.all.length > 0) this.taken = { notes: this.all, why: 'other-input' };
    this.#put([]);
    return true;
  }

  /** Something was read: rows may be others. */
  reread(): Promise<void> {
    this.#rows = new Map();
    return this.name();
  }

  /** Looks up the rows of the connection shown that notes are on. */
  async name(): Promise<void> {
    const { connection, rows } = this.#conversation;
    if (connection === null || rows === null || !this.#source.live) return;
    const wanted = this.all.filter(
      (note) => note.connection === connection && note.row < rows.count && !this.rowOf(note),
    );
    if (wanted.length === 0) return;
    const before = this.#rows;
    try {
      const numbers = Uint32Array.from(wanted, ({ row }) => row);
      const found = await this.#source.session.rowsAt(connection, numbers);
      if (rows !== this.#conversation.rows || before !== this.#rows) return;
      this.#rows = new Map([
        ...before,
        ...found.map((row) => [keyOf({ connection, row: row.row }), row] as const),
      ]);
    } catch {
      // Without their rows notes are called after numbers.
    }
  }

  #put(notes: readonly RowNote[]): void {
    this.all = notes;
    this.#onchange();
  }
}
