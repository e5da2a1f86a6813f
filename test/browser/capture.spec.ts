import { expect, type Page } from '@playwright/test';
import { createCaptureFile } from '../bench/capture-file.ts';
import { captureOf, frameOf, type Sent } from './capture-file.ts';
import { complaints, DecoderPage } from './decoder-page.ts';
import { axeFaults, excessOf } from './looks.ts';
import { test } from './site-test.ts';

const HANDSHAKE = [
  'GET /news HTTP/1.1\r\nHost: example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
    'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n',
] as const;

/** Two connections of requests, and one WebSocket with so many frames: one in 100 is a Ping with RSV2 set. */
function capture(frames: number): Buffer {
  const sent: Sent[] = [];
  for (const [i, id] of [0, 2].entries())
    for (let poll = 0; poll < 4; poll++) {
      const time = 1 + i + poll;
      sent.push(
        {
          connection: id,
          up: true,
          time,
          bytes: Buffer.from(`GET /poll/${id} HTTP/1.1\r\nHost: a\r\n\r\n`),
        },
        {
          connection: id,
          up: false,
          time: time + 0.1,
          bytes: Buffer.from('HTTP/1.1 204 No Content\r\n\r\n'),
        },
      );
    }
  const at = (i: number) => 10 + i / 1000;
  const push = (up: boolean, time: number, bytes: Buffer) =>
    sent.push({ connection: 1, up, time, bytes });
  push(true, at(0), Buffer.from(HANDSHAKE[0]));
  push(false, at(0), Buffer.from(HANDSHAKE[1]));
  for (let i = 1; i <= frames; i++) {
    const bytes =
      i % 100 === 50
        ? frameOf(9, `ping ${i}`, false, 0xa0)
        : frameOf(1, `news ${i}, ${i % 3 === 0 ? 'alpha' : 'beta'}`, i % 4 === 0);
    push(i % 4 === 0, at(i), bytes);
  }
  push(false, at(frames + 1), frameOf(2, Buffer.alloc(60_000, 'payload '), false));
  push(true, at(frames + 2), frameOf(8, Buffer.from([3, 232]), true));
  push(false, at(frames + 3), frameOf(8, Buffer.from([3, 232]), false));
  return captureOf(3, sent);
}

const FRAMES = 1000;

async function open(page: Page): Promise<DecoderPage> {
  const decoder = new DecoderPage(page);
  await decoder.open();
  await decoder.openFile({
    name: 'three.pcap',
    mimeType: 'application/octet-stream',
    buffer: capture(FRAMES),
  });
  await expect(decoder.rows.first()).toBeVisible();
  return decoder;
}

const finder = (page: Page) => page.getByRole('textbox', { name: 'Find text' });

