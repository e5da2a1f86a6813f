import { writeFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { axeFaults, excessOf, LOOKS } from './looks.ts';
import { test } from './site-test.ts';

const FAULTY =
  '#c2s=010348656c&c2s=a18537fa213d7f9f4d5158&s2c=c107f248cdc9c90700&s2c=8006000000&ext=permessage-deflate&at=2';

async function open(page: Page, hash = '', path = '/compose/'): Promise<void> {
  await page.goto('about:blank');
  await page.goto(path + hash);
}

const bit = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const hex = (page: Page) => page.getByRole('textbox', { name: /^Bytes in hex/ });
const box = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true });
const list = (page: Page) => page.getByRole('region', { name: 'Frames of the conversation' });
const rules = (page: Page) => page.getByRole('region', { name: 'What is wrong here' });

test('bits, bytes and fields stay in step, and every step can be undone', async ({ page }) => {
  await open(page);
  await expect(hex(page)).toHaveValue('81 85 37 fa 21 3d 7f 9f 4d 51 58');
  await bit(page, 'RSV2, bit 2 of byte 0').click();
  await expect(hex(page)).toHaveValue('a1 85 37 fa 21 3d 7f 9f 4d 51 58');
  await expect(box(page, 'RSV2')).toBeChecked();
  await expect(rules(page)).toContainText('RFC 6455 §5.2');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Space');
  await expect(box(page, 'RSV1')).toBeChecked();
  await hex(page).fill('89 80 00 00 00 01');
  await expect(page.getByRole('combobox', { name: 'Opcode' })).toHaveValue('9');
  await expect(box(page, 'RSV1')).not.toBeChecked();
  await expect(rules(page)).toBeHidden();
  await box(page, 'masked').uncheck();
  await expect(hex(page)).toHaveValue('89 00');
  await expect(rules(page)).toContainText('§5.1');
  const undo = page.getByRole('button', { name: 'Undo' });
  while (await undo.isEnabled()) await undo.click();
  await expect(hex(page)).toHaveValue('81 85 37 fa 21 3d 7f 9f 4d 51 58');
  await page.keyboard.press('Control+Shift+Z');
  await expect(hex(page)).toHaveValue('a1 85 37 fa 21 3d 7f 9f 4d 51 58');
});

test('a link opens the same', async ({ page, context }) => {
  await open(page);
  await page.getByRole('button', { name: 'Ping', exact: true }).click();
  await page.getByRole('radio', { name: 'server', exact: true }).check();
  await expect(page).toHaveURL(/#c2s=818537fa213d7f9f4d5158&s2c=890548656c6c6f&at=2$/);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(
    other.getByRole('heading', { name: 'Frame 2 · Ping, server → client' }),
  ).toBeVisible();
  await expect(hex(other)).toHaveValue('89 05 48 65 6c 6c 6f');
});

test('an example of a rule is explained, put right, and opened in the decoder', async ({
  page,
}) => {
  await open(page);
  const presets = page.getByRole('combobox', { name: 'Start from' });
  await presets.selectOption('rule ws/pmd-window-exceeded');
  await expect(rules(page)).toContainText('RFC 7692');
  await page.getByRole('button', { name: 'Put it right' }).click();
  await expect(rules(page)).toBeHidden();
  await page.getByRole('button', { name: 'Break it again' }).click();
  await expect(rules(page)).toBeVisible();
  await page.getByRole('button', { name: 'Open in the decoder' }).click();
  await expect(page).toHaveURL(/\/decode\//);
  await expect(page.getByText('composed.pcapng')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('region', { name: 'Problems' })).toContainText('RFC 7692');
});

test('hostile payloads are text, and what is no hex is told and kept', async ({ page }) => {
  await open(page);
  let ran = false;
  await page.exposeFunction('ran', () => (ran = true));
  const markup = '<script>ran()</script><img src=x onerror=ran()>';
  await page.getByRole('textbox', { name: 'Payload as text' }).fill(markup);
  await expect(list(page)).toContainText('<script>ran()</script>');
  await hex(page).pressSequentially('zz');
  await expect(page.getByRole('alert')).toContainText('“z” is no hex digit');
  await expect(hex(page)).toHaveValue(/zz$/);
  expect(ran).toBe(false);
});

test('2^63 bytes are announced, and the next frame is swallowed', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Ping', exact: true }).click();
  await list(page).getByRole('button', { name: /Text/ }).first().click();
  await page.getByRole('textbox', { name: 'Announces' }).fill('2^63');
  await expect(hex(page)).toHaveValue(/^81 ff 80 00 00 00 00 00 00 00 37 fa 21 3d/);
  await expect(rules(page)).toContainText('§5.2');
  const note = page.getByRole('region', { name: 'A receiver reads other frames than these' });
  await expect(note).toBeVisible();
  await note.getByRole('button').click();
  await expect(list(page).getByRole('heading')).toHaveText('1 frame');
});

test('a message is cut by dragging, by keys, and joined', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Cut it' }).click();
  const mark = page.getByRole('slider', { name: 'Mark 1' });
  await mark.focus();
  await page.keyboard.press('ArrowRight');
  await expect(mark).toHaveAttribute('aria-valuenow', '3');
  const strip = (await page
    .getByRole('group', { name: 'Where the message is cut' })
    .boundingBox())!;
  const at = (await mark.boundingBox())!;
  await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
  await page.mouse.down();
  await page.mouse.move(strip.x + strip.width / 5, at.y + at.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(mark).toHaveAttribute('aria-valuenow', '1');
  await expect(hex(page)).toHaveValue(/^01 81/);
  await page.getByRole('button', { name: 'Join at mark 1' }).click();
  await expect(list(page).getByRole('heading')).toHaveText('1 frame');
});

test('a file of megabytes is read on another thread, and shown in part', async ({ page }, info) => {
  await open(page);
  await page.getByText('File', { exact: true }).click();
  const path = info.outputPath('long.txt');
  await writeFile(path, 'Grüße aus dem Kabel. '.repeat(150_000));
  const started = page.waitForEvent('worker');
  await page.getByLabel('Choose a file').setInputFiles(path);
  await started;
  await expect(page.getByText(/^long\.txt, 3,/)).toBeVisible();
  await expect(page.getByText(/more, which stay as they are$/)).toBeVisible();
  await bit(page, 'RSV2, bit 2 of byte 0').click();
  await expect(rules(page)).toContainText('§5.2');
});

for (const { language, locale, colorScheme } of LOOKS)
  test(`the composer is accessible and fits a phone, ${language}, ${colorScheme}`, async ({
    page,
  }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    for (const hash of ['', FAULTY]) {
      await open(page, hash, `${locale}/compose/`);
      for (const summary of await page.locator('main summary').all()) await summary.click();
      for (const width of [1440, 390, 360]) {
        await page.setViewportSize({ width, height: 900 });
        const excess = await excessOf(page);
        expect(excess, `${width} wide`).toBeLessThanOrEqual(0);
        if (width === 360) continue;
        expect(await axeFaults(page)).toEqual([]);
      }
    }
  });
