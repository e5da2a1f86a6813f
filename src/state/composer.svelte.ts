import type { RuleId } from '../codec/ids.ts';
import { settle } from '../composer/frames/compress.ts';
import { MOST_UNITS, type Draft, type DraftUnit } from '../composer/frames/draft.ts';
import type { Judgement } from '../composer/frames/judge.ts';
import { draftOfPreset, type RfcPreset } from '../composer/frames/presets.ts';
import {
  changed,
  flipped,
  inserted,
  moved,
  newFrame,
  replaced,
  turned,
  type NewFrame,
} from '../composer/frames/change.ts';
import {
  addMark,
  fragmentsAt,
  moveMark,
  removeMark,
  type Fragments,
} from '../composer/frames/fragments.ts';
import type { Direction } from '../trace/direction.ts';
import { baseOf } from '../composer/frames/judge.ts';
import { bytesOfUnit, resynced } from '../composer/frames/units.ts';
import { annotateFrame } from '../codec/websocket/annotate.ts';
import type { Annotation } from '../codec/annotation.ts';
import { readComposed } from './composer-address.ts';
import { DraftLink } from './draft-link.svelte.ts';
import { Edits } from './edits.svelte.ts';
import { NearestWorkshop, type StartWorkshop } from './nearest-workshop.ts';

/** A rule whose example is shown, and which of the two. */
export interface ShownExample {
  readonly rule: RuleId;
  readonly breaks: boolean;
}

/** What is composed, and the unit looked at. */
interface Step {
  readonly draft: Draft;
  readonly selected: number;
  readonly example: ShownExample | null;
}

const FIRST: RfcPreset = 'rfc6455-masked';
const START: Step = { draft: draftOfPreset(FIRST), selected: 0, example: null };

/** A conversation composed by hand: what it is, what it was, and what a receiver makes of it. */
export class Composer {
  readonly #edits = new Edits<Step>(START);
  judgement = $state.raw<Judgement | null>(null);
  /** What the judgement is of. */
  #judged = $state.raw<Step | null>(null);
  readonly #link = new DraftLink();
  readonly #workshop: NearestWorkshop;
  /** True where an address was there and cannot be read. */
  damaged = $state(false);
  #generation = 0;
  readonly #key: () => Uint8Array;

  /** `key` gives a masking key nobody can foresee, RFC 6455 §5.3. */
  constructor(start: StartWorkshop, key: () => Uint8Array) {
    this.#workshop = new NearestWorkshop(start);
    this.#key = key;
    this.#changed();
  }

  get draft(): Draft {
    return this.#edits.current.draft;
  }

  get selected(): number {
    return this.#edits.current.selected;
  }

  get example(): ShownExample | null {
    return this.#edits.current.example;
  }

  get unit(): DraftUnit | null {
    return this.draft.units[this.selected] ?? null;
  }

  get canUndo(): boolean {
    return this.#edits.canUndo;
  }

  get canRedo(): boolean {
    return this.#edits.canRedo;
  }

  get full(): boolean {
    return this.draft.units.length >= MOST_UNITS;
  }

