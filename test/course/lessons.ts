import { compileCourses, filesBelow } from '../../src/course/course.ts';
import type { CompiledLesson } from '../../src/course/compile-lesson.ts';
import { isWire } from '../../src/course/elements.ts';
import type { WireElement } from '../../src/course/elements.ts';
import { isExercise, isProse, isQuestion } from '../../src/course/lesson.ts';
import type { Block, Step } from '../../src/course/lesson.ts';
import type { LessonInline, LessonProse } from '../../src/course/lesson-prose.ts';
import type { Exercise } from '../../src/course/exercises.ts';
import type { Question } from '../../src/course/questions.ts';
import { LOCALES } from '../../src/i18n/words.ts';
import type { Locale } from '../../src/i18n/words.ts';

/** Every lesson in every language, parsed once. */
export const COURSES = compileCourses(filesBelow('.'));

export const lessonsIn = (locale: Locale): CompiledLesson[] => [
  ...COURSES[locale].lessons.values(),
];

/** Something of a step, with the place to look for it. */
export interface Found<T> {
  readonly place: string;
  readonly step: Step;
  readonly block: T;
}

function find<T extends Block>(locale: Locale, is: (block: Block) => block is T): Found<T>[] {
  return lessonsIn(locale).flatMap(({ lesson, lines }) =>
    lesson.steps.flatMap((step, i) =>
      step.blocks.flatMap((block, k) => {
        const place = `${locale} ${lesson.slug}#${step.id}, line ${lines[i]?.blocks[k]}`;
        return is(block) ? [{ place, step, block }] : [];
      }),
    ),
  );
}

/** The languages show the same bytes and ask the same, so the original stands for all. */
export const elements = <T extends Block>(is: (block: Block) => block is T): Found<T>[] =>
  find('en', is);

export const wires = (): Found<WireElement>[] =>
  elements((block): block is WireElement => isWire(block));

export const questions = (locale: Locale): Found<Question>[] => find(locale, isQuestion);

export const exercises = (): (Found<Exercise> & { trials: CompiledLesson['trials'][number] })[] => {
  const trials = lessonsIn('en').flatMap((each) => each.trials);
  return elements(isExercise).map((found, i) => ({ ...found, trials: trials[i]! }));
};

/** Every step of every language. */
export const steps = (): { place: string; locale: Locale; step: Step }[] =>
  LOCALES.flatMap((locale) =>
    lessonsIn(locale).flatMap(({ lesson }) =>
      lesson.steps.map((step) => ({ place: `${locale} ${lesson.slug}#${step.id}`, locale, step })),
    ),
  );

/** All that a part says, as plain text. */
export function saidIn(value: unknown): string {
  if (Array.isArray(value)) {
    const inline = value.every((each: unknown) => isInline(each));
    return value.map(saidIn).join(inline ? '' : '\n');
  }
  if (typeof value !== 'object' || value === null) return '';
  if (isInline(value)) return value.text;
  return Object.values(value).map(saidIn).join('\n');
}

const INLINE = ['text', 'code', 'strong', 'link', 'term', 'field', 'rule', 'close-code', 'lesson'];

const isInline = (value: unknown): value is LessonInline =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  INLINE.includes(value.kind as string) &&
  !('language' in value);

/** The prose of a step, without its code blocks. */
export const proseOf = (step: Step): string =>
  step.blocks
    .filter((block) => isProse(block) && block.kind !== 'code')
    .map(saidIn)
    .join('\n');

/** Words as a reader meets them: five Chinese characters take as long as three English words. */
export function wordsIn(text: string): number {
  const characters = text.match(/\p{sc=Han}/gu)?.length ?? 0;
  const words = text.replaceAll(/\p{sc=Han}/gu, ' ').match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0;
  return Math.round(characters * 0.6) + words;
}

/** Every run of prose of the lessons and the glossary, for rules of spelling. */
export function passagesIn(locale: Locale): { place: string; prose: LessonProse }[] {
  const found: { place: string; prose: LessonProse }[] = [];
  const visit = (value: unknown, place: string): void => {
    if (
      Array.isArray(value) &&
      value.length > 0 &&
      value.every((each: unknown) => isInline(each))
    ) {
      found.push({ place, prose: value });
    } else if (typeof value === 'object' && value !== null) {
      for (const each of Object.values(value)) visit(each, place);
    }
  };
  for (const { lesson } of lessonsIn(locale)) {
    for (const step of lesson.steps) visit(step.blocks, `${locale} ${lesson.slug}#${step.id}`);
    visit([lesson.recap, lesson.tryout], `${locale} ${lesson.slug}, at the end`);
  }
  for (const [id, { text }] of Object.entries(COURSES[locale].glossary)) {
    found.push({ place: `${locale} glossary, ${id}`, prose: text });
  }
  return found;
}
