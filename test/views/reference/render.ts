import { render } from '@testing-library/svelte';
import type { Component } from 'svelte';
import { words as en } from '../../../src/i18n/en/words.ts';
import type { Locale } from '../../../src/i18n/words.ts';
import { words as zh } from '../../../src/i18n/zh/words.ts';
import { entryWords } from '../../reference/words.ts';
import WithWords from '../WithWords.svelte';
import WithBook from './WithBook.svelte';

type AnyView = Component<Record<string, unknown>>;

/** Renders a view of the reference with the site's own words. */
export function renderEntry<Props extends object>(
  view: Component<Props>,
  given: Props,
  locale: Locale = 'en',
) {
  const { more } = entryWords(locale);
  const inner = { more, view: view as unknown as AnyView, props: { ...given } };
  return render(WithWords, {
    props: {
      words: locale === 'en' ? en : zh,
      // To ESLint a component is of any type; to svelte-check of its own.
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-assertion
      view: WithBook as unknown as AnyView,
      given: inner,
    },
  });
}