  /** The unit looked at, to the bit; without the rules it breaks until they are judged. */
  get annotation(): Annotation | null {
    const { unit } = this;
    if (unit === null) return null;
    if (this.#judged === this.#edits.current && this.judgement?.detail)
      return this.judgement.detail.annotation;
    return annotateFrame(bytesOfUnit(unit), { base: baseOf(this.draft, this.selected) });
  }

  /** The fragment that opens the same again; empty where nothing was changed, or where it does not fit. */
  get address(): string {
    if (this.draft === START.draft || this.#link.text === '') return '';
    const at = this.selected === 0 ? '' : `&at=${this.selected + 1}`;
    return `#${this.#link.text}${at}`;
  }

  /** Characters a link takes; null where the draft is too long for one. */
  get characters(): number | null {
    return this.#link.characters;
  }

  /** True where a link carries it. */
  get linkable(): boolean {
    return this.draft === START.draft || this.#link.text !== '';
  }

  /** Takes up what a fragment says. */
  async take(hash: string): Promise<void> {
    const found = await readComposed(hash);
    this.damaged = found === 'damaged';
    if (found === 'damaged') return;
    this.#edits.reset(found === null ? START : { ...found, example: null });
    this.#changed();
  }

  select(unit: number): void {
    if (unit === this.selected) return;
    this.#edits.amend({ ...this.#edits.current, selected: unit });
    void this.#judge();
  }

  /** Another draft; `kind` puts changes of one kind into one step back. */
  edit(draft: Draft, selected = this.selected, kind: string | null = null): void {
    this.#put({ draft: settle(draft), selected, example: this.example }, kind);
  }

  /** The unit looked at is another one now. */
  change(unit: DraftUnit, kind: string | null = null): void {
    this.edit(replaced(this.draft, this.selected, unit), this.selected, kind);
  }

  flip(bit: number): void {
    if (this.unit !== null) this.change(flipped(this.unit, bit));
  }

  /** A new frame, from the same sender as the one looked at. */
  addNew(kind: NewFrame): void {
    this.add(newFrame(kind, this.unit?.direction ?? 'client-to-server', this.#key()));
  }

  /** After the one looked at; it is looked at from then on. */
  add(unit: DraftUnit): void {
    if (this.full) return;
    const at = this.draft.units.length === 0 ? 0 : this.selected + 1;
    this.edit(inserted(this.draft, at, unit), at);
  }

  duplicate(): void {
    const { unit } = this;
    if (unit === null) return;
    const masked = unit.kind === 'frame' && unit.maskKey !== null;
    this.add(masked ? { ...unit, maskKey: this.#key() } : { ...unit });
  }

  /** Sent by the other side. */
  turn(direction: Direction): void {
    if (this.unit !== null) this.change(turned(this.unit, direction, this.#key()));
  }

  mask(masked: boolean): void {
    if (this.unit?.kind !== 'frame') return;
    this.change(changed(this.unit, { maskKey: masked ? this.#key() : null }));
  }

  /** The message that the unit looked at belongs to. */
  readonly fragments: Fragments | null = $derived(fragmentsAt(this.draft, this.selected));

  cut(place: number): void {
    const { fragments } = this;
    if (fragments === null || this.full) return;
    this.edit(addMark(this.draft, fragments, place, this.#key()));
  }

  moveCut(mark: number, to: number): void {
    const { fragments } = this;
    if (fragments === null) return;
    this.edit(moveMark(this.draft, fragments, mark, to), this.selected, `mark ${mark}`);
  }

  joinCut(mark: number): void {
    const { fragments } = this;
    if (fragments === null) return;
    const first = fragments.at[mark] ?? 0;
    const selected = this.selected > first ? Math.max(this.selected - 1, first) : this.selected;
    this.edit(removeMark(this.draft, fragments, mark), selected);
  }

  remove(): void {
    const last = Math.max(this.draft.units.length - 2, 0);
    this.edit(replaced(this.draft, this.selected), Math.min(this.selected, last));
  }

  move(step: 1 | -1): void {
    const to = this.selected + step;
    const draft = moved(this.draft, this.selected, to);
    if (draft !== this.draft) this.edit(draft, to);
  }

  /** The units are what a receiver finds in these bytes. */
  resync(): void {
    this.edit(resynced(this.draft), 0);
  }

  /** Begins with something else; one step back leads to what was there. */
  open(draft: Draft, example: ShownExample | null = null): void {
    this.#put({ draft, selected: 0, example });
  }

  openPreset(preset: RfcPreset): void {
    this.open(draftOfPreset(preset));
  }

  undo(): void {
    this.#edits.undo();
    this.#changed();
  }

  redo(): void {
    this.#edits.redo();
    this.#changed();
  }

  /** What the message of the unit looked at says, inflated; null where it cannot be told. */
  plain(): Promise<Uint8Array | null> {
    return this.#workshop.for(this.draft).plain(this.draft, this.selected);
  }

  pcapng(comment: string): Promise<Blob> {
    return this.#workshop.for(this.draft).pcapng(this.draft, comment);
  }

  dispose(): void {
    this.#generation++;
    this.#workshop.stop();
  }

  #put(step: Step, kind: string | null = null): void {
    this.damaged = false;
    this.#edits.put(step, kind);
    this.#changed();
  }

  #changed(): void {
    void this.#judge();
    void this.#link.carry(this.draft);
  }

  async #judge(): Promise<void> {
    const mine = ++this.#generation;
    const step = this.#edits.current;
    const judgement = await this.#workshop.for(step.draft).judge(step.draft, step.selected);
    if (mine !== this.#generation) return;
    this.judgement = judgement;
    this.#judged = step;
  }
}
