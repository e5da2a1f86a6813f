import { error } from '@sveltejs/kit';
import { LESSON_SLUGS } from '../../../../course/lesson-prose.ts';
import { localeOf } from '../../../../i18n/index.ts';
import { loadCourse, loadGlossary } from '../../../course.ts';
import type { EntryGenerator, PageLoad } from './$types';

/** Every lesson that is written, in each language. */
export const entries: EntryGenerator = async () => {
  const { lessons } = await loadCourse('en');
  return lessons.flatMap(({ slug }) => [{ slug }, { slug, locale: 'zh' }]);
};

export const load: PageLoad = async ({ params }) => {
  const locale = localeOf(params.locale);
  const slug = LESSON_SLUGS.find((each) => each === params.slug);
  const [{ lessons, loaders }, glossary] = await Promise.all([
    loadCourse(locale),
    loadGlossary(locale),
  ]);
  const loader = slug && loaders[slug];
  if (loader === undefined) error(404);
  return { lessons, glossary, lesson: (await loader()).default };
};
