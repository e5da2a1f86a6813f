import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { requireBrowser } from '../../scripts/browser.mjs';
import { createStaticServer } from '../../scripts/serve.mjs';
import {
  drop,
  longestTask,
  memoryOf,
  readingOver,
  scrollRate,
  watch,
} from '../browser/big-file.ts';
import { createCaptureFile } from './capture-file.ts';

/** 100 MB dropped on the built site: what a reader waits for, and what the page does meanwhile. */
const FRAMES = Number(process.env['BENCH_FRAMES'] ?? 1_000_000);
const CONNECTIONS = 20_000;
const MIB = 1024 * 1024;
const PATIENCE = 120_000;

const show = (name: string, value: number, unit: string) =>
  console.log(`  ${name.padEnd(40)} ${value.toFixed(0).padStart(8)} ${unit}`);

async function newPage(address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await watch(page);
  await page.goto(`${address}decode/`, { waitUntil: 'networkidle' });
  await page.evaluate(() => (window.longTasks = []));
  return page;
}

async function showMemory(page: Page, idle: number | null, name: string): Promise<void> {
  const memory = await memoryOf(page);
  if (memory !== null && idle !== null) show(name, (memory - idle) / MIB, 'MiB');
}

async function timed(page: Page, name: string, work: () => Promise<unknown>): Promise<void> {
  await longestTask(page);
  const start = performance.now();
  await work();
  show(name, performance.now() - start, 'ms');
  show(`${name}: longest task of the page`, await longestTask(page), 'ms (0: below 50)');
}

const rows = (page: Page) => page.getByRole('list', { name: 'Conversation' }).getByRole('button');

async function open(page: Page, path: string, whole: RegExp): Promise<void> {
  await longestTask(page);
  const dropped = await drop(page, path);
  const done = await readingOver(page, whole, PATIENCE);
  show('first rows', (await page.evaluate(() => window.firstRows)) - dropped, 'ms');
  show('all rows', done - dropped, 'ms');
  show('longest task of the page', await longestTask(page), 'ms (0: below 50)');
}

/** Clicks Cancel as soon as there are rows; from outside the page, the reading may be over by then. */
const cancelWithRows = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => {
    const rows = document.querySelector('[data-row]');
    const all = [...document.querySelectorAll('button')];
    const cancel = all.find(({ textContent }) => textContent.trim() === 'Cancel');
    if (rows === null || cancel === undefined) return false;
    cancel.click();
    return true;
  });

async function benchFrames(address: string, path: string): Promise<void> {
  const all = FRAMES.toLocaleString('en');
  console.log(`\npage: ${all} frames, ${(statSync(path).size / 1e6).toFixed(0)} MB, dropped`);
  const page = await newPage(address);
  const idle = await memoryOf(page);
  await open(page, path, new RegExp(`^${all} frames`));
  await showMemory(page, idle, 'memory');
  for (const [name, pixels] of [
    ['slowly', 20],
    ['fast', 3000],
  ] as const) {
    show(`scrolled ${name}`, await scrollRate(page, pixels, 3000), 'pictures a second');
    show('longest task of the page', await longestTask(page), 'ms (0: below 50)');
  }
  await timed(page, 'to the last row', async () => {
    await rows(page).first().press('End');
    await page.getByRole('button', { name: new RegExp(`^#${all},`) }).waitFor();
  });
  // The longest number that a payload of ten bytes holds whole.
  const unique = Math.min(FRAMES, 10_000) - 1;
  await timed(page, 'find in all payloads', async () => {
    await page.getByRole('textbox', { name: 'Find text' }).fill(`{"n":${unique}}`);
    await page.getByRole('status').filter({ hasText: '1 row matches' }).waitFor();
  });
  await showMemory(page, idle, 'memory after all this, garbage too');
  await timed(page, 'cancel of another load', async () => {
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    const cancelling = cancelWithRows(page);
    await drop(page, path);
    await cancelling;
    await page.getByText('only the first part was read').first().waitFor();
  });
  await page.close();
}

async function benchConnections(address: string, path: string): Promise<void> {
  console.log(`\npage: ${CONNECTIONS.toLocaleString('en')} connections, dropped`);
  const page = await newPage(address);
  await open(page, path, /^20,000 connections$/);
  const column = page.getByRole('columnheader', { name: /Client/ }).getByRole('button');
  await timed(page, 'sorted by client', () => column.click());
  const grid = page.getByRole('grid', { name: 'Connections' });
  await timed(page, 'to the last connection', async () => {
    await grid.locator('[data-at][tabindex="0"]').press('End');
    await grid.locator(`[data-at="${CONNECTIONS - 1}"]`).waitFor();
  });
  await page.close();
}

const [kind, target] = process.argv.slice(2);
if (kind !== undefined && target !== undefined) {
  const many = kind === 'connections';
  writeFileSync(
    target,
    createCaptureFile({
      frames: many ? CONNECTIONS * 4 : FRAMES,
      connections: many ? CONNECTIONS : 1,
      size: 10,
    }),
  );
  process.exit();
}

const folder = mkdtempSync(join(tmpdir(), 'wire101-bench-'));
const make = async (kind: string): Promise<string> => {
  const path = join(folder, `${kind}.pcapng`);
  await once(fork(fileURLToPath(import.meta.url), [kind, path]), 'exit');
  return path;
};
const site = createStaticServer(join(import.meta.dirname, '../../build'));
site.listen(0, '127.0.0.1');
await once(site, 'listening');
const address = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
const browser = await chromium.launch({
  executablePath: await requireBrowser(),
  args: ['--no-sandbox'],
});
try {
  await benchFrames(address, await make('frames'));
  await benchConnections(address, await make('connections'));
} finally {
  await browser.close();
  site.close();
  rmSync(folder, { recursive: true });
}
