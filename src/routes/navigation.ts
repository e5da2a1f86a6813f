import { resolve } from '$app/paths';
import type { Locale } from '../i18n/words.ts';

/** The pages there are, below a locale. */
export const PAGE_PATHS = ['/', '/race/', '/decode/'] as const;

export type PagePath = (typeof PAGE_PATHS)[number];

/** The address of a page in a language, relative while prerendering so that the site may live in any folder. */
export function pageHref(locale: Locale, path: PagePath): string {
  return locale === 'en' ? resolve(path) : resolve(`/${locale}${path}`);
}

/** The page a route shows, without its language: `/[[locale=locale]]/decode` is `/decode/`. */
export function pagePath(route: string | null): PagePath {
  const path = `${route?.replace('/[[locale=locale]]', '') ?? ''}/`;
  return PAGE_PATHS.find((each) => each === path) ?? '/';
}
