import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';
import type { Locale } from '../i18n/words.ts';
import { checkWhole, compileCourses, entriesOf, examOf, filesBelow, LOCALES } from './course.ts';
import type { Courses } from './course.ts';
import { CourseError } from './error.ts';
import { compileReference, REFERENCE_KINDS } from './reference.ts';
import type { CompiledReference, ReferenceKind } from './reference.ts';
import { checkTwins } from './twins.ts';

const LESSONS_FILE = /\/lessons\/[a-z]+\/(?:reference\/)?[a-z0-9-]+\.md$/u;

/** `virtual:course/en`: the list of lessons and a loader of each; `virtual:course/en/exam`: all that may be asked in the exam. */
const VIRTUAL = /^\0?virtual:course\/([a-z]+)(\/exam)?$/u;

/** Makes the Markdown in `lessons` modules of data. */
export function coursePlugin(): Plugin {
  let root = '';
  let building = false;
  /** The course as it is on disk; read again after a change. */
  let courses: Courses | null = null;
  const course = (): Courses => (courses ??= compileCourses(filesBelow(root)));
  const pathOf = (locale: Locale, kind: ReferenceKind): string =>
    join(root, 'lessons', locale, 'reference', `${kind}.md`);
  const read = (locale: Locale, kind: ReferenceKind): CompiledReference => {
    const path = pathOf(locale, kind);
    return compileReference(kind, readText(path, relative(root, path)), relative(root, path));
  };
  const check = (kind: ReferenceKind): ReadonlyMap<string, CompiledReference> => {
    const [original, ...translations] = LOCALES;
    const compiled = new Map(LOCALES.map((locale) => [locale as string, read(locale, kind)]));
    const first = compiled.get(original) as CompiledReference;
    for (const locale of translations) {
      const twin = compiled.get(locale) as CompiledReference;
      checkTwins(first, twin, relative(root, pathOf(locale, kind)));
    }
    return compiled;
  };

  return {
    name: 'wire101:course',
    enforce: 'pre',
    configResolved(config) {
      root = config.root;
      building = config.command === 'build';
    },
    // A build stops for words no page imports yet; a dev server shows the fault where they are imported.
    buildStart() {
      courses = null;
      if (!building) return;
      for (const kind of REFERENCE_KINDS) guard(this, () => check(kind));
      guard(this, () => checkWhole(course()));
    },
    watchChange() {
      courses = null;
    },
    hotUpdate() {
      courses = null;
    },
    resolveId: {
      filter: { id: VIRTUAL },
      handler: (id) => `\0${id}`,
    },
    load: {
      filter: { id: [LESSONS_FILE, VIRTUAL] },
      handler(id) {
        const virtual = VIRTUAL.exec(id);
        if (virtual) {
          const locale = LOCALES.find((each) => each === virtual[1]);
          if (!locale) return null;
          const code = guard(this, () => indexModule(course(), locale, virtual[2] !== undefined));
          for (const path of filesOf(course())) this.addWatchFile(join(root, path));
          return { code, map: null, moduleType: 'js' };
        }
        const place = placeOf(relative(root, id));
        if (!place) return null;
        const { locale, name } = place;
        const kind = place.reference ? REFERENCE_KINDS.find((each) => each === name) : undefined;
        const data = kind
          ? guard(this, () => check(kind)).get(locale)?.words
          : guard(this, () => dataOf(course(), place));
        if (data === undefined) return null;
        for (const each of LOCALES) {
          this.addWatchFile(
            join(root, 'lessons', each, place.reference ? 'reference' : '', `${name}.md`),
          );
        }
        return { code: `export default ${JSON.stringify(data)};`, map: null, moduleType: 'js' };
      },
    },
  };
}

interface Place {
  readonly locale: Locale;
  readonly reference: boolean;
  /** Of the file, without `.md`. */
  readonly name: string;
}

function placeOf(path: string): Place | null {
  const parts = path.split(sep);
  const locale = LOCALES.find((each) => each === parts[1]);
  const file = parts.at(-1);
  if (!locale || !file) return null;
  return { locale, reference: parts[2] === 'reference', name: file.replace(/\.md$/u, '') };
}

const dataOf = (courses: Courses, { locale, reference, name }: Place): unknown =>
  reference && name === 'glossary'
    ? courses[locale].glossary
    : courses[locale].lessons.get(name)?.lesson;

function indexModule(courses: Courses, locale: Locale, exam: boolean): string {
  const course = courses[locale];
  if (exam) return `export const tasks = ${JSON.stringify(examOf(course))};`;
  const loaders = [...course.lessons].map(
    ([name, { lesson }]) =>
      `${JSON.stringify(lesson.slug)}: () => import('/lessons/${locale}/${name}.md')`,
  );
  return [
    `export const lessons = ${JSON.stringify(entriesOf(course))};`,
    `export const loaders = { ${loaders.join(', ')} };`,
  ].join('\n');
}

const filesOf = (courses: Courses): string[] =>
  LOCALES.flatMap((locale) =>
    [...courses[locale].lessons.keys()].map((name) => `lessons/${locale}/${name}.md`),
  );

function readText(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new CourseError('this file is missing', file, 1);
  }
}

interface Bundler {
  error(error: { message: string; loc: { file: string; line: number; column: number } }): never;
}

/** Tells the bundler where a fault is, so that the terminal and the overlay show the place. */
function guard<T>(bundler: Bundler, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    const { message, file, line } = error;
    return bundler.error({ message, loc: { file, line, column: 0 } });
  }
}
