import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { BUDGETS } from './budgets.mjs';
import { ROOT } from './run.mjs';

const BUILD = join(ROOT, 'build');
/** What Vite says of the build: which file a module went to, and what that imports. */
const MANIFEST = join(ROOT, '.svelte-kit/output/client/.vite/manifest.json');

const weightOf = (file) => gzipSync(readFileSync(join(BUILD, file))).length;

/**
 * Bytes after gzip of built files, each once.
 * @param {readonly string[]} files
 * @returns {number}
 */
export const weigh = (files) => [...new Set(files)].reduce((sum, file) => sum + weightOf(file), 0);

/** A module of the sources and all that it imports, as built files. */
function builtFrom(module, manifest, found = new Set()) {
  const entry = manifest[module];
  if (entry === undefined) throw new Error(`the build has no ${module}; scripts/budgets.mjs does`);
  if (found.has(entry.file)) return found;
  found.add(entry.file);
  for (const each of entry.imports ?? []) builtFrom(each, manifest, found);
  return found;
}

/** The scripts and styles that the HTML of a page asks for, as paths in the build. */
function askedFor(page) {
  const html = readFileSync(join(BUILD, page, 'index.html'), 'utf8');
  const links = [...html.matchAll(/(?:href|src)="([^"]+\.(?:js|css|woff2))"|import\("([^"]+)"\)/g)];
  return links.map(([, link, imported]) => posix.join(page, link ?? imported));
}

/** What its loading fetches by name: the words of the language, and of a lesson its list and text. */
function fetchedBy({ words, lesson }, manifest) {
  const modules = [`src/i18n/en/${words}.ts`];
  if (lesson !== undefined) {
    const file = Object.keys(manifest).find(
      (key) => /^lessons\/en\/\d+-/.test(key) && key.includes(`-${lesson}.md`),
    );
    modules.push(
      file ?? `lessons/en/${lesson}.md`,
      'lessons/en/reference/glossary.md',
      'virtual:course/en',
    );
  }
  return modules.flatMap((module) => [...builtFrom(module, manifest)]);
}

/** What a page loads before it answers to anyone, in bytes after gzip. */
export function firstWeight(budget) {
  const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8'));
  const asked = askedFor(budget.page);
  const scripts = asked.filter((file) => file.endsWith('.js'));
  return {
    first: weigh([...scripts, ...fetchedBy(budget, manifest)]),
    css: weigh(asked.filter((file) => file.endsWith('.css'))),
    fonts: asked.filter((file) => file.endsWith('.woff2')).length,
    html: weigh([join(budget.page, 'index.html')]),
  };
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;

function report() {
  let over = 0;
  for (const budget of BUDGETS) {
    const { first, css, fonts, html } = firstWeight(budget);
    for (const [what, weight, most] of [
      ['JavaScript', first, budget.first],
      ['CSS', css, budget.css],
      ['fonts', fonts, 0],
    ]) {
      const size = what === 'fonts' ? [weight, most] : [weight, most].map(kilobytes);
      const verdict = weight <= most ? 'ok' : 'OVER';
      if (weight > most) over++;
      console.log(`${budget.name}: ${what} ${size[0]} of ${size[1]} ${verdict}`);
    }
    console.log(`${budget.name}: HTML ${kilobytes(html)}`);
  }
  return over;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = report() === 0 ? 0 : 1;
