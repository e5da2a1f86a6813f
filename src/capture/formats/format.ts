import type { InputKind, ReasonId } from '../../trace/input.ts';
import type { Sink } from '../sink.ts';
import type { Steps } from '../steps.ts';
import type { Passage } from '../text/lines.ts';

/**
 * How well a text fits a format. `certain`: its structure leaves no doubt. `likely`: all of it
 * fits, but another format might fit too. `poor`: most of it fits.
 */
export type Fit = 'certain' | 'likely' | 'poor';

export interface Recognition {
  readonly fit: Fit;
  readonly reason: ReasonId;
}

/** A way to write bytes as text. */
export interface Format {
  readonly kind: InputKind;
  /** Judges all passages together, by a sample of a long text; null where the format does not fit. */
  recognise(passages: readonly Passage[]): Recognition | null;
  /** Writes the bytes of one passage, and says aloud what it could not read. Yields positions in the text. */
  read(passage: Passage, sink: Sink): Steps;
}
