import type { Autopsy as Found, Hypothesis } from '../trace/autopsy/autopsy.ts';
import type { Given, Treated } from '../trace/autopsy/treated.ts';
import type { Conversation } from './conversation.svelte.ts';
import type { Input, Kept } from './input.svelte.ts';
import { EMPTY_PANE, paneOfText, type Pane } from './pane.ts';
import type { SessionSource } from './session-source.ts';

/** The name of bytes that are too many to be shown as text. */
const FILE_NAME = 'tried.bin';

/** What was tried, and what stood in the input before. */
interface Trial {
  readonly hypothesis: Hypothesis;
  readonly before: Kept;
  /** What was put there: while it stands, the way back is open. */
  readonly panes: readonly Pane[];
}

/** What may have happened to bytes that make no sense, tried and taken back. */
export class Autopsy {
  /** Null where there is nothing to say. */
  found = $state.raw<Found | null>(null);
  /** The hypothesis whose bytes are being made. */
  trying = $state.raw<Hypothesis | null>(null);
  failed = $state.raw(false);
  #trial = $state.raw<Trial | null>(null);

  readonly #source: SessionSource;
  readonly #conversation: Conversation;
  readonly #input: Input;
  readonly #open: () => Promise<void>;
  #asking = new AbortController();

  /** `open` reads the input anew. */
  constructor(
    source: SessionSource,
    conversation: Conversation,
    input: Input,
    open: () => Promise<void>,
  ) {
    this.#source = source;
    this.#conversation = conversation;
    this.#input = input;
    this.#open = open;
  }

  /** The hypothesis that is shown as if it were true; null once something else is in the input. */
  get tried(): Hypothesis | null {
    return this.#trial?.panes === this.#input.panes ? this.#trial.hypothesis : null;
  }

  /** Asks about the connection shown; a later call supersedes this one. */
  async look(): Promise<void> {
    this.reset();
    const { connection } = this.#conversation;
    if (connection === null || !this.#source.live) return;
    const { signal } = this.#asking;
    try {
      const found = await this.#source.session.autopsy(connection, signal);
      if (!signal.aborted && found !== null && found.hypotheses.length > 0) this.found = found;
    } catch {
      // Without an answer the bytes can be read as they stand.
    }
  }

  /** Puts the bytes as a hypothesis has them in the place of those that were given. */
  async try(hypothesis: Hypothesis): Promise<void> {
    const { connection } = this.#conversation;
    if (connection === null || this.trying !== null) return;
    this.trying = hypothesis;
    this.failed = false;
    const { signal } = this.#asking;
    try {
      const treated = await this.#source.session.treat(connection, hypothesis.id, signal);
      if (signal.aborted) return;
      this.#put(hypothesis, treated);
    } catch {
      if (!signal.aborted) this.failed = true;
      return;
    } finally {
      this.trying = null;
    }
    await this.#open();
  }

  /** Puts back what was given, in every particular. */
  async back(): Promise<void> {
    if (this.#trial === null || this.tried === null) return;
    this.#input.putBack(this.#trial.before);
    this.#trial = null;
    await this.#open();
  }

  /** Another connection is shown, or another input. */
  reset(): void {
    this.#asking.abort();
    this.#asking = new AbortController();
    this.found = null;
    this.failed = false;
  }

  #put(hypothesis: Hypothesis, treated: Treated): void {
    const given = this.#input.kept;
    // One try after the other: the way back is to what was given first.
    const before = this.tried === null ? given : this.#trial!.before;
    const put = 'kind' in treated ? inFormat(given, treated.kind) : withBytes(given, treated.given);
    this.#input.putBack(put);
    this.#trial = { hypothesis, before, panes: this.#input.panes };
  }
}

/** The panes are others to whoever compares: the format is what was tried. */
const inFormat = (given: Kept, kind: Kept['kind']): Kept => ({
  ...given,
  panes: [...given.panes],
  kind,
  kindOfLink: false,
  named: null,
});

const withBytes = ({ known }: Kept, given: readonly Given[]): Kept => ({
  panes: given.map(paneOf),
  kind: null,
  direction: given.length === 1 ? given[0]!.direction : null,
  known,
  second: EMPTY_PANE,
  kindOfLink: false,
  named: null,
});

function paneOf({ content }: Given): Pane {
  if (typeof content === 'string') return paneOfText(content);
  return { text: '', held: { name: FILE_NAME, size: content.size, content } };
}
