import { localeOf } from '../../../../i18n/index.ts';
import { loadCourse, loadExam, loadGlossary } from '../../../course.ts';
import type { EntryGenerator, PageLoad } from './$types';

export const entries: EntryGenerator = () => [{}, { locale: 'zh' }];

export const load: PageLoad = async ({ params }) => {
  const locale = localeOf(params.locale);
  const [{ lessons }, tasks, glossary] = await Promise.all([
    loadCourse(locale),
    loadExam(locale),
    loadGlossary(locale),
  ]);
  return { lessons, tasks, glossary };
};
