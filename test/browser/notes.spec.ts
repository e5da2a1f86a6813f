import { expect, type Page } from '@playwright/test';
import { captureOf, frameOf } from './capture-file.ts';
import { complaints, DecoderPage } from './decoder-page.ts';
import { axeFaults, excessOf } from './looks.ts';
import { test } from './site-test.ts';

/** Hello from a client; Hello, wire and a Close from a server. */
const SAID = [
  '> 81 85 37 fa 21 3d 7f 9f 4d 51 58',
  '< 81 05 48 65 6c 6c 6f',
  '< 81 04 77 69 72 65',
  '< 88 02 03 e8',
].join('\n');
const HASH = `#text=${Buffer.from(SAID).toString('base64url')}`;

/** Two connections with payloads that nothing makes short: no address carries them. */
function longCapture(): Buffer {
  let seed = 5;
  const noise = () =>
    Buffer.from(
      Array.from({ length: 120 }, () => {
        seed = Math.imul(seed, 1_103_515_245) + 12_345;
        return seed >>> 16;
      }),
    );
  return captureOf(
    2,
    Array.from({ length: 600 }, (_, i) => ({
      ...{ connection: i % 2, up: false, time: 1 + i / 100 },
      bytes: frameOf(2, noise(), false),
    })),
  );
}

const FILE = {
  ...{ name: 'chat.pcap', mimeType: 'application/octet-stream', buffer: longCapture() },
};

const box = (page: Page) => page.getByRole('textbox', { name: 'Note', exact: true });
/** The key writes a note on the row looked at once that is taken apart. */
async function pressNote(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /^(Add a note|加批注)$/ })).toBeVisible();
  await page.keyboard.press('n');
}

const notes = (page: Page) => page.getByRole('region', { name: 'Notes', exact: true });
const kept = (page: Page) => page.getByRole('group', { name: 'Kept in this browser' });

