import { createContext } from 'svelte';
import type { EmbedAddress, EmbedKind } from './options.ts';

/** What a page in a frame of somebody else's is to show. */
export interface Embed extends EmbedAddress {
  readonly kind: EmbedKind;
  /** False until the fragment has been read, which takes a script. */
  readonly ready: boolean;
}

/** Given by the layout of the embeds. */
export const [useEmbed, provideEmbed] = createContext<{ readonly current: Embed }>();
