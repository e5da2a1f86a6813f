import type { Address } from './address.ts';
import {
  addressOfKept,
  INPUT_KEY,
  MOST_KEPT_TRIED,
  readHead,
  readInput,
  SESSION_KEY,
  TAB_KEY,
  writeHead,
  writeInput,
  type About,
  type KeptHead,
} from './kept-session.ts';
import type { ReadMarks } from './marks.ts';
import { carriedByPane, isSameInput, type Pane } from './pane.ts';
import type { Kept } from './preferences.svelte.ts';

/** What is shown: its input, and what is looked at in it. */
export interface Seen {
  readonly panes: readonly Pane[];
  readonly about: About;
  /** Whether all of the input has been read, and is shown; null while nobody knows. */
  readonly whole: boolean | null;
  /** Whether an address carries it; null while nobody knows. */
  readonly linked: boolean | null;
}

/** What becomes of what is shown: `refused` where the browser has no room or forbids it, `damaged` of one before it. */
export type Keeping = 'nothing' | 'kept' | 'too-large' | 'refused' | 'forgotten' | 'damaged';

/** A session that was kept, as it is opened again. */
export interface Reopened {
  readonly head: KeptHead;
  readonly address: Address;
  readonly marks: ReadMarks;
}

/** Where sessions are kept; each is asked for on each use: reading `localStorage` is itself what may throw. */
export interface Shelves {
  readonly kept: () => Kept;
  /** Of this tab alone. */
  readonly tab: () => Kept;
  /** Milliseconds of the clock. */
  readonly now: () => number;
  readonly newId: () => string;
}

/** The one session that is kept in this browser: what no address carries, until it is forgotten. */
export class KeptSession {
  /** What an earlier visit left, while nobody has said what is to become of it. */
  offered = $state.raw<KeptHead | null>(null);
  keeping = $state.raw<Keeping>('nothing');

  readonly #shelves: Shelves;
  /** What is shown now, as it is kept. */
  #own: KeptHead | null = null;
  #panes: readonly Pane[] = [];
  #latest: About | null = null;
  /** Counts inputs: one that is still being packed may be outdated. */
  #inputs = 0;
  #packing = false;
  /** What becomes of the present input is known, and stays so. */
  #decided = false;

  constructor(shelves: Shelves) {
    this.#shelves = shelves;
  }

  /**
   * Looks for what an earlier visit left. Where this tab comes back to what it showed, that is opened again;
   * else it is offered.
   */
  async arrive(comesBack: boolean): Promise<Reopened | null> {
    const written = this.#attempt(() => this.#shelves.kept().getItem(SESSION_KEY));
    if (written === null) return null;
    this.offered = readHead(written);
    if (this.offered === null) return this.#giveUp();
    const here = this.#attempt(() => this.#shelves.tab().getItem(TAB_KEY));
    return comesBack && here === this.offered.id ? this.open() : null;
  }

  /** Reads what is offered; null where it cannot be read any more. */
  async open(): Promise<Reopened | null> {
    const head = this.offered;
    if (head === null) return null;
    const written = this.#attempt(() => this.#shelves.kept().getItem(INPUT_KEY));
    const contents = written === null ? null : await readInput(written, head);
    if (contents === null) return this.#giveUp();
    return { head, address: addressOfKept(head, contents), marks: head.marks };
  }

  /** What was kept is shown now, in these panes. */
  adopt(head: KeptHead, panes: readonly Pane[]): void {
    this.offered = null;
    this.#begin(panes);
    this.#own = head;
    this.#attempt(() => this.#shelves.tab().setItem(TAB_KEY, head.id));
    this.keeping = 'kept';
  }

