import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './run.mjs';

/** Licences whose terms allow what is done here: to ship them with a page, or to run them as a tool. */
const SHIPPED = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  '(MIT AND Zlib)',
];
const TOOLS = [...SHIPPED, 'BlueOak-1.0.0', 'CC0-1.0', 'MIT-0', 'MPL-2.0'];

/** The packages of the lock file, without asking anyone: SvelteKit is a tool whose run time is shipped. */
export function packagesIn(lock) {
  return Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .map(([path, { version, license = 'none told', dev = false }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return { name, version, licence: license, shipped: !dev || name === '@sveltejs/kit' };
    });
}

/**
 * What may not be used as it is.
 * @typedef {{ name: string; version: string; licence: string; shipped: boolean }} Package
 * @param {readonly Package[]} packages
 * @returns {Package[]}
 */
export const refused = (packages) =>
  packages.filter(({ licence, shipped }) => !(shipped ? SHIPPED : TOOLS).includes(licence));

/** `docs/licences.md`. */
export function licencePage(packages) {
  const rows = packages
    .filter(({ shipped }) => shipped)
    .map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`);
  const counts = new Map();
  for (const { licence, shipped } of packages)
    if (!shipped) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  const tools = [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([licence, count]) => `${licence} (${count})`);
  return [
    '# Licences',
    '',
    'Made from `package-lock.json` by `npm run licences`; a test compares. wire101 itself is under the [MIT licence](../LICENSE).',
    '',
    '## What the site may carry',
    '',
    'These packages, those they need, and the run time of SvelteKit. What of them a page really holds is less.',
    '',
    '| package | version | licence |',
    '| --- | --- | --- |',
    ...rows,
    '',
    '## What builds and tests it',
    '',
    `Other packages, by licence: ${tools.join(', ')}. None of them reaches a visitor.`,
    '',
  ].join('\n');
}

export const readLock = () => JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const packages = packagesIn(readLock());
  const page = join(ROOT, 'docs/licences.md');
  const { format, resolveConfig } = await import('prettier');
  const options = { ...(await resolveConfig(page)), filepath: page };
  writeFileSync(page, await format(licencePage(packages), options));
  for (const { name, licence } of refused(packages)) {
    console.error(`${name}: ${licence} is not among the licences of scripts/licences.mjs`);
    process.exitCode = 1;
  }
}
