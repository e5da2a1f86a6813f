import { screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { lessons as english, loaders as inEnglish } from 'virtual:course/en';
import { lessons as chinese, loaders as inChinese } from 'virtual:course/zh';
import { describe, expect, it, vi } from 'vitest';
import { isElement } from '../../../src/course/lesson.ts';
import englishTerms from '../../../lessons/en/reference/glossary.md';
import chineseTerms from '../../../lessons/zh/reference/glossary.md';
import '../bytes/resize-observer.ts';
import LessonList from '../../../src/views/lesson/LessonList.svelte';
import LessonView from '../../../src/views/lesson/LessonView.svelte';
import { plainOf } from '../../../src/views/lesson/plain.ts';
import ProgressPanel from '../../../src/views/lesson/ProgressPanel.svelte';
import { renderLesson } from './read.ts';

const COURSES = {
  en: { lessons: english, loaders: inEnglish, glossary: englishTerms },
  zh: { lessons: chinese, loaders: inChinese, glossary: chineseTerms },
} as const;

async function open(locale: 'en' | 'zh', slug: (typeof english)[number]['slug'], given = {}) {
  const { lessons, loaders, glossary } = COURSES[locale];
  const lesson = (await loaders[slug]!()).default;
  const calls = { onsee: vi.fn(), ongo: vi.fn(), onanswer: vi.fn(), onteach: vi.fn() };
  const props = {
    ...{ lesson, lessons, seen: [], right: [], resume: null, allHref: '/learn/', ...calls },
    ...given,
  };
  renderLesson(LessonView, props, { locale, glossary });
  return { lesson, ...calls, user: userEvent.setup() };
}

describe.each(['en', 'zh'] as const)('in %s', (locale) => {
  it.each(english.map(({ slug }) => slug))('%s shows all that it has', async (slug) => {
    const { lesson } = await open(locale, slug);
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(lesson.title);
    for (const step of lesson.steps) {
      const shown = screen.getByRole('region', { name: step.title });
      expect(shown).toHaveAttribute('id', step.id);
      expect(within(shown).queryAllByRole('figure')).toHaveLength(
        step.blocks.filter(isElement).length,
      );
      for (const element of step.blocks.filter(isElement)) {
        expect(shown).toHaveTextContent(plainOf(element.caption).replaceAll(/\s+/gu, ' '));
      }
    }
    for (const item of lesson.recap) {
      expect(document.body).toHaveTextContent(plainOf(item).replaceAll(/\s+/gu, ' ').trim());
    }
  });
});

describe('a lesson', () => {
  it('is walked by arrow keys, but not out of a field', async () => {
    const { lesson, ongo, user } = await open('en', 'masking');
    await user.keyboard('{ArrowRight}');
    const first = ongo.mock.calls.at(-1)?.[0] as string;
    const at = lesson.steps.findIndex(({ id }) => id === first);
    expect(at).toBeGreaterThanOrEqual(0);
    ongo.mockClear();
    screen.getAllByRole('textbox')[0]!.focus();
    await user.keyboard('{ArrowRight}{ArrowLeft}');
    expect(ongo).not.toHaveBeenCalled();
  });

  it('offers to go on where the reader was', async () => {
    const { ongo, user } = await open('en', 'masking', { resume: 'unmasked' });
    const go = screen.queryByRole('link', { name: /^Go on at/ });
    // Where nothing is laid out, the last step counts as the one that is read, and there is nothing to go on to.
    if (go !== null) {
      await user.click(go);
      expect(ongo).toHaveBeenCalledWith('unmasked');
    }
    expect(screen.getByRole('link', { name: /^Step 1: / })).toHaveAttribute('href', '#xor');
  });

  it('opens the definition of a term', async () => {
    await open('en', 'masking');
    const term = screen.getAllByRole('button', { name: 'XORs' })[0]!;
    const definition = document.getElementById(term.getAttribute('popovertarget')!)!;
    expect(definition).toHaveAttribute('popover');
    expect(definition).toHaveTextContent(plainOf(englishTerms['xor']!.text));
  });

  it('leads to the lessons around it', async () => {
    await open('en', 'masking');
    const around = screen.getByRole('navigation', { name: 'Other lessons' });
    expect(within(around).getByRole('link', { name: /Previous lesson/ })).toHaveAttribute(
      'href',
      '/learn/frames/',
    );
  });
});

describe('the list of lessons', () => {
  it('leads back to where a lesson was left', () => {
    const progress = (slug: string) =>
      slug === 'frames'
        ? { seen: ['two-bytes', 'opcodes'], last: 'opcodes' }
        : { seen: [], last: null };
    renderLesson(LessonList, {
      lessons: english,
      progress,
      href: (slug: string, step: string | null) =>
        `/learn/${slug}/${step === null ? '' : `#${step}`}`,
    });
    expect(screen.getByRole('link', { name: 'Frame anatomy, bit by bit' })).toHaveAttribute(
      'href',
      '/learn/frames/#opcodes',
    );
    expect(screen.getAllByRole('heading', { level: 2 })).toHaveLength(english.length);
  });
});

describe('progress', () => {
  it('is forgotten only after a second word', async () => {
    const onforget = vi.fn();
    const user = userEvent.setup();
    renderLesson(ProgressPanel, {
      ...{ seen: 3, all: 9, right: 2, onsave: vi.fn(), onopen: () => true, onforget },
    });
    expect(screen.getByRole('status')).toHaveTextContent(
      '3 of 9 steps read, 2 questions answered.',
    );
    await user.click(screen.getByRole('button', { name: 'Forget it' }));
    expect(onforget).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Yes, forget it' }));
    expect(onforget).toHaveBeenCalledOnce();
  });

  it('says when a file holds none', async () => {
    const user = userEvent.setup();
    renderLesson(ProgressPanel, {
      ...{ seen: 0, all: 9, right: 0, onsave: vi.fn(), onopen: () => false, onforget: vi.fn() },
    });
    const file = new File(['no'], 'no.json', { type: 'application/json' });
    await user.upload(screen.getByLabelText('Open a file'), file);
    expect(await screen.findByRole('alert')).toHaveTextContent('This file holds no progress.');
  });
});
