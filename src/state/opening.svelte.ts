import type { Opened, OpenRequest, Progress } from '../worker/api.ts';
import type { SessionSource } from './session-source.ts';

/**
 * Why there is nothing to show, or not all: the worker died, a file could not be read, a link is damaged,
 * someone gave up, and did so when the first part was there, no rule has the name of which an example was asked
 * for, an example could not be loaded.
 */
export type Failure =
  'crashed' | 'unreadable' | 'link' | 'cancelled' | 'part' | 'no-example' | 'unloaded';

/** The others are of a link, not of a reading. */
const UNREAD: ReadonlySet<Failure> = new Set(['crashed', 'unreadable', 'cancelled', 'part']);

/** A worker that was told to stop and does not answer for so long, in milliseconds, is ended. */
export const PATIENCE = 300;

const NOTHING_YET: Progress = { done: 0, total: 0, packets: 0, frames: 0, preview: null };

/** What the page cannot read is no fault of the worker's; errors cross a thread by their name. */
const UNREADABLE: ReadonlySet<string> = new Set(['NotReadableError', 'NotFoundError']);

/** What becomes of a reading: `show` is called with its preview and its result, `lost` where neither is to be seen. */
export interface Outcome {
  show(opened: Opened, signal: AbortSignal): Promise<void>;
  lost(): void;
}

/** The reading of an input: how far it is, how to give it up, and why it failed. */
export class Opening {
  progress = $state.raw<Progress | null>(null);
  failure = $state.raw<Failure | null>(null);

  readonly #source: SessionSource;
  readonly #outcome: Outcome;
  #reading = new AbortController();
  /** Resolved when the worker has answered the reading that was given up, or is gone. */
  #quiet: Promise<void> = Promise.resolve();
  /** What the worker answered to the present reading; null where it rejected. */
  #answered: Promise<Opened | null> = Promise.resolve(null);
  /** The reading whose result is there. */
  #done: AbortController | null = null;
  /** The reading given up last: what becomes of it is seen to elsewhere. */
  #cancelled: AbortController | null = null;
  /** The worker has opened something that is not shown yet. */
  #ahead = false;
  /** What is shown is a preview, which the worker lets go where something else is read. */
  #partial = false;

  constructor(source: SessionSource, outcome: Outcome) {
    this.#source = source;
    this.#outcome = outcome;
  }

  /** Whether what is to be read was not, or not to its end. */
  get failed(): boolean {
    return this.failure !== null && UNREAD.has(this.failure);
  }

  /** Reads; a later call supersedes this one. */
  async read(request: OpenRequest): Promise<void> {
    const reading = this.#begin();
    const { signal } = reading;
    try {
      await this.#quiet;
      signal.throwIfAborted();
      let preview = Promise.resolve();
      const opening = this.#source.session.open(request, signal, (progress) => {
        // What is told may come later than the result: it travels by another port.
        if (signal.aborted || this.#done === reading) return;
        this.progress = progress;
        // Where the preview cannot be shown, the result may be.
        if (progress.preview !== null)
          preview = this.#show(progress.preview, signal).catch(() => {});
      });
      this.#answered = opening.catch(() => null);
      const opened = await opening;
      if (this.#cancelled === reading) return;
      this.#done = reading;
      this.#ahead = true;
      await preview;
      await this.#show(opened, signal);
    } catch (error) {
      if (!signal.aborted) this.fail(error);
    } finally {
      if (this.#reading === reading) this.#settle();
    }
  }

  /** Gives up: the input stays, and so does what was shown before, or what the first part says. */
  cancel(): void {
    if (this.progress === null) return;
    this.#cancelled = this.#reading;
    this.#reading.abort();
    this.#reading = new AbortController();
    this.progress = null;
    this.failure = 'cancelled';
    // Half a preview is nothing to look at.
    if (this.#ahead) this.#lose();
    this.#quiet = this.#keepOrEnd(this.#quiet, this.#reading.signal);
  }

  /** There is nothing to read any more. */
  stop(): void {
    this.#begin();
    this.progress = null;
    this.#ahead = false;
  }

  fail(error: unknown): void {
    console.error(error);
    if (error instanceof Error && UNREADABLE.has(error.name)) this.failure = 'unreadable';
    else this.crash();
  }

  /** The worker is of no use any more; the next reading starts another. */
  crash(): void {
    this.#reading.abort();
    this.progress = null;
    this.failure = 'crashed';
    this.#source.end();
    this.#answered = Promise.resolve(null);
    this.#ahead = false;
    this.#partial = false;
  }

  #begin(): AbortController {
    this.#reading.abort();
    if (this.#partial) this.#lose();
    this.#reading = new AbortController();
    this.failure = null;
    this.progress = NOTHING_YET;
    this.#answered = Promise.resolve(null);
    return this.#reading;
  }

  async #show(opened: Opened, signal: AbortSignal): Promise<void> {
    this.#ahead = true;
    await this.#outcome.show(opened, signal);
    // Given up meanwhile, it is not what is shown any more.
    signal.throwIfAborted();
    this.#ahead = false;
    this.#partial = opened.partial;
  }

  /** Nothing is being opened any more: rows are not to be asked of what is not shown. */
  #settle(): void {
    this.progress = null;
    if (this.#ahead || this.#partial) this.#lose();
  }

  #lose(): void {
    this.#ahead = false;
    this.#partial = false;
    this.#outcome.lost();
  }

  /** What the worker keeps of a reading given up is shown; one that does not answer is ended. */
  async #keepOrEnd(before: Promise<void>, signal: AbortSignal): Promise<void> {
    const opened = await inTime(this.#answered);
    if (opened === 'late') {
      this.#source.end();
      this.#lose();
    } else if (opened === null) {
      if (this.#partial) this.#lose();
    } else if (signal.aborted) this.#lose();
    else await this.#keep(opened, signal);
    await before;
  }

  async #keep(opened: Opened, signal: AbortSignal): Promise<void> {
    try {
      if (!(opened.partial && this.#partial)) await this.#show(opened, signal);
      // From here on the worker holds it as it holds any other.
      this.#partial = false;
      this.failure = opened.partial ? 'part' : null;
    } catch (error) {
      if (!signal.aborted) this.fail(error);
    }
  }
}

async function inTime<T>(answered: Promise<T>): Promise<T | 'late'> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), PATIENCE);
  });
  try {
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
}
