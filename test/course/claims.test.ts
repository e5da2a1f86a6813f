import { describe, expect, it } from 'vitest';
import { CLAIMS as COUNT } from '../../src/course/compile-lesson.ts';
import { LOCALES } from '../../src/i18n/words.ts';
import type { Locale } from '../../src/i18n/words.ts';
import { CLAIMS } from './claims.ts';
import { lessonsIn } from './lessons.ts';

interface Taught {
  readonly lesson: number;
  readonly slug: string;
  /** From 1. */
  readonly step: number;
  readonly title: string;
}

/** Where a language teaches a claim. */
const taught = (locale: Locale, claim: number): Taught[] =>
  lessonsIn(locale).flatMap(({ lesson: { number, slug, steps } }) =>
    steps.flatMap(({ claims, title }, i) =>
      claims.includes(claim) ? [{ lesson: number, slug, step: i + 1, title }] : [],
    ),
  );

describe('the 84 claims of the seed', () => {
  it('are all listed', () => {
    expect(CLAIMS).toHaveLength(COUNT);
  });

  const written = lessonsIn('en').map(({ lesson }) => lesson.number);
  const due = CLAIMS.map((claim, i) => ({ ...claim, number: i + 1 })).filter(({ lessons }) =>
    lessons.every((lesson) => written.includes(lesson)),
  );

  // A claim is due once every lesson that may teach it is written.
  it.each(due)('$number, “$claim”, is taught in both languages', ({ number, lessons }) => {
    for (const locale of LOCALES) {
      const places = taught(locale, number).map(({ lesson }) => lesson);
      expect(places.filter((lesson) => lessons.includes(lesson))).not.toEqual([]);
    }
  });

  it('have their places in docs/claims.md', async () => {
    await expect(table()).toMatchFileSnapshot('../../docs/claims.md');
  });
});

function table(): string {
  const rows = CLAIMS.map(({ claim, verdict }, i) => {
    const places = LOCALES.map((locale) => placesOf(locale, i + 1));
    return `| ${i + 1} | ${claim} | ${verdict} | ${places.join(' | ')} |`;
  });
  return [
    '# Where each claim is taught',
    'The course grew out of a document with 84 claims about WebSocket. Each is taught, and corrected where it is not right, in the steps named here. `test/course/claims.test.ts` writes this page from the lessons.',
    ['| # | claim | it is | English | 中文 |', '| --- | --- | --- | --- | --- |', ...rows, ''].join(
      '\n',
    ),
  ].join('\n\n');
}

const placesOf = (locale: Locale, claim: number): string =>
  taught(locale, claim)
    .map(({ lesson, step, title }) => `${lesson}.${step} ${title}`)
    .join('; ');
