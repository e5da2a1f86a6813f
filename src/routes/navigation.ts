import { resolve } from '$app/paths';
import { LESSON_SLUGS, type LessonSlug } from '../course/lesson-prose.ts';
import type { RuleId } from '../codec/ids.ts';
import type { Locale } from '../i18n/words.ts';
import { EMBED_KINDS, type EmbedKind } from '../views/embed/options.ts';
import type { Place } from '../reference/places.ts';
import { writeExampleAddress } from '../state/example-address.ts';

/** The pages there are, below a locale; each lesson has one more. */
export const PAGE_PATHS = [
  '/',
  '/race/',
  '/learn/',
  '/learn/exam/',
  '/decode/',
  '/compose/',
  '/compose/handshake/',
  '/reference/',
  '/reference/frame/',
  '/reference/close-codes/',
  '/reference/handshake/',
  '/reference/streams/',
  '/reference/rules/',
  '/reference/card/',
  '/accessibility/',
] as const;

export type PagePath = (typeof PAGE_PATHS)[number] | `/learn/${LessonSlug}/`;

/** Every path of PagePath is one that `resolve` takes; TypeScript does not follow more than 25 of them. */
const resolvePath = resolve as (path: PagePath | `/${Locale}${PagePath}`) => string;

/** The address of a page in a language, relative while prerendering so that the site may live in any folder. */
export function pageHref(locale: Locale, path: PagePath): string {
  return resolvePath(locale === 'en' ? path : `/${locale}${path}`);
}

/** The page for a frame of somebody else's, in a language. */
export function embedHref(locale: Locale, kind: EmbedKind): string {
  return locale === 'en' ? resolve(`/embed/${kind}/`) : resolve(`/${locale}/embed/${kind}/`);
}

const EMBED_ROUTE = '/[[locale=locale]]/embed/';

export const isEmbed = (route: string | null): boolean => route?.startsWith(EMBED_ROUTE) ?? false;

/** What an embed shows. */
export const embedKind = (route: string | null): EmbedKind =>
  EMBED_KINDS.find((each) => route === EMBED_ROUTE + each) ?? 'frame';

/** The page of a lesson, or one step of it. */
export function lessonHref(locale: Locale, slug: LessonSlug, step: string | null): string {
  const page = pageHref(locale, `/learn/${slug}/`);
  return step === null ? page : `${page}#${step}`;
}

/** An entry of the reference. */
export const entryHref = (locale: Locale, { page, anchor }: Place): string =>
  `${pageHref(locale, `/reference/${page}/`)}#${anchor}`;

/** The example of a rule in the decoder, or the one that just keeps it. */
export const exampleHref = (locale: Locale, rule: RuleId, twin: boolean): string =>
  `${pageHref(locale, '/decode/')}#${writeExampleAddress({ rule, twin })}`;

/** The page a route shows, without its language: `/[[locale=locale]]/decode` is `/decode/`. */
export function pagePath(route: string | null, slug?: string): PagePath {
  const path = `${route?.replace('/[[locale=locale]]', '') ?? ''}/`;
  const lesson = LESSON_SLUGS.find((each) => each === slug);
  if (path === '/learn/[slug]/' && lesson !== undefined) return `/learn/${lesson}/`;
  return PAGE_PATHS.find((each) => each === path) ?? '/';
}
