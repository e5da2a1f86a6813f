import type { Words } from '../i18n/words.ts';
import type { PageLink } from '../views/common/links.ts';
import { pageHref } from './navigation.ts';

/** The pages of the composer, one of them the current one. */
const COMPOSE_TABS = { frames: '/compose/', handshake: '/compose/handshake/' } as const;

export function composeTabs(words: Words, current: keyof typeof COMPOSE_TABS): PageLink[] {
  return (Object.keys(COMPOSE_TABS) as (keyof typeof COMPOSE_TABS)[]).map((name) => ({
    href: pageHref(words.locale, COMPOSE_TABS[name]),
    text: words.messages.compose.tabs[name],
    current: name === current,
  }));
}
