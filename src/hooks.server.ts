import type { Handle } from '@sveltejs/kit';
import { LANGUAGES, localeOf } from './i18n/index.ts';
import firstPaint from './styles/first-paint.js?raw';

/** Writes what a component cannot reach: the page's language and the script before the first paint. */
export const handle: Handle = ({ event, resolve }) =>
  resolve(event, {
    transformPageChunk: ({ html }) =>
      html
        .replace('%lang%', LANGUAGES[localeOf(event.params['locale'])].tag)
        .replace(/<script>\s*%first-paint%\s*<\/script>/, () => `<script>${firstPaint}</script>`),
  });
