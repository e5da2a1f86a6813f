import type { Draft } from '../composer/frames/draft.ts';
import { LIGHT, weightOf, workshop, type Workshop } from '../composer/frames/workshop.ts';

/** Starts another thread for drafts that are long; `onfail` is called where it dies. */
export type StartWorkshop = (onfail: () => void) => { workshop: Workshop; stop: () => void };

/** Who does the work on a draft: this thread where it is light, another, started when it is first needed, where not. */
export class NearestWorkshop {
  readonly #start: StartWorkshop;
  #far: ReturnType<StartWorkshop> | null = null;

  constructor(start: StartWorkshop) {
    this.#start = start;
  }

  for(draft: Draft): Workshop {
    if (weightOf(draft) <= LIGHT || typeof Worker === 'undefined') return workshop;
    this.#far ??= this.#start(() => this.stop());
    return this.#far.workshop;
  }

  stop(): void {
    this.#far?.stop();
    this.#far = null;
  }
}
