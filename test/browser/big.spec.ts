import { writeFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { createCaptureFile } from '../bench/capture-file.ts';
import { drop, longestTask, memoryOf, readingOver, scrollRate, watch } from './big-file.ts';
import { DecoderPage } from './decoder-page.ts';
import { test } from './site-test.ts';

test.use({ serviceWorkers: 'block' });

const FRAMES = 1_000_000;
const ALL = FRAMES.toLocaleString('en');
/**
 * What a page may take for one task: ten times the goal, which `npm run bench:page` measures on a machine that does
 * nothing else. Reading or drawing all rows in the page would take seconds.
 */
const LONGEST = 500;
/** Memory for each byte of the file. */
const MOST_MEMORY = 2.5;

test('100 MB with a million frames are dropped, scrolled, searched and given up; the page answers all the while', async ({
  page,
}, info) => {
  test.setTimeout(300_000);
  const path = info.outputPath('million.pcapng');
  const bytes = createCaptureFile({ frames: FRAMES, connections: 1, size: 10 });
  expect(bytes.length).toBeGreaterThan(100e6);
  writeFileSync(path, bytes);
  const decoder = new DecoderPage(page);
  await watch(page);
  await decoder.open();
  await page.waitForLoadState('networkidle');
  const idle = await memoryOf(page);

  await drop(page, path);
  await readingOver(page, new RegExp(`^${ALL} frames`), 120_000);
  expect(await longestTask(page), 'while it is read').toBeLessThan(LONGEST);

  const memory = await memoryOf(page);
  if (memory === null || idle === null) info.annotations.push({ type: 'memory not counted here' });
  else expect((memory - idle) / bytes.length, 'memory by file').toBeLessThan(MOST_MEMORY);

  expect(await scrollRate(page, 1000, 1000), 'pictures a second').toBeGreaterThan(5);
  await decoder.rows.first().press('End');
  await expect(decoder.row(new RegExp(`^#${ALL},`))).toBeVisible();
  expect(await longestTask(page), 'while it is scrolled').toBeLessThan(LONGEST);

  // The longest number that a payload of ten bytes holds whole.
  await page.getByRole('textbox', { name: 'Find text' }).fill('{"n":9999}');
  await expect(page.getByRole('status').filter({ hasText: '1 row matches' })).toBeVisible();
  expect(await longestTask(page), 'while it is searched').toBeLessThan(LONGEST);

  await decoder.button('Remove').click();
  await drop(page, path);
  await decoder.rows.first().waitFor();
  await decoder.button('Cancel').click();
  await expect(page.getByText('only the first part was read').first()).toBeVisible();
  expect(await longestTask(page), 'while another is given up').toBeLessThan(LONGEST);
});
