import { getContext, onMount, setContext } from 'svelte';

const KEY = Symbol('turns');

/** Shows one thing after another, each in a picture of its own: between them the page answers. */
export class Turns {
  readonly #waiting = new Set<() => void>();
  #taken = false;
  #over = false;

  /** Whether all that comes is shown at once. */
  get over(): boolean {
    return this.#over;
  }

  /** Nothing waits any more. */
  end(): void {
    this.#over = true;
    for (const show of this.#waiting) show();
    this.#waiting.clear();
  }

  /** Calls `show` when those before it have been shown; the function returned leaves the queue. */
  take(show: () => void): () => void {
    if (this.#over) {
      show();
      return () => {};
    }
    this.#waiting.add(show);
    this.#call();
    return () => void this.#waiting.delete(show);
  }

  #call(): void {
    if (this.#taken || this.#waiting.size === 0) return;
    this.#taken = true;
    afterPicture(() => {
      this.#taken = false;
      const [show] = this.#waiting;
      if (show === undefined) return;
      this.#waiting.delete(show);
      show();
      this.#call();
    });
  }
}

/** From here down, what stands in `InTurn` is not shown all at once; on paper it is. */
export function takeTurns(): Turns {
  const queue = new Turns();
  const end = (): void => queue.end();
  onMount(() => {
    addEventListener('beforeprint', end);
    return () => removeEventListener('beforeprint', end);
  });
  return setContext(KEY, queue);
}

/** The queue of those above; none where all is shown at once. */
export const turns = (): Turns | undefined => getContext<Turns | undefined>(KEY);

/** A page that nobody sees is not painted. */
const afterPicture = (next: () => void): unknown =>
  document.hidden ? setTimeout(next) : requestAnimationFrame(() => setTimeout(next));
