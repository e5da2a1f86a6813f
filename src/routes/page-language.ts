import { LANGUAGES } from '../i18n/index.ts';
import type { Locale } from '../i18n/words.ts';

/** Tells the browser which language the page is in. To be told what it knows would cost it all styles of the page. */
export function tellLanguage(locale: Locale): void {
  const { documentElement: root } = document;
  const { tag } = LANGUAGES[locale];
  if (root.lang !== tag) root.lang = tag;
}
