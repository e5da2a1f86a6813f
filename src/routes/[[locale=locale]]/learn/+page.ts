import { localeOf } from '../../../i18n/index.ts';
import { loadCourse } from '../../course.ts';
import type { EntryGenerator, PageLoad } from './$types';

export const entries: EntryGenerator = () => [{}, { locale: 'zh' }];

export const load: PageLoad = async ({ params }) => ({
  lessons: (await loadCourse(localeOf(params.locale))).lessons,
});
