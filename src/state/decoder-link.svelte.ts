import {
  MOST_CHARACTERS,
  NOTHING_PACKED,
  readAddress,
  writeAddress,
  writePlain,
  type Address,
  type Packed,
  type Place,
} from './address.ts';
import type { Conversation } from './conversation.svelte.ts';
import { readExampleAddress, writeExampleAddress, type ExampleAddress } from './example-address.ts';
import { loadExample, type LoadExample } from './example.ts';
import type { Input } from './input.svelte.ts';
import type { Seen } from './kept-session.svelte.ts';
import { readMarks, writePackedMarks, writePlainMarks } from './marks-address.ts';
import type { Marks, ReadMarks } from './marks.ts';
import type { Notes } from './notes.svelte.ts';
import type { Opening } from './opening.svelte.ts';
import type { WhatIf } from './what-if.svelte.ts';

/** What an address is made of, and what is made of an address. */
interface Linked {
  readonly input: Input;
  readonly opening: Opening;
  readonly conversation: Conversation;
  readonly notes: Notes;
  readonly whatIf: WhatIf;
  readonly opened: { readonly connections: number; readonly partial: boolean } | null;
  open(wanted?: Pick<Place, 'connection' | 'row'>): Promise<void>;
}

/** What the decoder shows as the part of an address after the #, and back. */
export class DecoderLink {
  /** Notes and edits of a link that could not be read, or are on nothing that is there. */
  lost = $state(0);
  #marks = $state.raw<Packed>(NOTHING_PACKED);

  readonly #of: Linked;
  readonly #load: LoadExample;
  /** Counts what was taken from addresses: an example may come later than what superseded it. */
  #taken = 0;
  #packing = 0;

  constructor(of: Linked, load: LoadExample) {
    this.#of = of;
    this.#load = load;
  }

  /** The fragment that opens the same; empty where it is too large for one. */
  get address(): string {
    const { place, characters } = this;
    const { text } = this.#marks;
    if (place === '' || text === '') return place;
    return characters === null || characters > MOST_CHARACTERS ? '' : `${place}&${text}`;
  }

  /** The fragment that opens the same input at the same place, as it is without notes and edits. */
  get place(): string {
    const { packed, known, named } = this.#of.input;
    return writeAddress(packed.text, { ...this.#at, ...(named ? {} : { known }) });
  }

  /** The same with the bytes of an example in place of its name, which an embed does not know. */
  get bytes(): string {
    const { named, panes, kind, known } = this.#of.input;
    if (!named) return this.place;
    const plain = writePlain(
      panes.map(({ text }) => ({ text })),
      kind,
    );
    return writeAddress(plain?.text ?? '', { ...this.#at, known });
  }

  get #at(): Omit<Place, 'known'> {
    const { direction, split } = this.#of.input;
    const { connection, row } = this.#of.conversation;
    const many = (this.#of.opened?.connections ?? 0) > 1;
    return { direction: split ? null : direction, connection: many ? connection : null, row };
  }

  /** Characters that the input takes with what was left on it; null where it is too large to try. */
  get characters(): number | null {
    const { characters } = this.#of.input.packed;
    const marks = this.#marks.characters;
    if (characters === null || marks === null) return null;
    return marks === 0 ? characters : characters + 1 + marks;
  }

  /** What is shown, as it may be kept for another visit. */
  get seen(): Seen {
    const { input, opening, conversation, notes, opened } = this.#of;
    const { panes, kind, direction, known } = input;
    const isRead = notes.areOn(panes) && opening.progress === null;
    return {
      panes,
      about: {
        ...{ kind, direction, known },
        ...{ connection: conversation.connection, row: conversation.row, marks: this.marks },
      },
      whole: isRead ? opened?.partial === false && !opening.failed : null,
      linked: input.isPacked ? this.address !== '' : null,
    };
  }

  get marks(): Marks {
    return { notes: this.#of.notes.all, edits: this.#of.whatIf.all };
  }

  /** Writes notes and edits anew: they are others than before. */
  renew(): void {
    const mine = ++this.#packing;
    const { marks } = this;
    const plain = writePlainMarks(marks);
    if (plain !== null) {
      this.#marks = { text: plain, characters: plain.length };
      return;
    }
    void writePackedMarks(marks).then((text) => {
      if (mine === this.#packing) this.#marks = { text, characters: text.length };
    });
  }

  async restore(hash: string): Promise<void> {
    const mine = ++this.#taken;
    const [address, marks] = await Promise.all([readAddress(hash), readMarks(hash)]);
    const example = readExampleAddress(hash);
    if (example === null) return this.take(address, marks);
    if (!(await this.#takeExample(example, () => mine === this.#taken))) return;
    this.#put(marks);
    return this.#of.open(address);
  }

  /** Opens an input at a place, with what was left on it. */
  async take(address: Address, marks: ReadMarks): Promise<void> {
    const { input, opening } = this.#of;
    if (address.damaged) opening.failure = 'link';
    if (address.contents.length === 0) return;
    input.restore(address);
    this.#put(marks);
    await this.#of.open(address);
  }

  /** Makes the edits of a link, whose bytes are there now. */
  async makeEdits(connections: number): Promise<void> {
    const unmade = await this.#of.whatIf.make(connections);
    this.lost += unmade;
  }

  /** What a link had lost was said of another input. */
  forgetLost(): void {
    this.lost = 0;
    this.#of.whatIf.expect([]);
  }

  #put({ notes, edits, lost }: ReadMarks): void {
    this.#of.notes.belongTo(this.#of.input.panes);
    this.#of.notes.take(notes);
    this.#of.whatIf.expect(edits);
    this.lost = lost;
  }

  /** False where there is no such example, it cannot be had, or nobody waits for it any more. */
  async #takeExample(named: ExampleAddress, isAwaited: () => boolean): Promise<boolean> {
    const { input, opening } = this.#of;
    const found = await loadExample(named, this.#load).catch(() => 'unloaded' as const);
    if (!isAwaited()) return false;
    if (found === null || found === 'unloaded') {
      opening.failure = found ?? 'no-example';
      return false;
    }
    input.takeExample(found.text.trimEnd(), found.known, writeExampleAddress(named));
    return true;
  }
}
