import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-static';
import type { Config } from '@sveltejs/kit';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { POLICY } from './scripts/policy.mjs';
import { siteUrl } from './scripts/sitemap.mjs';
import { coursePlugin } from './src/course/plugin.ts';

/** The inline scripts which are not the framework's: the hook writes one of them into every page. */
const firstPaints = ['first-paint.js', 'first-paint-embed.js'].map((name) => {
  const script = readFileSync(new URL(`src/styles/${name}`, import.meta.url));
  return `sha256-${createHash('sha256').update(script).digest('base64')}` as const;
});

/** What every page needs comes as one file, not as twenty: a request costs a small machine more than a kilobyte does. */
const isOfEveryPage = (id: string): boolean =>
  /\/node_modules\/(svelte|@sveltejs|esm-env|devalue|clsx)\//.test(id) ||
  /\/src\/(views\/common\/|i18n\/(index|words|numbers|reference)\.ts)/.test(id) ||
  /\/src\/routes\/(navigation|page-language|standards)\.ts/.test(id) ||
  /\/src\/state\/(preferences|update)\.svelte\.ts/.test(id);

type Directives = NonNullable<NonNullable<NonNullable<Config['kit']>['csp']>['directives']>;

export default defineConfig({
  define: { 'import.meta.env.SITE_URL': JSON.stringify(siteUrl() ?? '') },
  plugins: [
    coursePlugin(),
    sveltekit({
      adapter: adapter({ pages: 'build', assets: 'build', strict: true }),
      files: { assets: 'public' },
      paths: { relative: true },
      // The layout registers it: a frame in somebody else's page is no visit to the site.
      serviceWorker: { register: false },
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
        directives: { ...POLICY, 'script-src': ['self', ...firstPaints] } as Directives,
      },
    }),
  ],
  // What a page begins with is named in its head. Of what comes later, a link for each file kept the page busy longer
  // than fetching one after the other takes.
  build: {
    modulePreload: { resolveDependencies: () => [] },
  },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: { codeSplitting: { groups: [{ name: 'frame', test: isOfEveryPage }] } },
        },
      },
    },
  },
  worker: { format: 'es' },
});
