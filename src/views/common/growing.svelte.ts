import { onMount } from 'svelte';
import { turns } from './turns.ts';

/** A list that is shown at once, or, where those above take turns, up to a step in each. To be made with a view. */
export class Growing {
  /** How many may be shown. */
  most = $state(Infinity);

  constructor(first: number, ...steps: readonly number[]) {
    const queue = turns();
    if (queue === undefined || queue.over) return;
    this.most = first;
    onMount(() => {
      const leave = [...steps, Infinity].map((step) => queue.take(() => (this.most = step)));
      return () => leave.forEach((each) => each());
    });
  }

  of<Item>(list: readonly Item[]): readonly Item[] {
    return list.length > this.most ? list.slice(0, this.most) : list;
  }
}
