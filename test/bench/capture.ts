import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { openAsBlob, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Query } from '../../src/trace/query.ts';
import { createSession } from '../../src/worker/session.ts';
import { createCaptureFile } from './capture-file.ts';

/** 100 MB: a packet a frame. */
const FRAMES = 1_000_000;
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
const MIB = 1024 * 1024;

const QUERIES: Readonly<Record<string, Query>> = {
  'find pings': { kinds: ['ping'] },
  'find long payloads': { minLength: 11 },
  'find any problem': { rule: 'any' },
  'find a text in all payloads': { text: 'nowhere' },
  'find bytes': { bytes: Uint8Array.of(0xde, 0xad, 0xbe, 0xef) },
};

/** As the worker pauses, less the browser. */
const STRETCH = 12;
let since = 0;
let longest = 0;
let last = 0;

async function pause(): Promise<void> {
  const now = performance.now();
  longest = Math.max(longest, now - last);
  last = now;
  if (now - since < STRETCH) return;
  await new Promise<void>((resolve) => setImmediate(resolve));
  since = last = performance.now();
}

type Times = Map<string, number[]>;

async function timed<T>(times: Times, name: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  times.set(name, [...(times.get(name) ?? []), performance.now() - start]);
  return result;
}

/** Opens the file as the page does, and asks of it what the page asks. */
async function round(path: string, times: Times): Promise<void> {
  const session = createSession(pause);
  const content = await openAsBlob(path);
  const never = new AbortController().signal;
  const start = (last = performance.now());
  const opened = await timed(times, 'open', () =>
    session.open({ sources: [{ content }] }, never, ({ preview }) => {
      if (preview === null) return;
      times.set('first rows', [...(times.get('first rows') ?? []), performance.now() - start]);
    }),
  );
  if (opened.totals.frames !== FRAMES) throw new Error(`${opened.totals.frames} frames`);
  await timed(times, 'rows in the middle', () => session.rows(0, FRAMES / 2, FRAMES / 2 + 64));
  await timed(times, 'map', () => session.map(0, 1000));
  for (const [name, query] of Object.entries(QUERIES)) {
    await timed(times, name, () => session.find(0, query, never, () => {}));
  }
  await session.dispose();
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

const show = (name: string, value: number, unit: string, rest = '') =>
  console.log(`  ${name.padEnd(28)} ${value.toFixed(0).padStart(8)} ${unit}${rest}`);

/** What tshark takes to number the frames of the file; null where it is not there. */
function timeTshark(path: string): number | null {
  const start = performance.now();
  try {
    const fields = ['-T', 'fields', '-e', 'frame.number'];
    execFileSync('tshark', ['-r', path, ...fields], { stdio: 'ignore' });
    return performance.now() - start;
  } catch {
    return null;
  }
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wire101-bench-'));
  const path = join(folder, 'capture.pcapng');
  try {
    // In a process of its own: what it takes is no part of what opening takes.
    await once(fork(fileURLToPath(import.meta.url), [path]), 'exit');
    const before = process.memoryUsage().rss;
    const times: Times = new Map();
    for (let i = 0; i < ROUNDS; i++) await round(path, times);
    const peak = process.resourceUsage().maxRSS * 1024 - before;
    const size = statSync(path).size;
    console.log(`\ncapture: ${FRAMES} frames, ${(size / 1e6).toFixed(0)} MB; medians of ${ROUNDS}`);
    const tshark = timeTshark(path);
    for (const [name, took] of times) {
      const ratio = name === 'open' && tshark !== null ? tshark / median(took) : null;
      show(name, median(took), 'ms', ratio === null ? '' : `  ${ratio.toFixed(1)} × tshark`);
    }
    show('longest step', longest, 'ms');
    if (tshark !== null) show('tshark', tshark, 'ms');
    show('memory', peak / MIB, 'MiB', `  ${(peak / size).toFixed(1)} × the file`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [target] = process.argv.slice(2);
if (target === undefined) await main();
else writeFileSync(target, createCaptureFile({ frames: FRAMES, connections: 1, size: 10 }));
