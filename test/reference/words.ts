import { readFileSync } from 'node:fs';
import { compileReference, type ReferenceKind } from '../../src/course/reference.ts';
import type { Locale } from '../../src/i18n/words.ts';
import type { EntryWords } from '../../src/reference/entry-words.ts';

function read<K extends ReferenceKind>(locale: Locale, kind: K) {
  const url = new URL(`../../lessons/${locale}/reference/${kind}.md`, import.meta.url);
  return compileReference(kind, readFileSync(url, 'utf8'), `${kind}.md`).words;
}

/** What the site says of every entry. */
export const entryWords = (locale: Locale): EntryWords => ({
  reference: {
    fields: read(locale, 'fields'),
    rules: read(locale, 'rules'),
    closeCodes: read(locale, 'close-codes'),
  },
  more: {
    opcodes: read(locale, 'opcodes'),
    headers: read(locale, 'headers'),
    parameters: read(locale, 'parameters'),
    eventFields: read(locale, 'event-fields'),
  },
});
