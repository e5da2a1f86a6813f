import type { ExamTask, Glossary, LessonEntry, LessonLoaders } from '../course/lesson.ts';
import type { Locale } from '../i18n/words.ts';

export interface CourseOf {
  readonly lessons: readonly LessonEntry[];
  readonly loaders: LessonLoaders;
}

/** The list of lessons in a language; the lessons are chunks of their own. */
export const loadCourse = (locale: Locale): Promise<CourseOf> =>
  locale === 'en' ? import('virtual:course/en') : import('virtual:course/zh');

export async function loadGlossary(locale: Locale): Promise<Glossary> {
  const { default: glossary } =
    locale === 'en'
      ? await import('../../lessons/en/reference/glossary.md')
      : await import('../../lessons/zh/reference/glossary.md');
  return glossary;
}

/** All that may be asked in the exam. */
export async function loadExam(locale: Locale): Promise<readonly ExamTask[]> {
  const { tasks } =
    locale === 'en'
      ? await import('virtual:course/en/exam')
      : await import('virtual:course/zh/exam');
  return tasks;
}
