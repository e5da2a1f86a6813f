import { sourceOf } from '../codec/annotation.ts';
import { annotateFrame } from '../codec/websocket/annotate.ts';
import type { BytePlace } from '../composer/changed/edits.ts';
import type { Changed, UnitDetail } from '../worker/api.ts';
import {
  changesOf,
  historiesOf,
  inForce,
  NOTHING,
  type History,
  type Step,
} from './byte-history.ts';
import type { Conversation } from './conversation.svelte.ts';
import type { ConnectionEdit } from './marks.ts';
import type { SessionSource } from './session-source.ts';
import { byNumber, NO_ROWS, toldRows } from './told-rows.ts';

/** What is answered sooner than this, in milliseconds, needs no word of how far it is. */
const AT_ONCE = 400;

/** What the conversation shown would be with other bytes in it: edits, and what they make of it. */
export class WhatIf {
  /** Whether bits are switches. */
  on = $state(false);
  changed = $state.raw<Changed | null>(null);
  /** The changed unit at the place looked at; null where there is none. */
  detail = $state.raw<UnitDetail | null>(null);
  /** The rows that are told of, by their numbers in either reading. */
  originals = $state.raw(NO_ROWS);
  rows = $state.raw(NO_ROWS);
  /** How much has been read anew, from 0 to 1, where that takes a while. */
  share = $state.raw<number | null>(null);
  failed = $state.raw(false);

  readonly #source: SessionSource;
  readonly #conversation: Conversation;
  /** By connection: what was tried on one is kept while another is looked at. */
  #histories = $state.raw<ReadonlyMap<number, History>>(new Map());
  /** Edits that a link carries, until what they change has been read. */
  #awaited = $state.raw<readonly ConnectionEdit[]>([]);
  #history = $state.raw(NOTHING);
  #place: BytePlace | null = null;
  #reading = new AbortController();

  readonly #onchange: () => void;

  /** `onchange` is called where other bytes are others than before. */
  constructor(source: SessionSource, conversation: Conversation, onchange: () => void) {
    this.#source = source;
    this.#conversation = conversation;
    this.#onchange = onchange;
  }

