import { loadFirstWords, loadWords, localeOf } from '../i18n/index.ts';
import type { Words } from '../i18n/words.ts';
import type { LayoutLoad } from './$types';
import { pause } from './pause.ts';

export const prerender = true;
export const trailingSlash = 'always';

/** Pages whose own views keep to `FirstWords`; test/browser/speed.spec.ts walks through them. */
const FEW_WORDS = new Set<string | null>(['/[[locale=locale]]', '/[[locale=locale]]/race']);

export const load: LayoutLoad = async ({ params, route }) => {
  const locale = localeOf(params.locale);
  const words = FEW_WORDS.has(route.id)
    ? ((await loadFirstWords(locale)) as Words)
    : await loadWords(locale);
  await pause();
  return { words };
};
