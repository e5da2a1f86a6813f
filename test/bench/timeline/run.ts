import { chromium } from '@playwright/test';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, preview } from 'vite';
import { requireBrowser } from '../../../scripts/browser.mjs';
import type { Result, Timed } from './page.ts';

const EVENTS = (process.env['BENCH_EVENTS'] ?? '100,1000,10000,100000,1000000')
  .split(',')
  .map(Number);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
/** A fourth of the processor, as on a slow phone: BENCH_THROTTLE=4. */
const THROTTLE = Number(process.env['BENCH_THROTTLE'] ?? 1);

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

function summary(rounds: readonly Timed[]): string {
  const of = (pick: (timed: Timed) => number): number => median(rounds.map(pick));
  const longest = Math.max(...rounds.map((round) => round.longest));
  return [
    `${of((round) => round.rate).toFixed(1)} fps`.padStart(9),
    `median ${of((round) => round.median).toFixed(1)} ms`,
    `p95 ${of((round) => round.p95).toFixed(1)} ms`,
    longest > 0 ? `longest task ${longest.toFixed(0)} ms` : 'no task over 50 ms',
  ].join('  ');
}

await build(config);
const server = await preview(config);
const browser = await chromium.launch({
  executablePath: await requireBrowser(),
  args: ['--no-sandbox'],
});
try {
  for (const events of EVENTS) {
    const results: Result[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(server.resolvedUrls!.local[0]!);
      await page.waitForFunction(() => 'bench' in window);
      const session = await page.context().newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
      results.push(
        await page.evaluate(
          (n) => (window as unknown as { bench: (n: number) => Promise<Result> }).bench(n),
          events,
        ),
      );
      await page.close();
    }
    const [first] = results;
    const prepared = median(results.map((result) => result.prepared));
    const longest = Math.max(...results.map((result) => result.longestPreparing));
    console.log(
      `\n${events.toLocaleString('en')} events in view (${first!.renderer}); ` +
        `made ready in ${prepared.toFixed(0)} ms, longest task ${longest.toFixed(0)} ms`,
    );
    for (const name of Object.keys(first!.actions))
      console.log(`  ${name.padEnd(36)}${summary(results.map(({ actions }) => actions[name]!))}`);
  }
} finally {
  await browser.close();
  await server.close();
}
