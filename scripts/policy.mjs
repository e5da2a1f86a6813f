/**
 * The content security policy of every page but for what is allowed by its hash: nothing from elsewhere, nothing
 * inline, nothing made of text. `style=` of an element may be set, which the layout of bits and lanes needs.
 */
export const POLICY = {
  'default-src': ['none'],
  'script-src': ['self'],
  'style-src': ['self'],
  'style-src-attr': ['unsafe-inline'],
  'img-src': ['self', 'data:'],
  'font-src': ['self'],
  'connect-src': ['self'],
  'worker-src': ['self'],
  'manifest-src': ['self'],
  'object-src': ['none'],
  'frame-src': ['none'],
  'base-uri': ['none'],
  'form-action': ['none'],
  // Svelte's templates, the registration of the service worker, and src/worker/worker-connect.ts.
  'require-trusted-types-for': ['script'],
  'trusted-types': ['svelte-trusted-html', 'sveltekit-trusted-url', 'wire101-worker'],
};

/** Scripts and styles are allowed by hashes, which only a page itself can name: a header would forbid them all. */
const OF_THE_PAGE = new Set(['default-src', 'script-src', 'style-src', 'style-src-attr']);

const KEYWORDS = new Set(['none', 'self', 'script', 'unsafe-inline']);

/** The part that a host can send with every answer, for old copies of a page and files that are no page. */
export const HEADER_POLICY = Object.entries(POLICY)
  .filter(([name]) => !OF_THE_PAGE.has(name))
  .map(([name, sources]) => [name, ...sources.map(quoted)].join(' '))
  .join('; ');

function quoted(source) {
  return KEYWORDS.has(source) ? `'${source}'` : source;
}
