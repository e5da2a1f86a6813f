/** How many steps are kept. */
const MOST = 200;

/** What there is, what was there before each change, and what was undone. */
export class History<T> {
  #steps = $state.raw<readonly T[]>([]);
  #at = $state.raw(0);
  /** What the last change was part of: the next of the same run is one step with it. */
  #run: string | null = null;

  constructor(first: T) {
    this.#steps = [first];
  }

  get now(): T {
    return this.#steps[this.#at]!;
  }

  get canUndo(): boolean {
    return this.#at > 0;
  }

  get canRedo(): boolean {
    return this.#at < this.#steps.length - 1;
  }

  /** Changes what there is. Changes in a row that name the same run are undone together. */
  put(next: T, run: string | null = null): void {
    const together = run !== null && run === this.#run;
    const before = this.#steps.slice(0, together ? this.#at : this.#at + 1).slice(-MOST);
    this.#steps = [...before, next];
    this.#at = before.length;
    this.#run = run;
  }

  /** Begins anew, with nothing to undo. */
  begin(first: T): void {
    this.#steps = [first];
    this.#at = 0;
    this.#run = null;
  }

  undo(): void {
    if (this.canUndo) this.#go(this.#at - 1);
  }

  redo(): void {
    if (this.canRedo) this.#go(this.#at + 1);
  }

  #go(at: number): void {
    this.#at = at;
    this.#run = null;
  }
}
