import type { Clock } from '../state/clock.svelte.ts';
import type { EmbedOptions } from '../views/embed/options.ts';

/** Sets a clock that has been given its run as an address asks for it; `span` is what is shown where it asks for nothing. */
export function setClock(clock: Clock, options: EmbedOptions, span: number): void {
  clock.setSpeed(options.speed);
  const shown = Math.min(options.span === null ? span : options.span / 1000, clock.end);
  clock.show(0, shown);
  clock.follow(true);
  clock.seek(options.at === null ? startOf(options, shown, clock.end) : options.at / 1000);
}

/** Where the clock stands in what it shows while it is followed, with the beginning still in view. */
const IN_VIEW = 0.7;

/** Whoever does not let it play sees what it has to show: up to its first stop, or as much as fits. */
function startOf({ autoplay, stops }: EmbedOptions, shown: number, end: number): number {
  if (autoplay) return 0;
  if (stops[0] !== undefined) return stops[0] / 1000;
  return shown >= end ? end : IN_VIEW * shown;
}
