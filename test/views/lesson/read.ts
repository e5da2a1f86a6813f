import { render } from '@testing-library/svelte';
import type { Component } from 'svelte';
import type { Glossary } from '../../../src/course/lesson.ts';
import type { LessonProse } from '../../../src/course/lesson-prose.ts';
import type { Locale } from '../../../src/i18n/words.ts';
import { stubWords } from '../words.ts';
import WithReading from './WithReading.svelte';

export const prose = (text: string): LessonProse => [{ kind: 'text', text }];

interface Around {
  readonly teach?: boolean;
  readonly glossary?: Glossary;
  readonly locale?: Locale;
}

/** Renders one view of a lesson with its props. */
export function renderLesson<Props extends object>(
  view: Component<Props>,
  given: Props,
  { locale = 'en', ...around }: Around = {},
) {
  const anyView = view as unknown as Component<Record<string, unknown>>;
  const props = Object.fromEntries(Object.entries(given)) as Record<string, unknown>;
  return render(WithReading, {
    props: { words: stubWords(locale), view: anyView, props, ...around },
  });
}
