import type { ConnectionSummary } from '../trace/connection-summary.ts';
import type { SessionSource } from './session-source.ts';

/** Connections asked for at once: the first ones show while the others come. */
const FIRST = 500;
/** More at once would be felt when they come; fewer would be put in order too often. */
const NEXT = 1000;

/** The connections of what was opened, a line each. */
export class Overview {
  /** How many there are; those that have come are the first. */
  count = $state.raw(0);
  connections = $state.raw<readonly ConnectionSummary[]>([]);
  readonly #source: SessionSource;
  #generation = 0;

  constructor(source: SessionSource) {
    this.#source = source;
  }

  /** Fetches all of them; what was shown of the same input stays until it has come anew. */
  async load(count: number, again: boolean): Promise<void> {
    const mine = ++this.#generation;
    this.count = count;
    if (!again) this.connections = [];
    const { session } = this.#source;
    let fetched: readonly ConnectionSummary[] = [];
    while (fetched.length < count) {
      const step = fetched.length === 0 ? FIRST : NEXT;
      const more = await session.connections(fetched.length, fetched.length + step);
      if (mine !== this.#generation || more.length === 0) return;
      fetched = [...fetched, ...more];
      this.connections = [...fetched, ...this.connections.slice(fetched.length)];
    }
  }

  reset(): void {
    this.#generation++;
    this.count = 0;
    this.connections = [];
  }
}
