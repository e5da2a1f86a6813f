import type { Handle } from '@sveltejs/kit';
import { LANGUAGES, localeOf } from './i18n/index.ts';
import { isEmbed } from './routes/navigation.ts';
import firstPaint from './styles/first-paint.js?raw';
import firstPaintEmbed from './styles/first-paint-embed.js?raw';

/**
 * Writes what a component cannot reach: the page's language and the script before the first paint. Scripts come
 * behind what is painted: a page is read before it answers.
 */
export const handle: Handle = ({ event, resolve }) => {
  const script = isEmbed(event.route.id) ? firstPaintEmbed : firstPaint;
  return resolve(event, {
    transformPageChunk: ({ html }) =>
      html
        .replace('%lang%', LANGUAGES[localeOf(event.params['locale'])].tag)
        .replaceAll('rel="modulepreload"', 'rel="modulepreload" fetchpriority="low"')
        .replace(/<script>\s*%first-paint%\s*<\/script>/, () => `<script>${script}</script>`),
  });
};
