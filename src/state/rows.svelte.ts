import { SvelteMap } from 'svelte/reactivity';
import type { Row } from '../trace/row.ts';
import type { Session } from '../worker/api.ts';

const PAGE = 64;
const MOST_PAGES = 24;

/** The rows that have been fetched, page by page; of those not wanted, the first fetched go first. */
export class RowPages {
  readonly #session: Session;
  readonly #connection: number;
  readonly #pages = new SvelteMap<number, readonly Row[]>();
  readonly #asked = new Set<number>();
  #wanted = { first: 0, last: 0 };
  readonly count: number;

  constructor(session: Session, connection: number, count: number) {
    this.#session = session;
    this.#connection = connection;
    this.count = count;
  }

  /** The row, or undefined until its page has come. */
  get(row: number): Row | undefined {
    return this.#pages.get(Math.floor(row / PAGE))?.[row % PAGE];
  }

  /** Fetches what is missing of rows `[from, to)`, with a page more on each side. */
  want(from: number, to: number): void {
    const first = Math.max(Math.floor(from / PAGE) - 1, 0);
    const last = Math.min(Math.floor(to / PAGE) + 1, Math.floor((this.count - 1) / PAGE));
    this.#wanted = { first, last };
    for (let page = first; page <= last; page++) {
      if (!this.#pages.has(page) && !this.#asked.has(page)) void this.#fetch(page);
    }
  }

  async #fetch(page: number): Promise<void> {
    this.#asked.add(page);
    try {
      const rows = await this.#session.rows(this.#connection, page * PAGE, (page + 1) * PAGE);
      this.#pages.set(page, rows);
      this.#shed();
    } catch {
      // Left out, and asked for again when it is next wanted.
    } finally {
      this.#asked.delete(page);
    }
  }

  /** Lets go of one page where there are too many, but never of one in view. */
  #shed(): void {
    const { first, last } = this.#wanted;
    if (this.#pages.size <= MOST_PAGES) return;
    const oldest = [...this.#pages.keys()].find((page) => page < first || page > last);
    if (oldest !== undefined) this.#pages.delete(oldest);
  }
}
