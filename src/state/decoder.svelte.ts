import type { BitRange } from '../codec/annotation.ts';
import type { BytePlace } from '../composer/changed/edits.ts';
import type { RowTarget } from '../trace/row-of.ts';
import type { DrawnConnection, Opened } from '../worker/api.ts';
import { Autopsy } from './autopsy.svelte.ts';
import { Compare } from './compare.svelte.ts';
import { Conversation, type Start } from './conversation.svelte.ts';
import { DecoderLink } from './decoder-link.svelte.ts';
import type { LoadExample } from './example.ts';
import { Input } from './input.svelte.ts';
import type { RowPlace } from './marks.ts';
import { Notes } from './notes.svelte.ts';
import { Opening } from './opening.svelte.ts';
import { Overview } from './overview.svelte.ts';
import { Search } from './search.svelte.ts';
import { SessionSource, type StartWorker } from './session-source.ts';
import { WaysOut, type Choosing } from './ways-out.svelte.ts';
import { WhatIf } from './what-if.svelte.ts';

/** Where a link points to. */
interface Wanted {
  readonly connection: number | null;
  readonly row: number | null;
}

const ANYWHERE: Wanted = { connection: null, row: null };

/** All that the decoder's page holds: its parts, and what one of them means for the others. */
export class Decoder {
  readonly input: Input;
  readonly opening: Opening;
  readonly overview: Overview;
  readonly conversation: Conversation;
  readonly search: Search;
  readonly out: WaysOut;
  readonly whatIf: WhatIf;
  readonly compare: Compare;
  readonly notes: Notes;
  readonly link: DecoderLink;
  readonly autopsy: Autopsy;
  /** What was read, and perhaps is still being read. */
  opened = $state.raw<Opened | null>(null);

  readonly #source: SessionSource;
  #wanted = ANYWHERE;
  /** The reading whose preview or result is shown. */
  #shown: AbortSignal | null = null;

