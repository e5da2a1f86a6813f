import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-static';
import type { Config } from '@sveltejs/kit';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { POLICY } from './scripts/policy.mjs';
import { siteUrl } from './scripts/sitemap.mjs';
import { coursePlugin } from './src/course/plugin.ts';

/** The one inline script which is not the framework's: the hook writes it into every page. */
const firstPaint = readFileSync(new URL('src/styles/first-paint.js', import.meta.url));
const firstPaintHash =
  `sha256-${createHash('sha256').update(firstPaint).digest('base64')}` as const;

type Directives = NonNullable<NonNullable<NonNullable<Config['kit']>['csp']>['directives']>;

export default defineConfig({
  define: { 'import.meta.env.SITE_URL': JSON.stringify(siteUrl() ?? '') },
  plugins: [
    coursePlugin(),
    sveltekit({
      adapter: adapter({ pages: 'build', assets: 'build', strict: true }),
      files: { assets: 'public' },
      paths: { relative: true },
      prerender: {
        // A fragment such as `#hex=8185…` is input for the page, not a place in it.
        handleMissingId: ({ id, message }) => {
          if (!/^[A-Za-z0-9]+=/.test(id)) throw new Error(message);
        },
      },
      vitePlugin: {
        dynamicCompileOptions: ({ filename }) =>
          filename.includes('/node_modules/') ? undefined : { runes: true },
      },
      csp: {
        mode: 'hash',
        directives: { ...POLICY, 'script-src': ['self', firstPaintHash] } as Directives,
      },
    }),
  ],
  worker: { format: 'es' },
});
