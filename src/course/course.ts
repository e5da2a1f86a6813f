import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '../i18n/words.ts';
import { compileLesson } from './compile-lesson.ts';
import type { CompiledLesson } from './compile-lesson.ts';
import { CourseError } from './error.ts';
import { compileGlossary } from './glossary.ts';
import { checkLessonTwins } from './lesson-twins.ts';
import { LESSON_SLUGS } from './lesson-prose.ts';
import { isExercise, isQuestion } from './lesson.ts';
import type { ExamTask, Glossary, LessonEntry } from './lesson.ts';

/** The first is the original; the others are held against it. */
export const LOCALES = ['en', 'zh'] as const satisfies readonly Locale[];

/** The lessons of one language, by file name without `.md`. */
export interface CompiledCourse {
  readonly glossary: Glossary;
  readonly lessons: ReadonlyMap<string, CompiledLesson>;
}

export type Courses = Readonly<Record<Locale, CompiledCourse>>;

/** Reads files below a root by their path in it. */
export interface CourseFiles {
  /** @throws CourseError where it is missing. */
  read(path: string): string;
  /** Names in a folder; none where it is missing. */
  list(folder: string): readonly string[];
}

export const filesBelow = (root: string): CourseFiles => ({
  read(path) {
    try {
      return readFileSync(join(root, path), 'utf8');
    } catch {
      throw new CourseError('this file is missing', path, 1);
    }
  },
  list(folder) {
    try {
      return readdirSync(join(root, folder)).sort();
    } catch {
      return [];
    }
  },
});

const LESSON_FILE = /^(\d\d-[a-z0-9-]+)\.md$/u;

/** The file of a lesson by its place in the course. */
const nameOf = (slug: string, place: number): string =>
  `${String(place + 1).padStart(2, '0')}-${slug}`;

export const lessonPath = (locale: Locale, name: string): string => `lessons/${locale}/${name}.md`;

export const glossaryPath = (locale: Locale): string => `lessons/${locale}/reference/glossary.md`;

/** Compiles every lesson of every language and holds them against each other; the first fault stops. */
export function compileCourses(files: CourseFiles): Courses {
  const [original, ...translations] = LOCALES;
  const first = compileCourse(files, original, null);
  const courses: Partial<Record<Locale, CompiledCourse>> = { [original]: first };
  for (const locale of translations) {
    const course = compileCourse(files, locale, Object.keys(first.glossary));
    checkTwins(first, course, locale);
    courses[locale] = course;
  }
  return courses as Courses;
}

function compileCourse(
  files: CourseFiles,
  locale: Locale,
  terms: readonly string[] | null,
): CompiledCourse {
  const path = glossaryPath(locale);
  const glossary = compileGlossary(files.read(path), path, terms);
  const known = new Set(Object.keys(glossary));
  const names = files
    .list(`lessons/${locale}`)
    .flatMap((name) => LESSON_FILE.exec(name)?.slice(1, 2) ?? []);
  const lessons = new Map(
    names.map((name) => {
      const file = lessonPath(locale, name);
      return [name, compileLesson(name, files.read(file), file, known)];
    }),
  );
  checkLinks(lessons, locale);
  return { glossary, lessons };
}

/** A link to a step names one that is there. */
function checkLinks(lessons: ReadonlyMap<string, CompiledLesson>, locale: Locale): void {
  const bySlug = new Map([...lessons.values()].map(({ lesson }) => [lesson.slug, lesson]));
  for (const [name, { links }] of lessons) {
    for (const { slug, step, line } of links) {
      const lesson = bySlug.get(slug);
      if (step === null || !lesson || lesson.steps.some(({ id }) => id === step)) continue;
      throw new CourseError(`"${slug}" has no step "${step}"`, lessonPath(locale, name), line);
    }
  }
}

function checkTwins(original: CompiledCourse, translation: CompiledCourse, locale: Locale): void {
  for (const [name, lesson] of original.lessons) {
    const path = lessonPath(locale, name);
    const twin = translation.lessons.get(name);
    if (!twin) throw new CourseError('this file is missing', path, 1);
    checkLessonTwins(lesson, twin, path);
  }
  const extra = [...translation.lessons.keys()].find((name) => !original.lessons.has(name));
  if (extra !== undefined) {
    throw new CourseError('the original has no such lesson', lessonPath(locale, extra), 1);
  }
}

/** @throws CourseError at the first lesson of the course that is in no language. */
export function checkWhole(courses: Courses): void {
  const { lessons } = courses[LOCALES[0]];
  const missing = LESSON_SLUGS.map(nameOf).find((name) => !lessons.has(name));
  if (missing === undefined) return;
  throw new CourseError('this file is missing', lessonPath(LOCALES[0], missing), 1);
}

/** What a list of lessons shows, in order. */
export const entriesOf = ({ lessons }: CompiledCourse): LessonEntry[] =>
  [...lessons.values()].map(
    ({ lesson: { slug, number, title, minutes, needs, summary, steps } }) => ({
      ...{ slug, number, title, minutes, needs, summary },
      steps: steps.map((step) => ({ id: step.id, title: step.title })),
    }),
  );

/** All that may be asked without its step, for the exam. */
export const examOf = ({ lessons }: CompiledCourse): ExamTask[] =>
  [...lessons.values()].flatMap(({ lesson: { slug, steps } }) =>
    steps.flatMap(({ id, blocks }) =>
      blocks
        .filter((block) => isQuestion(block) || isExercise(block))
        .filter(({ exam }) => exam !== false)
        .map((task) => ({ slug, step: id, task })),
    ),
  );
