import { more as enMore } from '../../src/i18n/en/more.ts';
import { words as en } from '../../src/i18n/en/words.ts';
import type { Locale } from '../../src/i18n/words.ts';
import { more as zhMore } from '../../src/i18n/zh/more.ts';
import { words as zh } from '../../src/i18n/zh/words.ts';
import type { EntryWords } from '../../src/reference/entry-words.ts';

/** What the site says of every entry. */
export const entryWords = (locale: Locale): EntryWords =>
  locale === 'en'
    ? { reference: en.reference, more: enMore }
    : { reference: zh.reference, more: zhMore };
