import type { LiteralFormat } from '../trace/literals.ts';
import type { Conversation } from './conversation.svelte.ts';
import type { Search } from './search.svelte.ts';
import type { SessionSource } from './session-source.ts';
import { RowSelection } from './row-selection.ts';

/** How a row is chosen: alone, beside the others, or with all between it and the one chosen last. */
export type Choosing = 'alone' | 'beside' | 'through';

/** What leaves the page as a file or as text: rows chosen together, a connection, all of it. */
export class WaysOut {
  /** Rows chosen together; empty while there is only the one looked at. */
  chosen = $state.raw(RowSelection.NONE);
  /** Where a choice of many begins. */
  #anchor: number | null = null;
  readonly #source: SessionSource;
  readonly #conversation: Conversation;
  readonly #search: Search;

  constructor(source: SessionSource, conversation: Conversation, search: Search) {
    this.#source = source;
    this.#conversation = conversation;
    this.#search = search;
  }

  /** Rows that would be copied. */
  get count(): number {
    if (this.chosen.count > 0) return this.chosen.count;
    return this.#conversation.row === null ? 0 : 1;
  }

  choose(row: number, how: Choosing): void {
    const looked = this.#conversation.row;
    if (how === 'alone') this.chosen = RowSelection.NONE;
    else if (how === 'through') {
      this.#anchor ??= looked ?? row;
      this.chosen = this.#between(this.#anchor, row);
    } else {
      const before =
        this.chosen.count === 0 && looked !== null
          ? RowSelection.between(looked, looked)
          : this.chosen;
      this.chosen = looked === row && before.count === 1 ? before : before.toggled(row);
    }
    if (how !== 'through') this.#anchor = row;
  }

  /** Every row of the list as it is shown. */
  chooseAll(): void {
    const rows = this.#conversation.rows?.count ?? 0;
    if (rows > 0) this.chosen = this.#between(0, rows - 1);
  }

  chooseNone(): void {
    this.chosen = RowSelection.NONE;
    this.#anchor = null;
  }

  literal(format: LiteralFormat): Promise<string> {
    return this.#source.session.literal(this.#connection, this.#rows(), format);
  }

  report(signal: AbortSignal): Promise<Blob> {
    return this.#source.session.report(signal);
  }

  pcapng(signal: AbortSignal): Promise<Blob> {
    return this.#source.session.pcapng(this.#connection, signal);
  }

  messages(signal: AbortSignal): Promise<Blob> {
    return this.#source.session.messages(this.#connection, signal);
  }

  /** What the row looked at carries. */
  payload(): Promise<Blob> {
    return this.#source.session.payloadFile(this.#connection, this.#conversation.row ?? 0);
  }

  get #connection(): number {
    return this.#conversation.connection ?? 0;
  }

  #rows(): Uint32Array {
    const { row } = this.#conversation;
    if (this.chosen.count > 0) return this.chosen.rows();
    return row === null ? new Uint32Array() : Uint32Array.of(row);
  }

  /** Where the list shows matching rows alone, the others are not between. */
  #between(one: number, other: number): RowSelection {
    const { matches, only } = this.#search;
    if (matches === null || !only) return RowSelection.between(one, other);
    const [from, to] = [Math.min(one, other), Math.max(one, other)];
    return RowSelection.of(matches.subarray(this.#search.place(from), this.#search.place(to + 1)));
  }
}
