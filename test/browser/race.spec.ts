import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { axeFaults } from './looks.ts';
import { awake, test } from './site-test.ts';

/** Four lanes are drawn by a processor that has other work. */
test.setTimeout(90_000);

const lanes = ['Polling', 'Long polling', 'Streaming', 'WebSocket'] as const;

const play = (page: Page) => page.getByRole('button', { name: 'Play', exact: true });
const pause = (page: Page) => page.getByRole('button', { name: 'Pause', exact: true });
const clock = (page: Page) => page.locator('.bar .time');

/** Stands still, with all four lanes drawn. */
async function openStill(page: Page, path: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(path);
  await expect(play(page)).toBeVisible({ timeout: 30_000 });
}

test('the race runs at once on the home page, and rests when it is told to', async ({ page }) => {
  await page.goto('/');
  await expect(pause(page)).toBeVisible({ timeout: 30_000 });
  const before = await clock(page).textContent();
  await expect(clock(page)).not.toHaveText(before ?? '');
  await pause(page).click();
  const rested = await clock(page).textContent();
  await page.waitForTimeout(300);
  await expect(clock(page)).toHaveText(rested ?? '');
});

test('whoever asked for less motion finds it still, and steps event by event, back as well', async ({
  page,
}) => {
  await openStill(page, '/race/#process=periodic&rate=1');
  await expect(clock(page)).toHaveText('00:00.000');
  await page.getByRole('group', { name: 'Timeline' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const there = await clock(page).textContent();
  expect(there).not.toBe('00:00.000');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(clock(page)).toHaveText(there ?? '');
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await expect(clock(page)).toHaveText('00:00.000');
});

test('an arrow opens down to its bits, and goes on in the decoder', async ({ page }) => {
  await openStill(page, '/race/#lanes=websocket&process=periodic&rate=1&window=4000');
  await page.getByText('Events', { exact: true }).click();
  const row = page.getByRole('row').filter({ hasText: '81 14' }).first();
  await row.getByRole('button').click();
  const drawer = page.getByRole('region', { name: 'Bytes of the arrow' });
  await expect(drawer.getByRole('heading', { name: /Frame \d+ · text/ })).toBeVisible();
  await expect(drawer).toContainText('sent at');
  await drawer.getByRole('button', { name: 'Open the connection in the decoder' }).click();
  await expect(page).toHaveURL(/\/decode\//);
  await expect(page.getByText('websocket.pcapng')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('list', { name: 'Conversation' })).toBeVisible({ timeout: 30_000 });
});

test('the address gives the same race again', async ({ page }) => {
  await openStill(page, '/race/#rate=2&seed=5&pollInterval=3000&fail=cut*4000*3000');
  const table = page.getByRole('region', { name: 'What it cost' }).getByRole('table');
  // Its rows come one after the other; this is the last.
  const memory = table.getByRole('rowheader', { name: /^server memory/ });
  // The page was written without it, and nobody has moved here yet.
  await expect(page.getByText('Cut the cable, 3,000 ms')).toBeVisible();
  await awake(page);
  await expect(memory).toBeVisible();
  const first = await table.innerText();
  await expect(page.getByRole('spinbutton', { name: 'Rate of news' })).toHaveValue('2');
  await page.reload();
  await expect(play(page)).toBeVisible({ timeout: 30_000 });
  await awake(page);
  await expect(memory).toBeVisible({ timeout: 30_000 });
  expect(await table.innerText()).toBe(first);
  await page.getByRole('combobox', { name: 'Presets' }).selectOption('Stock ticker');
  await expect(page).toHaveURL(/rate=20/);
  await expect.poll(() => table.innerText()).not.toBe(first);
});

test('the presets say what runs: what the page begins with, one of them, or settings of one’s own', async ({
  page,
}) => {
  await openStill(page, '/race/');
  const presets = page.getByRole('combobox', { name: 'Presets' });
  const chosen = presets.locator('option:checked');
  await expect(chosen).toHaveText('Default settings');
  await presets.selectOption('Chat');
  await expect(page).toHaveURL(/#/);
  await page.getByRole('spinbutton', { name: 'Rate of news' }).fill('3');
  await page.keyboard.press('Enter');
  await expect(chosen).toHaveText('Your own settings');
  await presets.selectOption('Default settings');
  await expect(page).not.toHaveURL(/#./);
  await expect(chosen).toHaveText('Default settings');
  await expect(presets.getByRole('option', { name: 'Your own settings' })).toHaveCount(0);
});

test('parts out of sight sleep until somebody moves, and one that is reached for answers at once', async ({
  page,
}) => {
  await page.setViewportSize({ width: 800, height: 600 });
  await openStill(page, '/race/');
  const failures = page.locator('[data-asleep]').filter({ hasText: 'Make something fail' });
  const settings = page.locator('[data-asleep]').filter({ hasText: 'Back to the defaults' });
  await expect(failures).toHaveCount(1);
  await expect(settings).toHaveCount(1);
  await page.mouse.move(5, 5);
  await expect(failures).toHaveCount(0);
  await page.getByRole('slider', { name: 'Rate of news' }).press('ArrowRight');
  await expect(settings).toHaveCount(0);
  await expect(page).toHaveURL(/#rate=/);
});

test('the numbers are made when somebody comes near, and for paper', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openStill(page, '/race/');
  const numbers = page.getByRole('region', { name: 'What it cost' });
  const formulas = page.getByRole('region', { name: 'Check it yourself' });
  await page.mouse.move(5, 5);
  await page.waitForTimeout(500);
  await expect(numbers).toHaveCount(0);
  await page.getByRole('contentinfo').scrollIntoViewIfNeeded();
  await expect(numbers.getByRole('table')).toBeVisible();
  await page.reload();
  await expect(play(page)).toBeVisible({ timeout: 30_000 });
  await awake(page);
  await expect(numbers.getByRole('rowheader', { name: /^server memory/ })).toBeVisible();
  await expect(formulas.getByRole('table')).toBeVisible();
});

test('what it cost can be checked, and taken along', async ({ page }) => {
  await openStill(page, '/race/#rate=1&warm=on');
  await awake(page);
  await expect(page.getByRole('rowheader', { name: /Mean delay of polling/ })).toBeVisible();
  for (const [end, name] of [
    ['.csv', 'Events (CSV)'],
    ['.json', 'Everything (JSON)'],
    ['.svg', 'Picture (SVG)'],
    ['.png', 'Picture (PNG)'],
    ['-client.pcapng', 'Capture at the client (.pcapng)'],
    ['-server.pcapng', 'Capture at the server (.pcapng)'],
  ] as const) {
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(`wire101-race${end}`);
    expect((await readFile(await download.path())).length).toBeGreaterThan(100);
  }
});

test('each number opens its formula, with the keys alone, one at a time', async ({ page }) => {
  await openStill(page, '/race/#rate=1&warm=on');
  await awake(page);
  const panels = page.locator('[popover]:popover-open');
  const first = page
    .getByRole('button', { name: /How is “mean delay, Polling” worked out/ })
    .first();
  await first.focus();
  await page.keyboard.press('Enter');
  await expect(panels).toHaveCount(1);
  await expect(panels).toContainText('T / 2 + d');
  await expect(panels).toContainText('= 1,000 ms / 2 + 50 ms');
  await expect(panels).toContainText('550 ms');
  await page.keyboard.press('Tab');
  await expect(panels.getByRole('link', { name: 'RFC 6202 §1' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(panels).toHaveCount(0);
  await expect(first).toBeFocused();
  const table = page.getByRole('region', { name: 'What it cost' });
  await table.getByRole('button', { name: /“bytes down, WebSocket”/ }).click();
  await expect(panels).toContainText('no closed form');
  await table.getByRole('button', { name: /“longest delay, Long polling”/ }).click();
  await expect(panels).toHaveCount(1);
  await expect(panels).toContainText('three network transits, here 150 ms');
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [390, 1440])
    test(`what a number opens is accessible and in view, in ${colorScheme}, ${width} wide`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto('/zh/race/#rate=1&warm=on');
      await expect(page.getByRole('button', { name: '播放', exact: true })).toBeVisible({
        timeout: 30_000,
      });
      await awake(page);
      const number = page.getByRole('button', { name: /“平均延迟，长轮询”是怎么算出来的/ }).first();
      await expect(number).toBeVisible({ timeout: 30_000 });
      await number.click();
      const panel = page.locator('[popover]:popover-open');
      await expect(panel).toContainText('按公式');
      await expect(panel).toContainText('平均延迟接近一次单程');
      const box = (await panel.boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.y + box.height).toBeLessThanOrEqual(844);
      expect(await axeFaults(page)).toEqual([]);
    });

for (const width of [360, 1440])
  for (const colorScheme of ['light', 'dark'] as const)
    test(`the race is accessible in ${colorScheme}, ${width} wide, and no wider than that`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto('/zh/race/');
      await expect(page.getByRole('button', { name: '播放', exact: true })).toBeVisible({
        timeout: 30_000,
      });
      await awake(page);
      await expect(page.getByRole('rowheader', { name: /^服务器内存/ })).toBeVisible();
      expect(await axeFaults(page)).toEqual([]);
      const room = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(room).toBeLessThanOrEqual(width);
    });

test('on a tablet all four lanes are in view, and the numbers of each stay in it', async ({
  page,
}) => {
  await page.setViewportSize({ width: 820, height: 1180 });
  await page.goto('/race/');
  const lanes = page.getByRole('region', { name: 'Timeline' }).getByRole('group').locator('.lane');
  await expect(lanes).toHaveCount(4, { timeout: 30_000 });
  for (const lane of await lanes.all()) {
    const box = (await lane.boundingBox())!;
    expect(box.x + box.width).toBeLessThanOrEqual(820);
    const number = lane.getByRole('button').last();
    await expect(number).toBeVisible();
    for (const part of await lane.locator('dt, dd').all()) {
      const within = await part.evaluate((each) => each.scrollWidth <= each.clientWidth);
      const { x, width } = (await part.boundingBox())!;
      expect(within && x + width <= box.x + box.width).toBe(true);
    }
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the home page shows the race as a picture, with words for it', async ({ page }) => {
    await page.goto('/');
    const picture = page.getByRole('img', { name: /The same news on four lanes/ });
    await expect(picture).toBeVisible();
    expect(
      await picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth),
    ).toBeGreaterThan(0);
  });
});

test('every lane has its diagram', async ({ page }) => {
  await openStill(page, '/race/');
  for (const name of lanes)
    await expect(page.getByText(name, { exact: true }).first()).toBeVisible();
});

test('a laboratory that dies is started anew, with every setting kept', async ({ page }) => {
  await openStill(page, '/race/#lanes=websocket&process=periodic&rate=1&window=4000');
  const address = page.url();
  await page.workers()[0]!.evaluate(() => {
    setTimeout(() => {
      throw new Error('a defect');
    });
  });
  const failed = page.getByRole('alert');
  await expect(failed).toBeVisible();
  expect(page.url()).toBe(address);
  // What was drawn stays.
  await expect(play(page)).toBeVisible();
  await failed.getByRole('button').click();
  await expect(failed).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: '%' })).toHaveCount(0);
  expect(page.workers()).toHaveLength(1);
  await expect(play(page)).toBeVisible();
});

test('an arrow opened after the laboratory has died is told as a failure, not left open', async ({
  page,
}) => {
  await openStill(page, '/race/#lanes=websocket&process=periodic&rate=1&window=4000');
  await page.route('**/workers/laboratory-entry*', (route) => route.abort());
  await page.workers()[0]!.evaluate(() => {
    setTimeout(() => {
      throw new Error('a defect');
    });
  });
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByText('Events', { exact: true }).click();
  await page.getByRole('row').filter({ hasText: '81 14' }).first().getByRole('button').click();
  await expect(page.getByRole('region', { name: 'Bytes of the arrow' })).toHaveCount(0);
  await expect(page.getByRole('alert')).toBeVisible();
});
