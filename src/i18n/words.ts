import { createContext } from 'svelte';
import type { en } from './en/index.ts';
import type { Reference } from './reference.ts';
import type { Shape } from './shape.ts';

export type Locale = 'en' | 'zh';

export const LOCALES: readonly Locale[] = ['en', 'zh'];

export type Messages = Shape<typeof en>;

/** Everything the site says in one language. */
export interface Words {
  readonly locale: Locale;
  readonly messages: Messages;
  readonly reference: Reference;
}

/** What the home page and the race say until bytes are taken apart: without the rules, a half of all words. */
export interface FirstWords {
  readonly locale: Locale;
  readonly messages: Pick<Messages, 'site' | 'bytes' | 'race' | 'timeline'>;
  readonly reference: Pick<Reference, 'fields' | 'closeCodes'>;
}

/**
 * The words of the page, given once by the layout and read by any view:
 * `const words = useWords();` then `words.current.messages.…` in the markup.
 */
export const [useWords, provideWords] = createContext<{ readonly current: Words }>();
