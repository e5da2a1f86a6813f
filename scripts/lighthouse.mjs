import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { requireBrowser } from './browser.mjs';
import { prepare } from './install.mjs';
import { ROOT } from './run.mjs';
import { createStaticServer, listen } from './serve.mjs';

/** Lighthouse is no dependency: npx fetches it. The version is written down so that scores compare. */
const LIGHTHOUSE = 'lighthouse@12.8.2';
const PAGES = [
  ['home', ''],
  ['lesson', 'learn/frames/'],
  ['race', 'race/'],
  ['decoder', 'decode/'],
];
const FORMS = { desktop: ['--preset=desktop'], mobile: [] };
/** One run tells little of how busy the page is: its makers advise the median of five. */
const RUNS = 5;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

/** The scores of a page, 0 to 100, and the measures behind the first. */
async function measure(address, form, name) {
  const file = join(ROOT, 'test-results/lighthouse', `${name}-${form}.json`);
  const flags = [...FORMS[form], '--quiet', '--output=json', `--output-path=${file}`];
  const asked = spawn(
    'npx',
    ['--yes', LIGHTHOUSE, address, ...flags, '--chrome-flags=--headless=new --no-sandbox'],
    { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' },
  );
  const [code] = await once(asked, 'exit');
  if (code !== 0) throw new Error(`lighthouse ended with ${code} at ${address}`);
  const { categories, audits } = JSON.parse(readFileSync(file, 'utf8'));
  const scores = CATEGORIES.map((id) => Math.round(categories[id].score * 100));
  const failed = CATEGORIES.flatMap((id) => categories[id].auditRefs)
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 0.9)
    .map(({ id }) => `${id} (${audits[id].displayValue ?? audits[id].title})`);
  const shown = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time'];
  const measures = [...shown, 'cumulative-layout-shift'].map((id) => audits[id].displayValue);
  return { scores, measures, failed };
}

/** The run in the middle by its performance, and the worst and best of all. */
async function measureOften(address, form, name) {
  const runs = [];
  while (runs.length < RUNS) runs.push(await measure(address, form, name));
  runs.sort((a, b) => a.scores[0] - b.scores[0]);
  return { ...runs[RUNS >> 1], range: [runs[0].scores[0], runs.at(-1).scores[0]] };
}

await prepare();
process.env.CHROME_PATH = await requireBrowser();
mkdirSync(join(ROOT, 'test-results/lighthouse'), { recursive: true });
const server = createStaticServer(join(ROOT, 'build'), '/', { compress: true });
const port = await listen(server, 0);
const [{ model }] = cpus();
const load = () => loadavg().map((each) => each.toFixed(1));
console.log(`${LIGHTHOUSE}, ${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${model}`);
console.log(`load ${load().join(' ')} (one, five, fifteen minutes) at the beginning`);
console.log(`each page ${RUNS} times: the median run, and the range of its performance\n`);
console.log(
  '| page | form | performance | accessibility | best practices | SEO | FCP | LCP | TBT | CLS |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
const named = [];
for (const form of Object.keys(FORMS)) {
  for (const [name, path] of PAGES) {
    const { scores, range, measures, failed } = await measureOften(
      `http://127.0.0.1:${port}/${path}`,
      form,
      name,
    );
    const [performance, ...others] = scores;
    const said = `${performance} (${range.join('–')})`;
    console.log(`| ${[name, form, said, ...others, ...measures].join(' | ')} |`);
    named.push(...failed.map((each) => `${name}, ${form}: ${each}`));
  }
}
console.log(`\nload ${load().join(' ')} at the end`);
if (named.length > 0) console.log(`\nNamed by it:\n${named.map((each) => `- ${each}`).join('\n')}`);
server.close();
server.closeAllConnections();
