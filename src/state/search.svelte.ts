import type { Query } from '../trace/query.ts';
import type { Row } from '../trace/row.ts';
import { Pages } from './pages.svelte.ts';
import type { SessionSource } from './session-source.ts';

const TYPING_PAUSE = 150;

/** What is looked for in a conversation, and the rows that match. */
export class Search {
  query = $state.raw<Query | null>(null);
  /** The rows that match, in order; null where nothing is looked for, or nothing has been found out yet. */
  matches = $state.raw<Uint32Array | null>(null);
  /** The matching rows as a list. */
  hits = $state.raw<Pages<Row> | null>(null);
  /** Rows looked at so far; null where nobody is looking. */
  looked = $state.raw<number | null>(null);
  found = $state.raw(0);
  failed = $state.raw(false);
  /** True where the list shows matching rows alone, false where it marks them among all. */
  only = $state.raw(true);

  readonly #source: SessionSource;
  readonly #connection: () => number | null;
  #looking = new AbortController();
  /** The search whose result is there. */
  #told: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(source: SessionSource, connection: () => number | null) {
    this.#source = source;
    this.#connection = connection;
  }

  /** Looks for this after a pause; null for nothing. */
  ask(query: Query | null): void {
    this.query = query;
    this.#stop();
    if (query === null) this.#forget();
    else this.#timer = setTimeout(() => void this.#look(query), TYPING_PAUSE);
  }

  /** Looks for the same again: in another conversation, or in more of the same. */
  again(same: boolean): void {
    this.#stop();
    if (!same) this.#forget();
    if (this.query !== null) void this.#look(this.query);
  }

  /** The next matching row after this one, or before it: round and round. Null where there is none. */
  step(row: number | null, step: 1 | -1): number | null {
    const { matches } = this;
    if (matches === null || matches.length === 0) return null;
    const at = countBelow(matches, row ?? -1);
    const on = row !== null && matches[at] === row;
    const next = step === 1 ? at + (on ? 1 : 0) : at - 1;
    return matches[(next + matches.length) % matches.length]!;
  }

  /** Where in the list of matches a row is, or would be. */
  place(row: number): number {
    return this.matches === null ? 0 : countBelow(this.matches, row);
  }

  has(row: number): boolean {
    return this.matches?.[this.place(row)] === row;
  }

  reset(): void {
    this.query = null;
    this.#stop();
    this.#forget();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#looking.abort();
    this.looked = null;
  }

  #forget(): void {
    this.matches = null;
    this.hits = null;
    this.found = 0;
    this.failed = false;
  }

  async #look(query: Query): Promise<void> {
    const connection = this.#connection();
    if (connection === null || !this.#source.live) return;
    const looking = new AbortController();
    this.#looking = looking;
    this.looked = 0;
    this.failed = false;
    try {
      const { session } = this.#source;
      const matches = await session.find(connection, query, looking.signal, (looked, found) => {
        // What is told may come later than the result: it travels by another port.
        if (looking.signal.aborted || this.#told === looking) return;
        this.looked = looked;
        this.found = found;
      });
      if (looking.signal.aborted) return;
      this.#told = looking;
      this.matches = matches;
      this.found = matches.length;
      this.hits = new Pages(
        (from, to) => session.rowsAt(connection, matches.slice(from, to)),
        matches.length,
      );
    } catch (error) {
      if (looking.signal.aborted) return;
      console.error(error);
      this.failed = true;
    } finally {
      if (this.#looking === looking) this.looked = null;
    }
  }
}

/** How many of the rows, which are in order, are below this one. */
function countBelow(rows: Uint32Array, row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
