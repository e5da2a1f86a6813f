import { untrack } from 'svelte';
import type { Clock } from './clock.svelte.ts';

/** Stops a clock that plays when it comes to one of these moments, in milliseconds; called where a component begins. */
export function keepStops(clock: Clock, stops: () => readonly number[]): void {
  let last = 0;
  $effect(() => {
    const { time, playing } = clock;
    untrack(() => {
      const stop = stops().find((each) => last < each / 1000 && time >= each / 1000);
      last = time;
      if (!playing || stop === undefined) return;
      clock.pause();
      clock.seek(stop / 1000);
      last = stop / 1000;
    });
  });
}