  constructor(start: StartWorker, load: LoadExample = () => Promise.reject(new Error('no file'))) {
    this.#source = new SessionSource(start, () => this.#crash());
    this.input = new Input(() => void this.open());
    this.opening = new Opening(this.#source, {
      show: (opened, signal) => this.#show(opened, signal),
      lost: () => this.#reset(),
    });
    this.overview = new Overview(this.#source);
    this.conversation = new Conversation(this.#source);
    this.search = new Search(this.#source, () => this.conversation.connection);
    this.out = new WaysOut(this.#source, this.conversation, this.search);
    this.compare = new Compare(this.#source);
    const renew = (): void => this.link.renew();
    this.whatIf = new WhatIf(this.#source, this.conversation, renew);
    this.notes = new Notes(this.#source, this.conversation, renew);
    this.link = new DecoderLink(this, load);
    this.autopsy = new Autopsy(this.#source, this.conversation, this.input, () => this.open());
  }

  /** The fragment that opens the same again; empty where it is too large for one. */
  get address(): string {
    return this.link.address;
  }

  /** Starts the worker before there is work: from then on decoding needs no network. */
  warm(): void {
    void this.#source.session;
  }

  restore(hash: string): Promise<void> {
    return this.link.restore(hash);
  }

  /** Reads the input; a later call supersedes this one. */
  async open(wanted: Wanted = ANYWHERE): Promise<void> {
    this.input.settle();
    if (this.notes.belongTo(this.input.panes)) this.link.forgetLost();
    if (this.input.empty) {
      this.opening.stop();
      this.#reset();
      return;
    }
    this.#wanted = wanted;
    await this.opening.read({ sources: this.input.sources, ...this.input.known });
  }

  /** Reads the same input anew; what is looked at stays in view, and so does what is chosen meanwhile. */
  openAgain(): Promise<void> {
    this.whatIf.expect();
    return this.open(this.conversation);
  }

  /** Looks at another connection. */
  async choose(connection: number): Promise<void> {
    if (connection === this.conversation.connection || !this.#source.live) return;
    this.out.chooseNone();
    await this.#attempt(async () => {
      const row = await this.conversation.show(connection, { row: null, again: false });
      this.search.again(false);
      void this.autopsy.look();
      if (row !== null) await this.conversation.look(row);
      await this.whatIf.turn();
      await this.notes.name();
    });
  }

  /** Looks at a row of any connection; what is not there is not looked at. */
  async visit({ connection, row }: RowPlace): Promise<void> {
    if (connection >= (this.opened?.connections ?? 0)) return;
    await this.choose(connection);
    if (row < (this.conversation.rows?.count ?? 0)) await this.select(row);
  }

  /** Looks at a row, chosen alone or with others. */
  async select(row: number, place: BitRange | null = null, how: Choosing = 'alone'): Promise<void> {
    if (!this.#source.live) return;
    this.out.choose(row, how);
    await this.#attempt(() => this.conversation.look(row, place), row);
    await this.whatIf.follow();
  }

  /** Looks at a byte of the changed reading, and at the row of the original that holds it. */
  async lookAtChanged(place: BytePlace): Promise<void> {
    const row = await this.conversation.find(place);
    if (row !== null) await this.select(row);
    await this.whatIf.follow(place);
  }

  /** Looks at a row of what is shown: of the changed reading where that is, else of the original. */
  async lookAtRow(row: number): Promise<void> {
    const changed = this.whatIf.on && this.whatIf.changed !== null;
    const place = changed ? await this.whatIf.placeOf(row) : null;
    if (place !== null) await this.lookAtChanged(place);
    else if (!changed) await this.select(row);
  }

  /** Compares the first two of the rows chosen together. */
  async compareChosen(): Promise<void> {
    const { connection } = this.conversation;
    const [one, other] = this.out.chosen.rows();
    if (connection === null || one === undefined || other === undefined) return;
    await this.compare.rows({ connection, row: one }, { connection, row: other });
  }

  /** Looks at the row of a frame, a byte or a time; false where there is none. */
  async goTo(target: RowTarget): Promise<boolean> {
    const row = await this.conversation.find(target);
    if (row !== null) await this.select(row);
    return row !== null;
  }

  /** The connection shown, as a timeline draws it. */
  timeline(): Promise<DrawnConnection> {
    return this.#source.session.timeline(this.conversation.connection ?? 0);
  }

  /** Looks at the next match, or at the one before. */
  async step(step: 1 | -1): Promise<void> {
    const row = this.search.step(this.conversation.row, step);
    if (row !== null) await this.select(row);
  }

  dispose(): void {
    this.input.settle();
    this.opening.stop();
    this.search.reset();
    this.#source.end();
  }

  async #show(opened: Opened, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const again = this.#shown === signal;
    const wanted = this.#wanted;
    const { connection } = wanted;
    const first =
      connection !== null && connection < opened.connections ? connection : opened.first;
    const { conversation } = this;
    let row: number | null = null;
    if (opened.connections > 0) {
      const id = again ? (conversation.connection ?? first) : first;
      const start: Start = {
        get row() {
          return wanted.row;
        },
        again,
      };
      row = await conversation.show(id, start, signal);
      signal.throwIfAborted();
    } else conversation.reset();
    this.#shown = signal;
    this.opened = opened;
    if (!again) this.#leave();
    this.search.again(again);
    void this.autopsy.look();
    void this.#attempt(() => this.overview.load(opened.connections, again));
    void this.notes.reread();
    if (row !== null) await conversation.look(row, again ? conversation.place : null);
    if (!opened.partial) void this.#attempt(() => this.link.makeEdits(opened.connections));
  }

  /** While another input is being opened, what is asked for may be none of it. */
  async #attempt(look: () => Promise<void>, row: number | null = null): Promise<void> {
    try {
      await look();
    } catch (error) {
      const outdated = row !== null && this.conversation.row !== row;
      if (!outdated && this.opening.progress === null) this.opening.fail(error);
    }
  }

  #crash(): void {
    this.opening.crash();
    // Without input nothing is lost, and the next input starts anew.
    if (this.input.empty) this.opening.failure = null;
  }

  #reset(): void {
    this.opened = null;
    this.#shown = null;
    this.overview.reset();
    this.conversation.reset();
    this.search.reset();
    this.autopsy.reset();
    this.#leave();
  }

  /** What was done with rows that are not shown any more. */
  #leave(): void {
    this.out.chooseNone();
    this.whatIf.reset();
    this.compare.close();
  }
}