test('a note is written by keys alone, is there after a reload, and goes with the link', async ({
  page,
  browser,
}) => {
  const said = complaints(page);
  const decoder = new DecoderPage(page);
  await decoder.open(HASH);
  await decoder.row(/^#2, /).click();
  await page.keyboard.press('ArrowDown');
  await expect(decoder.chosen).toHaveAccessibleName(/^#3, /);
  await pressNote(page);
  await expect(box(page)).toBeFocused();
  const lines = ['nothing <b>new</b>', '第二行'] as const;
  await page.keyboard.type(lines[0]);
  await page.keyboard.press('Enter');
  await page.keyboard.type(lines[1]);
  await page.keyboard.press('Escape');
  await expect(decoder.chosen).toBeFocused();
  await expect(decoder.chosen).toHaveAccessibleName(/has a note$/);
  await expect(notes(page)).toContainText('nothing <b>new</b> 第二行');
  // The address follows a moment later: what it ends with is the whole note, not its beginning.
  const note = Buffer.from(lines.join('\n')).toString('base64url');
  await expect(page).toHaveURL(new RegExp(`&row=2&note=0\\.2\\.${note}$`));

  await page.reload();
  await expect(notes(page).getByRole('button', { name: /^Frame 3/ })).toBeVisible();
  const other = await browser.newContext();
  const there = await other.newPage();
  await there.goto(page.url());
  await expect(notes(there)).toContainText('nothing <b>new</b> 第二行');
  await expect(there.getByRole('group', { name: 'Note on this row' })).toContainText('第二行');
  await other.close();
  expect(said).toEqual([]);
});

test('a note leads to its row, is removed, and brought back', async ({ page }) => {
  const decoder = new DecoderPage(page);
  await decoder.open(HASH);
  await decoder.row(/^#4, /).click();
  await decoder.button('Add a note').click();
  await box(page).fill('the end');
  await decoder.button('Done').click();
  await decoder.row(/^#1, /).click();
  await expect(decoder.button('Add a note')).toBeVisible();
  await notes(page)
    .getByRole('button', { name: /^Frame 4/ })
    .click();
  await expect(decoder.chosen).toHaveAccessibleName(/^#4, .*has a note$/);
  await decoder.button('Remove note').click();
  await expect(page).not.toHaveURL(/note=/);
  await decoder.button('Bring back').click();
  await expect(page).toHaveURL(/note=/);
  await decoder.text.fill('81 05 48 65 6c 6c 6f');
  await expect(notes(page)).toContainText('it belonged to the input before');
  await expect(page).not.toHaveURL(/note=/);
  await decoder.button('Bring back').click();
  await expect(notes(page)).toContainText('Row 4 (not there)');
});

test('changed bytes go with the link, on and to be undone', async ({ page, browser }) => {
  const decoder = new DecoderPage(page);
  await decoder.open(HASH);
  await decoder.row(/^#2, /).click();
  await decoder.button('What if …').click();
  await page
    .getByRole('group', { name: 'Bits of the frame' })
    .getByRole('button', { name: 'FIN, bit 0 of byte 0' })
    .click();
  await expect(page).toHaveURL(/&edit=0\.s2c\.0\.01$/);
  const other = await browser.newContext();
  const there = new DecoderPage(await other.newPage());
  await there.open(new URL(page.url()).hash);
  const whatIf = there.page.getByRole('region', { name: 'What if', exact: true });
  await expect(whatIf).toContainText('81 → 01');
  await expect(there.page.getByRole('region', { name: 'What follows' })).toContainText(
    'Broken now',
  );
  await there.button('Undo').click();
  await expect(whatIf).toContainText('Nothing is changed yet.');
  await expect(there.page).not.toHaveURL(/edit=/);
  await other.close();
});

test('a damaged note costs no more than itself', async ({ page }) => {
  const decoder = new DecoderPage(page);
  await decoder.open(`${HASH}&note=0.1.%3Cscript%3E&edit=0.s2c.99999.00&note=0.2.d2h5PyA`);
  await expect(decoder.rows).toHaveCount(4);
  await expect(notes(page)).toContainText('2 notes or changed bytes of the link');
  await expect(notes(page)).toContainText('why?');
});

test('a file is there after a reload, with place and notes, until it is forgotten', async ({
  page,
}) => {
  const said = complaints(page);
  const decoder = new DecoderPage(page);
  await decoder.open();
  await decoder.openFile(FILE);
  await expect(kept(page)).toContainText('kept in this browser only');
  await page.getByRole('grid', { name: 'Connections' }).getByRole('row').last().click();
  await expect(page).toHaveURL(/decode\/$/);
  await decoder.row(/^#3, /).click();
  await pressNote(page);
  await page.keyboard.type('odd');
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(decoder.chosen).toHaveAccessibleName(/^#3, .*has a note$/);
  await expect(notes(page)).toContainText('Connection 2');
  await expect(page.getByText('chat.pcap')).toBeVisible();
  await decoder.button('Forget it').click();
  await expect(kept(page)).toContainText('Forgotten');
  // What is open stays open.
  await expect(decoder.chosen).toHaveAccessibleName(/^#3, /);
  await page.reload();
  await expect(page.getByText('Nothing to read yet')).toBeVisible();
  await expect(kept(page)).not.toContainText('Last time');
  expect(said).toEqual([]);
});

test('a new visit is offered what was open last time; clearing forgets it', async ({
  page,
  context,
}) => {
  const decoder = new DecoderPage(page);
  await decoder.open();
  await decoder.openFile(FILE);
  await expect(kept(page)).toContainText('kept in this browser only');
  const later = new DecoderPage(await context.newPage());
  await later.open();
  await expect(kept(later.page)).toContainText(/Last time: chat\.pcap, \d+ KiB, today \d\d:\d\d/);
  // A fragment wins.
  await later.open(HASH);
  await expect(later.rows).toHaveCount(4);
  await expect(kept(later.page)).not.toContainText('Last time');
  await later.open();
  await later.button('Open it').click();
  await expect(later.page.getByText('chat.pcap')).toBeVisible();
  await expect(later.rows.first()).toBeVisible();
  await later.button('Clear').click();
  await later.open();
  await expect(later.page.getByText('Nothing to read yet')).toBeVisible();
  await expect(kept(later.page)).not.toContainText('Last time');
});

test('going away within the site and back brings it back', async ({ page }) => {
  const decoder = new DecoderPage(page);
  await decoder.open();
  await decoder.openFile(FILE);
  await expect(kept(page)).toContainText('kept in this browser only');
  await page.getByRole('navigation').first().getByRole('link', { name: 'Reference' }).click();
  await expect(page).toHaveURL(/reference/);
  await page.goBack();
  await expect(page.getByText('chat.pcap')).toBeVisible();
  await expect(decoder.rows.first()).toBeVisible();
});

test('an entry of a log takes a note too', async ({ page }) => {
  const decoder = new DecoderPage(page);
  await decoder.open();
  await decoder.openFile('test/capture/samples/chromium.har');
  await decoder.rows.first().click();
  await pressNote(page);
  await page.keyboard.type('asked for the upgrade');
  await page.keyboard.press('Escape');
  await expect(decoder.rows.first()).toHaveAccessibleName(/has a note$/);
  await expect(page.getByRole('group', { name: 'Note on this row' })).toContainText('asked for');
});

test('where storage is forbidden the page says so and works', async ({ page }) => {
  const said = complaints(page);
  await page.addInitScript(() => {
    const forbid = () => {
      throw new DOMException('forbidden', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, { get: forbid });
  });
  const decoder = new DecoderPage(page);
  await decoder.open();
  await decoder.openFile(FILE);
  await expect(kept(page)).toContainText('keeps nothing');
  await decoder.row(/^#1, /).click();
  await pressNote(page);
  await page.keyboard.type('still works');
  await expect(notes(page)).toContainText('still works');
  expect(said).toEqual([]);
});

test('speaks Chinese', async ({ page }) => {
  const decoder = new DecoderPage(page);
  await decoder.open(HASH, '/zh/decode/');
  await decoder.button('加批注').click();
  await page.getByRole('textbox', { name: '批注' }).fill('看这里');
  await expect(page.getByRole('region', { name: '批注' })).toContainText('1 条批注');
  await expect(page).toHaveURL(/note=0\.0\.55yL6L-Z6YeM$/);
});

for (const scheme of ['light', 'dark'] as const)
  test(`${scheme}: notes and what is kept stand in nobody's way, nor wider than a phone`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: scheme });
    const decoder = new DecoderPage(page);
    await decoder.open();
    await decoder.openFile(FILE);
    await expect(kept(page)).toContainText('kept in this browser only');
    await decoder.row(/^#1, /).click();
    await pressNote(page);
    await page.keyboard.type(`${'long'.repeat(60)} and more`);
    await page.keyboard.press('Escape');
    await decoder.row(/^#2, /).click();
    await pressNote(page);
    await page.keyboard.type('being written');
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 });
      expect(await axeFaults(page)).toEqual([]);
      const beyond = await excessOf(page);
      expect(beyond).toBeLessThanOrEqual(0);
    }
  });