test('a capture shows its connections; choosing one shows its conversation', async ({ page }) => {
  const said = complaints(page);
  const decoder = await open(page);
  await expect(page.getByText('Read as pcap capture')).toBeVisible();
  const table = page.getByRole('grid', { name: 'Connections' });
  const lines = table.getByRole('row').filter({ has: page.getByRole('gridcell') });
  await expect(lines).toHaveCount(3);
  // The WebSocket one with problems is looked at first.
  await expect(lines.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(lines.nth(1)).toContainText('10.0.0.1:50001');
  await expect(lines.nth(1)).toContainText('10 errors');
  await expect(page.getByText('1,003 frames · 991 messages')).toBeVisible();
  await expect(decoder.chosen).toHaveAccessibleName(/^#50, server to client, ping.*1 error$/);

  await lines.nth(2).click();
  await expect(decoder.row(/^client to server, GET, \/poll\/2/).first()).toBeVisible();
  await expect(decoder.frame).toHaveCount(0);
  // By the keys, from the column that sorts.
  const problems = table.getByRole('columnheader', { name: /Problems/ });
  await problems.getByRole('button').click();
  await expect(problems).toHaveAttribute('aria-sort', 'descending');
  await expect(lines.first()).toContainText('10.0.0.1:50001');
  await lines.nth(2).press('Home');
  await page.keyboard.press('Enter');
  await expect(decoder.chosen).toHaveAccessibleName(/^#50, /);
  expect(said).toEqual([]);
});

test('rows are found, filtered, marked and walked through by the keys', async ({ page }) => {
  const decoder = await open(page);
  const status = page.getByRole('status').filter({ hasText: /match/ });
  await finder(page).fill('ALPHA');
  await expect(status).toHaveText(/^3\d\d rows match of 1,005$/);
  await expect(decoder.rows.first()).toHaveAccessibleName(/alpha/);
  await finder(page).press('Enter');
  await expect(decoder.chosen).toHaveAccessibleName(/^#51, .*alpha/);
  await page.keyboard.press('F3');
  await expect(decoder.chosen).toHaveAccessibleName(/^#54, .*alpha/);
  await page.keyboard.press('Shift+F3');
  await expect(decoder.chosen).toHaveAccessibleName(/^#51, .*alpha/);

  await page.getByRole('combobox', { name: 'Show' }).selectOption('all, matches marked');
  await expect(decoder.chosen).toHaveAccessibleName(/^#51, .*matches what is looked for$/);
  await expect(decoder.row(/^#53, .*beta, \d+ B$/)).toBeVisible();

  await finder(page).press('Escape');
  await expect(status).toHaveCount(0);
  await decoder.button('Filter').click();
  await page.getByLabel('Problems').last().selectOption('any error');
  await expect(status).toHaveText('10 rows match of 1,005');
  await page.getByRole('combobox', { name: 'Show' }).selectOption('matches only');
  await expect(decoder.rows).toHaveCount(10);
  await page.getByLabel('Find bytes, in hex').fill('a9');
  await page.getByLabel('Time to, in seconds').fill('10.2');
  await expect(decoder.rows).toHaveCount(2);
  await page.getByLabel('Find bytes, in hex').fill('a');
  await expect(page.getByText(/Pairs of hexadecimal digits/)).toBeVisible();
});

test('one goes to a frame, a byte, a time, or along the map', async ({ page }) => {
  const decoder = await open(page);
  const go = async (target: string, value: string) => {
    await decoder.button('Go to').click();
    const panel = page.getByRole('group', { name: 'Go to' });
    await panel.getByRole('combobox').selectOption(target);
    await panel.getByLabel('Number').fill(value);
    await page.keyboard.press('Enter');
    return panel;
  };
  await expect(await go('frame number', '777')).toHaveCount(0);
  await expect(decoder.chosen).toHaveAccessibleName(/^#777, /);
  await go('byte, client → server', '0');
  await expect(decoder.chosen).toHaveAccessibleName(/^client to server, GET/);
  await go('second', '10.5');
  await expect(decoder.chosen).toHaveAccessibleName(/^#500, /);
  const panel = await go('frame number', '99999');
  await expect(panel.getByRole('alert')).toHaveText(/no such place/);
  await page.keyboard.press('Escape');
  await expect(decoder.button('Go to')).toBeFocused();

  const map = page.getByRole('img', { name: /^Map of 1,005 rows/ });
  await map.scrollIntoViewIfNeeded();
  const { height } = (await map.boundingBox())!;
  await map.click({ position: { x: 10, y: height - 2 } });
  await expect(decoder.row(/^#1,003, client to server|^#1,003, /)).toBeVisible();
  await map.click({ position: { x: 10, y: 1 } });
  await expect(decoder.row(/^client to server, GET/)).toBeVisible();
});

test('rows chosen together are copied; files are saved', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const decoder = await open(page);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await decoder.chosen.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('3 rows chosen')).toBeVisible();
  await decoder.button('Export').click();
  await page.getByRole('button', { name: 'JavaScript' }).click();
  await expect(page.getByText('3 rows copied as JavaScript')).toBeVisible();
  expect(await clipboard()).toContain('0xa9');
  await decoder.button('Clear the choice').click();
  await expect(page.getByText(/rows chosen/)).toHaveCount(0);

  const messages = await decoder.export('Messages as NDJSON');
  expect(messages.name).toBe('wire101-connection-2.ndjson');
  const lines = messages.bytes.toString().trim().split('\n');
  expect(lines).toHaveLength(991);
  expect(JSON.parse(lines[0]!)).toMatchObject({ text: 'news 1, beta' });
  const report = await decoder.exportReport();
  expect(report.connections).toHaveLength(3);
});

test('a long payload is there to its last byte', async ({ page }) => {
  const decoder = await open(page);
  await decoder.chosen.press('End');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(decoder.chosen).toHaveAccessibleName(/^#1,001, server to client, binary/);
  await page.getByRole('button', { name: /^Show all 58.6 KiB/ }).click();
  const hex = page.getByRole('region', { name: 'Hex' });
  await expect(hex).toContainText('70 61 79 6c 6f 61 64 20');
  await hex.evaluate((box) => (box.scrollTop = box.scrollHeight));
  await expect(hex).toContainText('0000ea50');
});

test('a reading given up keeps its first part, and says that it is no more', async ({ page }) => {
  test.slow();
  const decoder = new DecoderPage(page);
  await decoder.open();
  // Given up as soon as there is something to look at: a person would be too late.
  await page.evaluate(() => {
    const giveUp = () => {
      const cancel = [...document.querySelectorAll('button')].find(
        ({ textContent }) => textContent?.trim() === 'Cancel',
      );
      if (cancel === undefined || document.querySelector('[data-row="5"]') === null) return;
      watch.disconnect();
      cancel.click();
    };
    const watch = new MutationObserver(giveUp);
    watch.observe(document.body, { childList: true, subtree: true });
  });
  await decoder.openFile({
    name: 'large.pcapng',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(createCaptureFile({ frames: 300_000, connections: 1, size: 10 })),
  });
  await expect(page.getByText(/^Reading was cancelled: only the first part was read/)).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText('only the first part was read', { exact: true })).toBeVisible();
  await decoder.rows.nth(3).click();
  await decoder.chosen.press('End');
  await expect(decoder.chosen).toHaveAccessibleName(/^#\d,\d{3}, /);
  await finder(page).fill('{"n":1000}');
  await expect(page.getByRole('status').filter({ hasText: '1 row matches' })).toBeVisible();
  const report = await decoder.exportReport();
  expect(report.input.notes.map(({ id }) => id)).toEqual(['input/first-part']);
});

test('a small file fits into a link, and opens from it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const decoder = new DecoderPage(page);
  await decoder.open();
  await decoder.openFile({
    name: 'small.pcap',
    mimeType: 'application/octet-stream',
    buffer: capture(20),
  });
  await expect(page).toHaveURL(/#z=[\w-]+&name=small\.pcap&conn=1&row=\d+$/);
  await decoder.button('Copy link').click();
  await expect(page.getByText(/Link copied, [\d,]+ characters/)).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = new DecoderPage(await context.newPage());
  await other.page.goto(link);
  await expect(other.page.getByText('small.pcap, ')).toBeVisible();
  await expect(other.rows.first()).toBeVisible();
  await expect(other.page.getByText('23 frames · 21 messages')).toBeVisible();
  await expect(other.page).toHaveURL(link);

  await other.page.goto('about:blank');
  await other.page.goto(link.slice(0, link.indexOf('&name') - 20));
  await expect(other.page.getByRole('alert')).toContainText('The link is damaged');
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`a capture is accessible and fits a phone, in ${colorScheme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    const decoder = await open(page);
    await finder(page).fill('alpha');
    await decoder.button('Filter').click();
    await decoder.rows.first().click();
    await decoder.chosen.press('Shift+ArrowDown');
    await decoder.button('Export').click();
    for (const width of [1440, 820, 390]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await axeFaults(page)).toEqual([]);
      const excess = await excessOf(page);
      expect(excess, `${width} wide`).toBeLessThanOrEqual(0);
    }
  });
