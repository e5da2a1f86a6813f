import { expect, type Page } from '@playwright/test';
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

const bit = (page: Page, name: string) =>
  page.getByRole('group', { name: 'Bits of the frame' }).getByRole('button', { name });
const whatIf = (page: Page) => page.getByRole('region', { name: 'What if', exact: true });
const follows = (page: Page) => page.getByRole('region', { name: 'What follows' });

async function start(page: Page): Promise<DecoderPage> {
  const decoder = new DecoderPage(page);
  await decoder.open(HASH);
  await decoder.row(/^#2, server to client/).click();
  await decoder.button('What if …').click();
  return decoder;
}

test.describe('what if', () => {
  test('FIN makes a fragment, breaks a rule, and is undone', async ({ page }) => {
    const said = complaints(page);
    const decoder = await start(page);
    await expect(whatIf(page)).toContainText('Nothing is changed yet.');
    await bit(page, 'FIN, bit 0 of byte 0').click();
    await expect(follows(page)).toContainText('1 row is other than before');
    await expect(follows(page)).toContainText('nothing is out of step');
    await expect(follows(page)).toContainText('Broken now');
    await expect(whatIf(page)).toContainText('81 → 01');
    const answers = page.getByRole('row', { name: /^The client answers/ });
    await expect(answers).toContainText('Close 1002, at frame 3');
    await expect(page.getByRole('row', { name: /^The client’s API/ })).toContainText('code 1006');
    // The list keeps to what travelled.
    await expect(decoder.row(/^#2, .*Hello, 7 B$/)).toHaveCount(1);
    await decoder.button('Undo').click();
    await expect(whatIf(page)).toContainText('Nothing is changed yet.');
    await expect(decoder.button('Undo')).toBeDisabled();
    await decoder.button('Redo').click();
    await expect(follows(page)).toContainText('Broken now');
    expect(said).toEqual([]);
  });

  test('an opcode is another kind of frame', async ({ page }) => {
    const decoder = await start(page);
    await bit(page, 'Opcode, bit 4 of byte 0').click();
    await expect(decoder.frame.getByRole('heading', { level: 2 })).toContainText('Ping');
    const fields = page.getByRole('region', { name: 'Original and changed, field by field' });
    await expect(fields.getByRole('row', { name: /^Opcode/ })).toContainText('differs');
  });

  test('a bit of the length loses the frames; another one finds them', async ({ page }) => {
    const decoder = await start(page);
    await bit(page, 'Payload length, bit 6 of byte 1').click();
    await expect(follows(page)).toContainText('units begin at other bytes');
    await expect(page.getByRole('table', { name: /not the same/ })).toContainText('gone');
    await decoder.button('Keep the original').click();
    await expect(whatIf(page)).toHaveCount(0);
    await expect(decoder.bits).toBeVisible();
    await expect(decoder.frame).toContainText('Frame 2');
  });

  test('by keys alone: a bit, a byte, and back', async ({ page }) => {
    await start(page);
    await bit(page, 'FIN, bit 0 of byte 0').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await expect(whatIf(page)).toContainText('81 → c1');
    await page.keyboard.press('Control+z');
    await expect(whatIf(page)).toContainText('Nothing is changed yet.');
    await page.keyboard.press('Control+Shift+z');
    await expect(whatIf(page)).toContainText('81 → c1');
    await page.keyboard.press('Control+z');
    const bytes = page.getByRole('group', { name: 'Bytes to type over' });
    await bytes.getByRole('button').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('59');
    await expect(whatIf(page)).toContainText('48 → 59');
    await expect(page.getByRole('region', { name: 'Message', exact: true })).toContainText('Yello');
  });

  test('speaks Chinese', async ({ page }) => {
    const decoder = new DecoderPage(page);
    await decoder.open(HASH, '/zh/decode/');
    await decoder.button('假如……').click();
    await page.locator('[data-bit="1"]').click();
    await expect(page.getByRole('region', { name: '结果会怎样' })).toContainText('新违反的规则');
    await expect(page.getByText('双方各怎么说')).toBeVisible();
  });
});

test.describe('comparing', () => {
  test('two frames: masked there, not here', async ({ page }) => {
    const decoder = new DecoderPage(page);
    await decoder.open(HASH);
    await decoder.row(/^#1, /).click();
    await decoder.row(/^#2, /).click({ modifiers: ['Control'] });
    await decoder.button('Compare these two rows').click();
    const compared = page.getByRole('region', { name: 'Differences in words' });
    await expect(compared).toContainText('A is masked, the other is not.');
    await expect(compared).toContainText('Unmasked, their payloads are the same.');
    await decoder.button('Close comparison').click();
    await expect(page.getByRole('region', { name: 'Comparison' })).toHaveCount(0);
  });

  test('a conversation with other bytes, by keys, and what was typed stays', async ({ page }) => {
    const decoder = new DecoderPage(page);
    await decoder.open(HASH);
    await decoder.button('Compare').press('Enter');
    const text = page.getByRole('textbox', { name: 'This connection with other bytes' });
    await text.fill('< 81 05 48 65 6c 6c 6f\n< 81 04 77 69 72 66');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const found = page.getByRole('region', { name: 'Comparison' });
    await expect(found).toContainText('1 the same, 1 altered, 2 in A alone, 0 in B alone.');
    await found.getByRole('button', { name: 'altered' }).press('Enter');
    await expect(found).toContainText('The payloads differ from byte 3 on.');
    await decoder.button('Back to the conversations').press('Enter');
    await expect(found).toContainText('2 in A alone');
    await decoder.button('Compare').click();
    await expect(text).toHaveValue(/81 05/);
  });
});

for (const scheme of ['light', 'dark'] as const) {
  test(`${scheme}: nothing stands in anyone's way`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    const decoder = await start(page);
    await bit(page, 'FIN, bit 0 of byte 0').click();
    await expect(follows(page)).toContainText('Broken now');
    await decoder.row(/^#3, /).click({ modifiers: ['Control'] });
    await decoder.button('Compare these two rows').click();
    await expect(page.getByRole('region', { name: 'Differences in words' })).toBeVisible();
    expect(await axeFaults(page)).toEqual([]);
  });
}

test('fits a telephone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await start(page);
  await bit(page, 'Payload length, bit 6 of byte 1').click();
  await expect(follows(page)).toContainText('units begin at other bytes');
  const beyond = await excessOf(page);
  expect(beyond).toBeLessThanOrEqual(0);
});
