import { render } from 'svelte/server';
import { lessons, loaders } from 'virtual:course/en';
import { lessons as chineseLessons, loaders as chineseLoaders } from 'virtual:course/zh';
import { describe, expect, it } from 'vitest';
import { loadWords } from '../../src/i18n/index.ts';
import englishTerms from '../../lessons/en/reference/glossary.md';
import chineseTerms from '../../lessons/zh/reference/glossary.md';
import { isElement, isExercise, isQuestion } from '../../src/course/lesson.ts';
import type { LessonProse } from '../../src/course/lesson-prose.ts';
import LessonView from '../../src/views/lesson/LessonView.svelte';
import { plainOf } from '../../src/views/lesson/plain.ts';
import { looksLikeText } from '../../src/views/lesson/wire-text.ts';
import { spaced } from '../../src/views/lesson/hex.ts';
import WithReading from '../views/lesson/WithReading.svelte';

const COURSES = {
  en: { lessons, loaders, glossary: englishTerms },
  zh: { lessons: chineseLessons, loaders: chineseLoaders, glossary: chineseTerms },
} as const;

/** What is read of a page without a script and without styles. */
const textOf = (html: string): string =>
  html
    .replaceAll(/<span [^>]*popover[\s\S]*?<\/span><\/span>/gu, '')
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/gu, '');

const bare = (prose: LessonProse): string => plainOf(prose).replaceAll(/\s+/gu, '');

async function plainPage(locale: 'en' | 'zh', slug: (typeof lessons)[number]['slug']) {
  const course = COURSES[locale];
  const lesson = (await course.loaders[slug]!()).default;
  const nothing = () => {};
  const { body } = render(WithReading as never, {
    props: {
      words: await loadWords(locale),
      view: LessonView,
      glossary: course.glossary,
      props: {
        ...{ lesson, lessons: course.lessons, seen: [], right: [], resume: null },
        ...{ allHref: '/learn/', onsee: nothing, ongo: nothing },
        ...{ onanswer: nothing, onteach: nothing },
      },
    } as never,
  });
  return { lesson, body, text: textOf(body) };
}

describe.each(['en', 'zh'] as const)('without JavaScript, in %s', (locale) => {
  it.each(lessons.map(({ slug }) => slug))('%s is complete', async (slug) => {
    const { lesson, body, text } = await plainPage(locale, slug);
    for (const step of lesson.steps) {
      expect(body).toContain(`id="${step.id}"`);
      for (const block of step.blocks) {
        if (block.kind === 'paragraph') expect(text).toContain(bare(block.content));
        if (isQuestion(block)) {
          const replies = block.as === 'order' ? block.items : block.options;
          for (const { reply } of replies) expect(text).toContain(bare(reply));
        }
        if (isExercise(block)) {
          for (const hint of block.hints) expect(text).toContain(bare(hint));
          expect(text).toContain(block.solution.replaceAll(/\s+/gu, ''));
        }
        if (!isElement(block)) continue;
        expect(text).toContain(bare(block.caption));
        if (!('pieces' in block)) continue;
        for (const piece of block.pieces) {
          if (looksLikeText(piece)) continue;
          expect(text).toContain(spaced(piece.hex).replaceAll(' ', ''));
        }
      }
    }
    for (const item of lesson.recap) expect(text).toContain(bare(item));
  });
});
