import { chromium } from '@playwright/test';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, preview } from 'vite';
import { requireBrowser } from '../../../scripts/browser.mjs';
import { workOf, type Work } from './main-thread.ts';
import type { bench as Bench, Timed } from './page.ts';

declare global {
  interface Window {
    bench: typeof Bench;
  }
}

const EVENTS = (process.env['BENCH_EVENTS'] ?? '100,1000,10000,100000,1000000')
  .split(',')
  .map(Number);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);

const root = import.meta.dirname;
const outDir = `${process.cwd()}/test-results/bench-timeline`;

const config = {
  root,
  configFile: false as const,
  logLevel: 'error' as const,
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  build: { outDir, emptyOutDir: true },
  preview: { host: '127.0.0.1', port: 0 },
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

interface Round extends Timed {
  readonly work: Work;
}

function line(name: string, rounds: readonly Round[], frames: number): string {
  const of = (pick: (round: Round) => number): string => median(rounds.map(pick)).toFixed(1);
  const longest = Math.max(...rounds.map(({ work }) => work.longest)).toFixed(1);
  return [
    `  ${name.padEnd(36)}${of(({ rate }) => rate).padStart(5)} fps`,
    `median ${of((round) => round.median)} ms, p95 ${of(({ p95 }) => p95)} ms`,
    `main thread ${of(({ work }) => work.milliseconds / frames)} ms a frame, longest task ${longest} ms`,
  ].join('  ');
}

/** All that is done with so many events, on a page of its own. */
async function round(address: string, events: number, rounds: Map<string, Round[]>) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(address);
  await page.waitForFunction(() => 'bench' in window);
  const trace = (during: () => Promise<void>) =>
    workOf(browser, page, `${outDir}/trace.json`, during);
  await page.evaluate((n) => window.bench.make(n), events);
  const prepared = await trace(() => page.evaluate(() => window.bench.prepare()));
  const renderer = await page.evaluate(() => window.bench.show());
  const { frames, actions } = await page.evaluate(() => ({
    frames: window.bench.frames,
    actions: window.bench.actions,
  }));
  for (const name of actions) {
    let timed!: Timed;
    const work = await trace(async () => {
      timed = await page.evaluate((name) => window.bench.act(name), name);
    });
    rounds.set(name, [...(rounds.get(name) ?? []), { ...timed, work }]);
  }
  await page.close();
  return { prepared, renderer, frames };
}

await build(config);
const server = await preview(config);
const browser = await chromium.launch({
  executablePath: await requireBrowser(),
  args: ['--no-sandbox'],
});
console.log('Milliseconds of the main thread and of tasks are processor time.');
try {
  for (const events of EVENTS) {
    const rounds = new Map<string, Round[]>();
    const done: Awaited<ReturnType<typeof round>>[] = [];
    for (let i = 0; i < ROUNDS; i++)
      done.push(await round(server.resolvedUrls!.local[0]!, events, rounds));
    const { renderer, frames } = done[0]!;
    const prepared = median(done.map(({ prepared }) => prepared.milliseconds)).toFixed(0);
    const longest = Math.max(...done.map(({ prepared }) => prepared.longest)).toFixed(1);
    console.log(
      `\n${events.toLocaleString('en')} events in view (${renderer}), ` +
        `made ready in ${prepared} ms, longest task ${longest} ms`,
    );
    for (const [name, list] of rounds) console.log(line(name, list, frames));
  }
} finally {
  await browser.close();
  await server.close();
}
