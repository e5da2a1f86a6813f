import type { Draft } from '../composer/frames/draft.ts';
import { NOTHING_PACKED, type Packed } from './address.ts';
import { writePackedDraft, writePlainDraft } from './composer-address.ts';

/** Too long, or not to be packed by this browser. */
const NO_LINK: Packed = { text: '', characters: null };

/** A draft as a link carries it, which takes a moment where it has to be packed. */
export class DraftLink {
  #packed = $state.raw<Packed>(NOTHING_PACKED);
  #packing = 0;

  /** Empty where it does not fit, and while it is being packed. */
  get text(): string {
    return this.#packed.text;
  }

  /** Characters the draft takes; null where it is too long for a link. */
  get characters(): number | null {
    return this.#packed.characters;
  }

  async carry(draft: Draft): Promise<void> {
    const mine = ++this.#packing;
    const plain = writePlainDraft(draft);
    // The link of what was there before is not that of this.
    this.#packed = plain ?? NOTHING_PACKED;
    if (plain !== null) return;
    const packed = await writePackedDraft(draft).catch(() => NO_LINK);
    if (mine === this.#packing) this.#packed = packed;
  }
}
