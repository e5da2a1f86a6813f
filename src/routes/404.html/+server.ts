import { createHash } from 'node:crypto';
import { base } from '$app/paths';
import { render } from 'svelte/server';
import { en } from '../../i18n/en/index.ts';
import type { Locale } from '../../i18n/words.ts';
import { zh } from '../../i18n/zh/index.ts';
import baseStyle from '../../styles/base.css?inline';
import firstPaint from '../../styles/first-paint.js?raw';
import tokens from '../../styles/tokens.css?inline';
import findSite from './find-site.js?raw';
import ownStyle from './not-found.css?inline';
import NotFound from './NotFound.svelte';

export const prerender = true;
export const trailingSlash = 'never';

const root = `${base}/`;
const hrefOf = (locale: Locale, page: string): string =>
  root + (locale === 'en' ? page : `${locale}/${page}`);

/** Made while building, once. A page with the framework's links would look for them next to the missing address. */
export function GET(): Response {
  const said = [
    { locale: 'en', messages: en },
    { locale: 'zh', messages: zh },
  ] as const;
  const body = render(NotFound, { props: { said, hrefOf } }).body.replaceAll(/<!--.*?-->/gs, '');
  const style = tokens + baseStyle + ownStyle;
  return new Response(pageOf(body, style), { headers: { 'content-type': 'text/html' } });
}

function pageOf(body: string, style: string): string {
  const policy = [
    `default-src 'none'`,
    `img-src data:`,
    `connect-src 'self'`,
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(firstPaint)} ${hashOf(findSite)}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ].join('; ');
  return `<!doctype html>
<html lang="en" data-root="${root}">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>404 · ${en.site.missing.title} · ${zh.site.missing.title} · ${en.site.name}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
<script>${firstPaint}</script>
</head>
<body>${body}<script>${findSite}</script></body>
</html>
`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
