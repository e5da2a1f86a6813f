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

/**
 * The words of the page, given once by the layout and read by any view:
 * `const words = useWords();` then `words.current.messages.…` in the markup.
 */
export const [useWords, provideWords] = createContext<{ readonly current: Words }>();
