import type { Handle } from '@sveltejs/kit';

/** Writes the page's language into <html lang>, which a component cannot reach. */
export const handle: Handle = ({ event, resolve }) =>
  resolve(event, {
    transformPageChunk: ({ html }) =>
      html.replace('%lang%', event.params['locale'] === 'zh' ? 'zh-Hans' : 'en'),
  });