  get edits(): readonly Step[] {
    return changesOf(this.#history);
  }

  /** The bytes that are others now in every connection, those that are waited with among them. */
  get all(): readonly ConnectionEdit[] {
    const made = [...this.#histories].flatMap(([connection, history]) =>
      changesOf(history).map(({ was: _, ...edit }) => ({ connection, ...edit })),
    );
    return [...made, ...this.#awaited];
  }

  get canUndo(): boolean {
    return this.#history.done > 0;
  }

  get canRedo(): boolean {
    return this.#history.done < this.#history.steps.length;
  }

  edit(step: Step): Promise<void> {
    this.#foresee(step);
    return this.#put({ steps: [...inForce(this.#history), step], done: this.#history.done + 1 });
  }

  async undo(): Promise<void> {
    if (this.canUndo) await this.#step(-1);
  }

  async redo(): Promise<void> {
    if (this.canRedo) await this.#step(1);
  }

  /** Back to the bytes as they travelled; what was tried can still be done again, step by step. */
  async keepOriginal(): Promise<void> {
    this.on = false;
    await this.#put({ ...this.#history, done: 0 });
  }

  /** Another row is looked at, or a place in one: the changed unit there is looked at too. */
  async follow(place?: BytePlace): Promise<void> {
    const looked = this.#conversation.detail?.row;
    this.#place = place ?? (looked && { direction: looked.direction, offset: looked.at }) ?? null;
    await this.#look();
  }

  /** Where a row of the changed reading begins. */
  async placeOf(row: number): Promise<BytePlace | null> {
    if (this.changed === null || !this.#source.live) return null;
    const [found] = await this.#source.session.rowsAt(this.changed.connection, Uint32Array.of(row));
    return found === undefined ? null : { direction: found.direction, offset: found.at };
  }

  /** Another connection is shown. */
  async turn(): Promise<void> {
    this.#history = this.#histories.get(this.#conversation.connection ?? -1) ?? NOTHING;
    this.#place = null;
    this.changed = null;
    this.detail = null;
    await this.#read();
  }

  /** Another input is shown: what was tried was tried on other bytes. */
  reset(): void {
    this.#reading.abort();
    this.#histories = new Map();
    this.#history = NOTHING;
    this.on = false;
    this.#clear();
    this.#onchange();
  }

  /** Edits to be made when what they change has been read; without any, those that are in force now. */
  expect(edits: readonly ConnectionEdit[] = this.all): void {
    this.#awaited = edits;
    this.#histories = new Map();
    this.#onchange();
  }

  /** Makes the edits expected, each a step that can be undone; gives how many could not be made. */
  async make(connections: number): Promise<number> {
    const awaited = this.#awaited;
    if (awaited.length === 0 || !this.#source.live) return 0;
    const histories = await historiesOf(this.#source.session, connections, awaited);
    // Another input, or another link, has outdated them.
    if (this.#awaited !== awaited) return 0;
    this.#awaited = [];
    this.#histories = histories;
    this.#onchange();
    this.#history = histories.get(this.#conversation.connection ?? -1) ?? NOTHING;
    if (this.canUndo) this.on = true;
    await this.#read();
    return [...histories.values()].reduce((left, { done }) => left - done, awaited.length);
  }

  #step(by: 1 | -1): Promise<void> {
    const { steps, done } = this.#history;
    return this.#put({ steps, done: done + by });
  }

  async #put(history: History): Promise<void> {
    this.#history = history;
    const { connection } = this.#conversation;
    if (connection !== null) {
      this.#histories = new Map([...this.#histories, [connection, history]]);
      this.#onchange();
    }
    await this.#read();
  }

  /** The frame looked at with the byte in it, at once: what it breaks is told when all is read anew. */
  #foresee({ direction, offset, byte }: Step): void {
    const shown = this.detail ?? this.#conversation.detail;
    if (shown?.annotation.unit !== 'ws.frame' || shown.row.direction !== direction) return;
    const wire = sourceOf(shown.annotation, 'wire');
    const index = offset - (wire?.base ?? 0);
    if (wire?.bytes[index] === undefined) return;
    const bytes = wire.bytes.slice();
    bytes[index] = byte;
    this.detail = { ...shown, annotation: annotateFrame(bytes, { base: wire.base }) };
  }

  #clear(): void {
    this.changed = null;
    this.detail = null;
    this.share = null;
    this.failed = false;
  }

  /** Reads the connection anew with the edits in force; a later call supersedes this one. */
  async #read(): Promise<void> {
    this.#reading.abort();
    const { connection } = this.#conversation;
    const { edits } = this;
    if (edits.length === 0 || connection === null || !this.#source.live) {
      this.#clear();
      return;
    }
    const reading = new AbortController();
    this.#reading = reading;
    this.failed = false;
    const began = performance.now();
    try {
      const changed = await this.#source.session.change(
        connection,
        edits,
        reading.signal,
        (done, total) => {
          if (reading.signal.aborted || performance.now() - began < AT_ONCE) return;
          this.share = total === 0 ? 1 : done / total;
        },
      );
      await this.#show(connection, changed, reading.signal);
    } catch (error) {
      if (!reading.signal.aborted) this.#fail(error);
    } finally {
      if (this.#reading === reading) {
        reading.abort();
        this.share = null;
      }
    }
  }

  async #show(connection: number, changed: Changed, signal: AbortSignal): Promise<void> {
    const { session } = this.#source;
    const originals = await session.rowsAt(connection, toldRows(changed, 'original'));
    const rows = await session.rowsAt(changed.connection, toldRows(changed, 'changed'));
    if (signal.aborted) return;
    this.originals = byNumber(originals);
    this.rows = byNumber(rows);
    this.changed = changed;
    await (this.#place === null ? this.follow() : this.#look());
  }

  async #look(): Promise<void> {
    const { changed } = this;
    const place = this.#place;
    if (changed === null || place === null || !this.#source.live) return;
    try {
      const { session } = this.#source;
      const row = await session.rowOf(changed.connection, place);
      const detail = row < 0 ? null : await session.annotate(changed.connection, row);
      if (this.changed === changed && this.#place === place) this.detail = detail;
    } catch (error) {
      // A later change has taken its numbers.
      if (this.changed === changed) this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    console.error(error);
    this.failed = true;
  }
}
