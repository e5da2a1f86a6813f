import type { MoreReference } from './reference.ts';
import type { FirstWords, Locale, Words } from './words.ts';

export interface Language {
  /** As in `lang` and `hreflang`. */
  readonly tag: string;
  /** Where room is scarce. */
  readonly short: string;
  /** What its own readers call it. */
  readonly name: string;
}

export const LANGUAGES: Readonly<Record<Locale, Language>> = {
  en: { tag: 'en', short: 'EN', name: 'English' },
  zh: { tag: 'zh-Hans', short: '中文', name: '简体中文' },
};

/** The language of a page, from the first part of its path. */
export const localeOf = (part: string | undefined): Locale => (part === 'zh' ? 'zh' : 'en');

/** Each language is a chunk of its own, so that a page carries one. */
const CATALOGUES: Readonly<Record<Locale, () => Promise<{ words: Words }>>> = {
  en: () => import('./en/words.ts'),
  zh: () => import('./zh/words.ts'),
};

export async function loadWords(locale: Locale): Promise<Words> {
  return (await CATALOGUES[locale]()).words;
}

const FIRST: Readonly<Record<Locale, () => Promise<{ words: FirstWords }>>> = {
  en: () => import('./en/first-words.ts'),
  zh: () => import('./zh/first-words.ts'),
};

/** For a page that takes no bytes apart by itself; what does on such a page is given all words where it is opened. */
export async function loadFirstWords(locale: Locale): Promise<FirstWords> {
  return (await FIRST[locale]()).words;
}

/** What only the pages of the reference say: in a chunk of its own. */
export async function loadMore(locale: Locale): Promise<MoreReference> {
  const { more } = locale === 'en' ? await import('./en/more.ts') : await import('./zh/more.ts');
  return more;
}