  /** Keeps what is shown, where no address carries it. */
  follow({ panes, about, whole, linked }: Seen): void {
    if (!isSameInput(panes, this.#panes)) {
      if (this.#own !== null && isSameInput(panes, [])) this.#erase();
      this.#begin(panes);
    }
    this.#latest = about;
    if (isSameInput(panes, []) || whole === null || linked === null) return;
    if (linked) {
      if (this.#own !== null) this.#erase();
      this.#stop();
      this.keeping = 'nothing';
    } else if (this.#own !== null) this.#write(this.#own);
    else if (!whole) this.keeping = 'nothing';
    else if (!this.#decided && !this.#packing) void this.#keep(panes);
  }

  /** Removes what is kept at once, and keeps nothing more of what is shown. */
  forget(): void {
    this.#erase();
    this.#stop();
    this.offered = null;
    this.#decide('forgotten');
  }

  #begin(panes: readonly Pane[]): void {
    this.#stop();
    this.#panes = panes;
    this.#decided = false;
    // What was said of the input before stays until something can be said of this one: nothing jumps while typing.
    if (isSameInput(panes, [])) this.keeping = 'nothing';
    this.#attempt(() => this.#shelves.tab().removeItem(TAB_KEY));
  }

  /** What was kept of what is shown is not its own any more; what is being packed is for nothing. */
  #stop(): void {
    this.#inputs++;
    this.#packing = false;
    this.#own = null;
  }

  async #keep(panes: readonly Pane[]): Promise<void> {
    const mine = this.#inputs;
    const size = panes.reduce(
      (sum, { text, held }) => sum + (held?.size ?? new Blob([text]).size),
      0,
    );
    if (size > MOST_KEPT_TRIED) return this.#decide('too-large');
    this.#packing = true;
    const id = this.#shelves.newId();
    const packed = await this.#packed(id, panes);
    if (mine !== this.#inputs) return;
    this.#packing = false;
    if (packed === null || this.#latest === null) return this.#decide('nothing');
    const { input } = packed;
    if (input === null) return this.#decide('too-large');
    const name = panes.find(({ held }) => held !== null)?.held?.name ?? null;
    const marks = { ...this.#latest.marks, lost: 0 };
    this.#own = { ...this.#latest, marks, id, name, size, when: this.#shelves.now() };
    this.offered = null;
    const wasKept = this.#attempt(() => {
      const kept = this.#shelves.kept();
      // Whatever fails, what is said of a session never stands beside the input of another.
      kept.removeItem(SESSION_KEY);
      kept.setItem(INPUT_KEY, input);
      this.#shelves.tab().setItem(TAB_KEY, id);
      return true;
    });
    if (wasKept === true) this.#write(this.#own);
    else this.#refuse();
  }

  /** `input` is null where it is too large; null where a file cannot be read. */
  async #packed(id: string, panes: readonly Pane[]): Promise<{ input: string | null } | null> {
    try {
      return { input: await writeInput(id, await Promise.all(panes.map(carriedByPane))) };
    } catch {
      // That a file cannot be read is told where it is opened.
      return null;
    }
  }

  #write(own: KeptHead): void {
    const head = { ...own, ...this.#latest };
    const written = this.#attempt(() => {
      this.#shelves.kept().setItem(SESSION_KEY, writeHead(head));
      return true;
    });
    if (written === true) this.keeping = 'kept';
    else this.#refuse();
  }

  #refuse(): void {
    this.#erase();
    this.#stop();
    this.#decide('refused');
  }

  #decide(keeping: Keeping): void {
    this.#decided = true;
    this.keeping = keeping;
  }

  #giveUp(): null {
    this.#erase();
    this.offered = null;
    this.keeping = 'damaged';
    return null;
  }

  #erase(): void {
    this.#attempt(() => {
      const kept = this.#shelves.kept();
      kept.removeItem(SESSION_KEY);
      kept.removeItem(INPUT_KEY);
    });
    this.#attempt(() => this.#shelves.tab().removeItem(TAB_KEY));
  }

  /** Null where the visitor forbids storage, or there is no room. */
  #attempt<T>(use: () => T): T | null {
    try {
      return use();
    } catch {
      return null;
    }
  }
}
