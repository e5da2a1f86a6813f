import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** Languages by the first part of a page's path; the pages of the first are at the root. */
const LANGUAGES = { en: '', 'zh-Hans': 'zh/' };

/** The pages in a built site, as paths without their language: `''`, `decode/` … */
export function pagesIn(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = files
    .filter((file) => file.isFile() && file.name === 'index.html')
    .map((file) => relative(folder, join(file.parentPath ?? file.path, file.name)))
    .map((file) => (dirname(file) === '.' ? '' : `${dirname(file).split(sep).join('/')}/`));
  const bare = paths.map((path) => path.replace(/^zh\//, ''));
  // Diagrams for other people's pages are no pages of their own.
  return [...new Set(bare)].filter((path) => !path.startsWith('embed/')).sort();
}

/** The sitemap of a built site, each page with its other languages. */
export function sitemapOf(folder, site) {
  const entries = pagesIn(folder).flatMap((page) => {
    const links = Object.entries(LANGUAGES).map(
      ([tag, prefix]) =>
        `    <xhtml:link rel="alternate" hreflang="${tag}" href="${site}${prefix}${page}"/>`,
    );
    return Object.values(LANGUAGES).map((prefix) =>
      ['  <url>', `    <loc>${site}${prefix}${page}</loc>`, ...links, '  </url>'].join('\n'),
    );
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...entries,
    '</urlset>',
    '',
  ].join('\n');
}

/** The address that SITE_URL names, ending with a slash; null where it names none. */
export function siteUrl(env = process.env) {
  const given = env.SITE_URL;
  if (given === undefined || given === '') return null;
  const { href, protocol } = new URL(given);
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error(`SITE_URL is ${given}`);
  return href.endsWith('/') ? href : `${href}/`;
}

/** What search engines read, where the address of the site is known. */
export function writeSitemap(folder, site) {
  writeFileSync(join(folder, 'sitemap.xml'), sitemapOf(folder, site));
  writeFileSync(
    join(folder, 'robots.txt'),
    `User-agent: *\nAllow: /\nSitemap: ${site}sitemap.xml\n`,
  );
}
