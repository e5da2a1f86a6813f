import type { Breath } from '../trace/breath.ts';
import type { Tally } from './tally.ts';

/** The opening of an input, as those see it who take part in it. */
export interface Work {
  /** Lets messages in between two steps, and throws where nobody wants the input any more. */
  readonly breath: Breath;
  /** Lets messages in: for what is read again later, when the opening is long over. */
  readonly pause: () => Promise<void>;
  readonly tally: Tally;
}
