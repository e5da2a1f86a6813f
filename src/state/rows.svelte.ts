import { SvelteMap } from 'svelte/reactivity';
import type { Row } from '../trace/row.ts';
import type { Session } from '../worker/api.ts';

const PAGE = 64;
const MOST_PAGES = 24;

/** The rows that have been fetched, page by page; the least recently fetched go first. */
export class RowPages {
  readonly #session: Session;
  readonly #pages = new SvelteMap<number, readonly Row[]>();
  readonly #asked = new Set<number>();
  readonly count: number;

  constructor(session: Session, count: number) {
    this.#session = session;
    this.count = count;
  }

  /** The row, or undefined until its page has come. */
  get(row: number): Row | undefined {
    return this.#pages.get(Math.floor(row / PAGE))?.[row % PAGE];
  }

  /** Fetches what is missing of rows `[from, to)`, with a page more on each side. */
  want(from: number, to: number): void {
    const last = Math.min(Math.floor(to / PAGE) + 1, Math.floor((this.count - 1) / PAGE));
    for (let page = Math.max(Math.floor(from / PAGE) - 1, 0); page <= last; page++) {
      if (!this.#pages.has(page) && !this.#asked.has(page)) void this.#fetch(page);
    }
  }

  async #fetch(page: number): Promise<void> {
    this.#asked.add(page);
    try {
      const rows = await this.#session.rows(page * PAGE, (page + 1) * PAGE);
      this.#pages.set(page, rows);
      const oldest = this.#pages.keys().next().value;
      if (this.#pages.size > MOST_PAGES && oldest !== undefined) this.#pages.delete(oldest);
    } finally {
      this.#asked.delete(page);
    }
  }
}
