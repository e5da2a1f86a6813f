import { loadWords, localeOf } from '../i18n/index.ts';
import type { LayoutLoad } from './$types';

export const prerender = true;
export const trailingSlash = 'always';

export const load: LayoutLoad = async ({ params }) => ({
  words: await loadWords(localeOf(params.locale)),
});
