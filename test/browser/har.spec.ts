import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import type { Report } from '../../src/trace/report-format.ts';
import { complaints, DecoderPage } from './decoder-page.ts';
import { axeFaults, excessOf } from './looks.ts';
import { test } from './site-test.ts';

const sample = (name: string) => readFile(new URL(`../capture/samples/${name}`, import.meta.url));

async function open(page: Page, name: string): Promise<DecoderPage> {
  const decoder = new DecoderPage(page);
  await decoder.open();
  await decoder.openFile({ name, mimeType: 'application/json', buffer: await sample(name) });
  await expect(page.locator('[data-row="0"]')).toBeVisible();
  return decoder;
}

const entry = (page: Page) => page.getByRole('region', { name: 'Entry of the log' });

test('a HAR that Chromium wrote is read, searched and exported', async ({ page }) => {
  const said = complaints(page);
  const decoder = await open(page, 'chromium.har');
  await expect(page.getByText('Read as HAR file')).toBeVisible();
  await expect(page.getByText(/holds no frames, and none are made up/)).toBeVisible();
  const lines = page
    .getByRole('grid', { name: 'Connections' })
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
  await expect(lines).toHaveCount(2);
  // The WebSocket is looked at first; the page and what it fetched is beside it.
  await expect(lines.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(lines.nth(1)).toContainText('6 messages');
  await expect(page.getByRole('heading', { name: '6 messages' })).toBeVisible();
  await expect(decoder.rows).toHaveCount(7);
  await expect(entry(page)).toContainText('Switching Protocols');
  // By the keys, from entry to entry.
  await decoder.chosen.press('ArrowDown');
  await expect(entry(page).getByRole('heading', { level: 2 })).toHaveText(/^Message · text/);

  await page.getByRole('textbox', { name: 'Find text' }).fill('sec-websocket-key');
  await expect(page.getByRole('status').filter({ hasText: 'match' })).toHaveText(
    '1 row matches of 7',
  );
  await page.keyboard.press('F3');
  await expect(decoder.chosen).toHaveAccessibleName(/GET, 101/);
  await page.getByRole('textbox', { name: 'Find text' }).fill('');
  await decoder.button('Filter').click();
  const kind = (name: string) => page.getByRole('checkbox', { name });
  await expect(kind('Ping')).toBeVisible();
  await expect(kind('chunk')).toHaveCount(0);
  await kind('exchange').check();
  await expect(decoder.rows).toHaveCount(1);
  await decoder.button('Clear').last().click();

  await decoder.button('Export').click();
  await expect(page.getByRole('button', { name: 'This connection as .pcapng' })).toBeDisabled();
  await expect(page.getByText(/nothing to write as .pcapng/)).toBeVisible();
  await page.keyboard.press('Escape');
  const entries = await decoder.export('Entries as NDJSON');
  const written = entries.bytes.toString().trim().split('\n');
  expect(written).toHaveLength(7);
  expect(JSON.parse(written[0]!)).toMatchObject({ kind: 'exchange', status: 101 });
  const report = (await decoder.exportReport()) satisfies Report;
  expect(report.connections).toEqual([]);
  expect(report.logs?.map(({ entries }) => entries.length)).toEqual([4, 7]);
  expect(said).toEqual([]);
});

test('polling and long polling are told by the times of a log', async ({ page }) => {
  const decoder = await open(page, 'chromium-long-polling.har');
  const line = page.getByRole('grid', { name: 'Connections' }).getByRole('row').nth(1);
  await expect(line).toContainText('Long polling');
  await expect(page.getByText(/^answers held for 399 ms$/)).toBeVisible();
  await expect(entry(page)).toContainText('Where the time went');
  await decoder.rows.nth(2).click();
  await expect(entry(page).getByText(/^waiting for the answer 495 ms/)).toBeVisible();
  await page.getByRole('button', { name: 'Go to' }).click();
  const panel = page.getByRole('group', { name: 'Go to' });
  await panel.getByLabel('Number').fill('2.2');
  await page.keyboard.press('Enter');
  await expect(decoder.chosen).toHaveAccessibleName(/after=5/);
});

test('a long body is there to its last byte', async ({ page }) => {
  const decoder = await open(page, 'chromium-bodies.har');
  await decoder.rows.nth(1).click();
  await page.getByRole('button', { name: /^Show all 50.8 KiB/ }).click();
  const hex = page.getByRole('region', { name: 'Hex', exact: true });
  await hex.evaluate((box) => (box.scrollTop = box.scrollHeight));
  await expect(hex).toContainText('0000cb10');
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`a log is accessible and fits a phone, in ${colorScheme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    const decoder = await open(page, 'chromium-bodies.har');
    await decoder.rows.nth(2).click();
    await decoder.button('Export').click();
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await axeFaults(page)).toEqual([]);
      const excess = await excessOf(page);
      expect(excess, `${width} wide`).toBeLessThanOrEqual(0);
    }
  });

test('a log is told in Chinese', async ({ page }) => {
  await page.goto('/zh/decode/');
  await page.locator('input[type="file"]').setInputFiles({
    name: 'a.har',
    mimeType: 'application/json',
    buffer: await sample('chromium.har'),
  });
  await expect(page.getByText(/其中没有帧，也没有补造/)).toBeVisible();
});
