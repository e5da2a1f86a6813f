import type { Clock } from '../state/clock.svelte.ts';
import type { EmbedOptions } from '../views/embed/options.ts';

/** Sets a clock that has been given its run as an address asks for it; `span` is what is shown where it asks for nothing. */
export function setClock(clock: Clock, options: EmbedOptions, span: number): void {
  clock.setSpeed(options.speed);
  const shown = Math.min(options.span === null ? span : options.span / 1000, clock.end);
  clock.show(0, shown);
  clock.follow(true);
  // Whoever does not let it play sees what it has to show.
  const start = options.autoplay ? 0 : shown;
  clock.seek(options.at === null ? start : options.at / 1000);
}
