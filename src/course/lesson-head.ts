import { CourseError } from './error.ts';
import { LESSON_SLUGS } from './lesson-prose.ts';
import type { LessonHead } from './lesson.ts';

/** The keys of a lesson's front matter. */
export const HEAD_KEYS = ['title', 'minutes', 'needs', 'summary'] as const;

/** What a list of lessons shows, from the name of the file and its front matter. */
export function headOf(
  name: string,
  values: ReadonlyMap<string, string>,
  path: string,
): LessonHead {
  const [, digits = '', rest = ''] = /^(\d\d)-(.+)$/u.exec(name) ?? [];
  const number = Number(digits);
  const slug = LESSON_SLUGS[number - 1];
  if (slug === undefined || slug !== rest) {
    throw new CourseError(`no lesson is called "${name}"; see LESSON_SLUGS`, path, 1);
  }
  const minutes = Number(values.get('minutes'));
  if (!Number.isInteger(minutes) || minutes < 1)
    throw new CourseError('minutes: a number', path, 1);
  const wanted = (values.get('needs') ?? '').split(/\s+/u).filter(Boolean);
  const needs = wanted.map((each) => {
    const found = LESSON_SLUGS.slice(0, number - 1).find((earlier) => earlier === each);
    if (!found) throw new CourseError(`needs: "${each}" is no earlier lesson`, path, 1);
    return found;
  });
  const title = values.get('title') ?? '';
  const summary = values.get('summary') ?? '';
  if (title === '' || summary === '') throw new CourseError('title or summary is empty', path, 1);
  return { slug, number, title, minutes, needs, summary };
}
