import { createContext } from 'svelte';
import type { RuleId } from '../../codec/ids.ts';
import type { MoreReference } from '../../i18n/reference.ts';
import type { Place } from '../../reference/places.ts';

/** What the pages of the reference share: their own words, and where things are. */
export interface Book {
  readonly more: MoreReference;
  href(place: Place): string;
  /** Opens the example of a rule in the decoder, or the one that just keeps it. */
  exampleHref(rule: RuleId, twin: boolean): string;
}

export const [useBook, provideBook] = createContext<{ readonly current: Book }>();
