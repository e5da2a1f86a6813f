import { SvelteMap } from 'svelte/reactivity';

const PAGE = 64;
const MOST_PAGES = 24;

/** What has been fetched of a long list, page by page; of those not wanted, the first fetched go first. */
export class Pages<T> {
  count = $state.raw(0);
  readonly #load: (from: number, to: number) => Promise<readonly T[]>;
  readonly #pages = new SvelteMap<number, readonly T[]>();
  readonly #asked = new Set<number>();
  /** Pages from before the list grew: shown until they have come anew. */
  readonly #stale = new Set<number>();
  #generation = 0;
  #wanted = { first: 0, last: -1 };

  constructor(load: (from: number, to: number) => Promise<readonly T[]>, count: number) {
    this.#load = load;
    this.count = count;
  }

  /** The item, or undefined until its page has come. */
  get(index: number): T | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  /** Fetches what is missing of `[from, to)`, with a page more on each side. */
  want(from: number, to: number): void {
    const first = Math.max(Math.floor(from / PAGE) - 1, 0);
    const last = Math.min(Math.floor(to / PAGE) + 1, Math.floor((this.count - 1) / PAGE));
    this.#wanted = { first, last };
    this.#fetchWanted();
  }

  /** The list is longer now, and what has come may have changed. */
  renew(count: number): void {
    this.#generation++;
    this.#asked.clear();
    for (const page of this.#pages.keys()) this.#stale.add(page);
    this.count = count;
    this.#fetchWanted();
  }

  #fetchWanted(): void {
    for (let page = this.#wanted.first; page <= this.#wanted.last; page++) {
      const held = this.#pages.has(page) && !this.#stale.has(page);
      if (!held && !this.#asked.has(page)) void this.#fetch(page);
    }
  }

  async #fetch(page: number): Promise<void> {
    const generation = this.#generation;
    this.#asked.add(page);
    try {
      const items = await this.#load(page * PAGE, (page + 1) * PAGE);
      if (generation !== this.#generation) return;
      this.#stale.delete(page);
      this.#pages.set(page, items);
      this.#shed();
    } catch {
      // Left out, and asked for again when it is next wanted.
    } finally {
      if (generation === this.#generation) this.#asked.delete(page);
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
