/** How many steps back are kept. */
const MOST_STEPS = 200;

/** Values one after the other, to go back to and forth again. Values are never changed, only replaced. */
export class Edits<Value> {
  current: Value;
  #past = $state.raw<readonly Value[]>([]);
  #future = $state.raw<readonly Value[]>([]);
  #kind: string | null = null;

  constructor(first: Value) {
    this.current = $state.raw(first);
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** A new value. Changes of one kind, one after the other, are one step: as typing is. */
  put(value: Value, kind: string | null = null): void {
    if (kind === null || kind !== this.#kind || this.#past.length === 0)
      this.#past = [...this.#past.slice(1 - MOST_STEPS), this.current];
    this.#kind = kind;
    this.#future = [];
    this.current = value;
  }

  /** The same step, told more exactly: what is looked at, say. */
  amend(value: Value): void {
    this.#kind = null;
    this.current = value;
  }

  /** Begins anew: there is nothing to go back to. */
  reset(value: Value): void {
    this.#past = [];
    this.#future = [];
    this.amend(value);
  }

  undo(): void {
    const before = this.#past.at(-1);
    if (before === undefined) return;
    this.#past = this.#past.slice(0, -1);
    this.#future = [this.current, ...this.#future];
    this.amend(before);
  }

  redo(): void {
    const [next, ...rest] = this.#future;
    if (next === undefined) return;
    this.#past = [...this.#past, this.current];
    this.#future = rest;
    this.amend(next);
  }
}
