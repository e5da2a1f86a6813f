import { lineAndColumn, type Position } from '../capture/text/position.ts';
import type { InputKind } from '../trace/input.ts';
import type { Direction } from '../trace/trace.ts';
import type { OpenSource } from '../worker/api.ts';
import {
  MOST_TRIED,
  NOTHING_PACKED,
  writePacked,
  writePlain,
  type Address,
  type Packed,
} from './address.ts';
import type { Known } from './example.ts';
import {
  carriedByPane,
  EMPTY_PANE,
  paneOfCarried,
  paneOfText,
  type Held,
  type Pane,
} from './pane.ts';

const TYPING_PAUSE = 150;

/** All that someone gave and chose, to be put back as it was. */
export interface Kept {
  readonly panes: readonly Pane[];
  readonly kind: InputKind | null;
  readonly direction: Direction | null;
  readonly known: Known;
  /** What a second pane held when it was last there. */
  readonly second: Pane;
  readonly kindOfLink: boolean;
  /** The address of an example; null for anything else. */
  readonly named: Packed | null;
}

/** The input as typed, dropped or opened, and how it is to be read. */
export class Input {
  panes = $state.raw<readonly Pane[]>([EMPTY_PANE]);
  kind = $state.raw<InputKind | null>(null);
  direction = $state.raw<Direction | null>(null);
  /** What a link or an example says of the bytes besides. */
  known = $state.raw<Known>({});
  /** The input as an address carries it. */
  packed = $state.raw<Packed>(NOTHING_PACKED);
  /** False while that is being made. */
  isPacked = $state.raw(true);

  /** What the second pane held when it was last there. */
  #second: Pane = EMPTY_PANE;
  /** True where the format came with the address and not by choice. */
  #kindOfLink = false;
  /** True while what is held is an example, unchanged. */
  #named = $state.raw(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #packing = 0;
  readonly #onchange: () => void;

  /** `onchange` is called where there is something else to read: after a pause, while someone types. */
  constructor(onchange: () => void) {
    this.#onchange = onchange;
  }

  get empty(): boolean {
    return this.panes.every(({ text, held }) => text.trim() === '' && held === null);
  }

  get split(): boolean {
    return this.panes.length === 2;
  }

  /** What the worker is to open. */
  get sources(): OpenSource[] {
    return this.panes.map(({ text, held }, i) => ({
      content: held === null ? text : held.content,
      ...(held === null || held.name === null ? {} : { fileName: held.name }),
      ...(this.kind === null || this.split ? {} : { kind: this.kind }),
      ...this.#directionOf(i),
    }));
  }

  /** Takes what an address carries; the caller opens it. */
  restore({ contents, kind, direction, known = {} }: Address): void {
    this.panes = contents.slice(0, 2).map(paneOfCarried);
    this.#second = EMPTY_PANE;
    this.kind = kind;
    this.#kindOfLink = kind !== null;
    this.direction = direction;
    this.known = known;
    this.#named = false;
    this.#pack();
  }

  /** Takes an example of the site, which its address names; the caller opens it. */
  takeExample(text: string, known: Known, address: string): void {
    this.#packing++;
    this.panes = [paneOfText(text)];
    this.#second = EMPTY_PANE;
    this.kind = null;
    this.#kindOfLink = false;
    this.direction = null;
    this.known = known;
    this.#named = true;
    this.packed = { text: address, characters: address.length };
    this.isPacked = true;
  }

  get kept(): Kept {
    const { panes, kind, direction, known } = this;
    return {
      ...{ panes, kind, direction, known },
      second: this.#second,
      kindOfLink: this.#kindOfLink,
      named: this.#named ? this.packed : null,
    };
  }

  /** Puts back what was kept; the caller opens it. */
  putBack({ panes, kind, direction, known, second, kindOfLink, named }: Kept): void {
    this.settle();
    this.panes = panes;
    this.#second = second;
    this.kind = kind;
    this.direction = direction;
    this.known = known;
    this.#kindOfLink = kindOfLink;
    this.#named = named !== null;
    this.#pack();
    if (named === null) return;
    this.#packing++;
    this.packed = named;
  }

  /** True where the address names the input, and with it all that is known of it. */
  get named(): boolean {
    return this.#named;
  }

  /** The bytes are read as they stand. */
  forgetKnown(): void {
    this.known = {};
    this.#changed();
  }

  type(pane: number, text: string): void {
    // The format that a link named was that of its bytes, not of what is typed over them.
    if (this.#kindOfLink) this.kind = null;
    this.#kindOfLink = false;
    const typed = paneOfText(text);
    this.#put(pane, typed);
    if (typed.held !== null) return this.#changed();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changed(), TYPING_PAUSE);
  }

  hold(pane: number, held: Held): void {
    this.#put(pane, { text: '', held });
    this.#changed();
  }

  /** Replaces everything by one text, as a sample does. */
  show(text: string): void {
    this.#replace([paneOfText(text)]);
  }

  clear(): void {
    this.#replace(this.panes.map(() => EMPTY_PANE));
  }

  setSplit(split: boolean): void {
    const [first = EMPTY_PANE, second = EMPTY_PANE] = this.panes;
    if (!split) this.#second = second;
    this.panes = split ? [first, this.panes[1] ?? this.#second] : [first];
    this.#changed();
  }

  setKind(kind: InputKind | null): void {
    this.#kindOfLink = false;
    this.kind = kind;
    this.#changed();
  }

  setDirection(direction: Direction | null): void {
    this.direction = direction;
    this.#changed();
  }

  /** Line and column of a character of a pane; null for what is not shown as text. */
  position(pane: number, at: number): Position | null {
    const { text, held } = this.panes[pane] ?? EMPTY_PANE;
    return held === null ? lineAndColumn(text, at) : null;
  }

  /** Nobody is typing any more. */
  settle(): void {
    clearTimeout(this.#timer);
  }

  #replace(panes: readonly Pane[]): void {
    this.panes = panes;
    this.#second = EMPTY_PANE;
    this.kind = null;
    this.#kindOfLink = false;
    this.direction = null;
    this.known = {};
    this.#changed();
  }

  #put(pane: number, content: Pane): void {
    this.panes = this.panes.map((old, i) => (i === pane ? content : old));
  }

  #directionOf(pane: number): { direction?: Direction } {
    if (this.split) return { direction: pane === 0 ? 'client-to-server' : 'server-to-client' };
    return this.direction === null ? {} : { direction: this.direction };
  }

  #changed(): void {
    this.settle();
    this.#named = false;
    this.#pack();
    this.#onchange();
  }

  #pack(): void {
    const mine = ++this.#packing;
    const typed = this.panes.map(({ text }) => ({ text }));
    const plain = this.panes.some(({ held }) => held !== null)
      ? null
      : writePlain(typed, this.kind);
    this.packed = plain ?? { text: '', characters: null };
    this.isPacked = plain !== null;
    if (plain !== null) return;
    // A file that cannot be read is told where it is opened.
    const unread: Packed = { text: '', characters: null };
    void this.#packHeld()
      .catch(() => unread)
      .then((packed) => {
        if (mine !== this.#packing) return;
        this.packed = packed;
        this.isPacked = true;
      });
  }

  async #packHeld(): Promise<Packed> {
    const { panes, kind } = this;
    const size = panes.reduce((sum, { text, held }) => sum + (held?.size ?? text.length), 0);
    if (size > MOST_TRIED) return { text: '', characters: null };
    return writePacked(await Promise.all(panes.map(carriedByPane)), kind);
  }
}
