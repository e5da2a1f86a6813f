import { expect, test } from 'vitest';
import { loadFirstWords, loadWords } from '../../src/i18n/index.ts';
import { LOCALES } from '../../src/i18n/words.ts';

test.each(LOCALES)('the words a page in %s begins with are among all words', async (locale) => {
  const { messages, reference, ...rest } = await loadFirstWords(locale);
  const all = await loadWords(locale);
  expect(rest).toEqual({ locale });
  for (const [area, words] of Object.entries(messages))
    expect(words, area).toBe(all.messages[area as keyof typeof messages]);
  expect(reference.fields).toBe(all.reference.fields);
  expect(reference.closeCodes).toBe(all.reference.closeCodes);
});
