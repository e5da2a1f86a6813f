import { expect, test, type Page } from '@playwright/test';
import { axeFaults, excessOf } from './looks.ts';
import { complaints, DecoderPage } from './decoder-page.ts';

/** Three texts of a client, payloads unmasked by a tool that left MASK and keys. */
const UNMASKED = [
  '> 81 85 37 fa 21 3d 48 65 6c 6c 6f',
  '  81 84 01 02 03 04 77 69 72 65',
  '  81 87 0a 0b 0c 0d 6d 65 73 73 61 67 65',
].join('\n');

/** The end of a frame, then two whole ones. */
const BEGUN_LATE = '6c 6c 6f 21 81 05 48 65 6c 6c 6f 81 04 77 69 72 65';

const region = (page: Page) => page.getByRole('region', { name: 'What may have happened' });

test.describe('bytes that make no sense', () => {
  test('are explained, tried and taken back, by keys alone', async ({ page }) => {
    const said = complaints(page);
    const decoder = new DecoderPage(page);
    await decoder.open();
    await decoder.text.fill(UNMASKED);
    await expect(region(page)).toContainText('The payloads are in the clear');
    await expect(region(page)).toContainText('text, 5 bytes: “Hello”');
    await page.getByRole('button', { name: /^Try: The payloads are in the clear/ }).focus();
    await page.keyboard.press('Enter');
    const back = decoder.button('Back to the bytes as they were');
    await expect(back).toBeFocused();
    await expect(region(page)).toContainText('You are trying: The payloads are in the clear');
    await expect(decoder.text).toHaveValue(/^> 81 85 37 fa 21 3d 7f 9f 4d 51 58/);
    await expect(decoder.row(/^#3, client to server, text, message/)).toHaveCount(1);
    await expect(decoder.problems).toHaveCount(0);
    await page.keyboard.press('Enter');
    await expect(decoder.text).toHaveValue(UNMASKED);
    await expect(region(page)).toBeFocused();
    await expect(region(page)).toContainText('The payloads are in the clear');
    expect(said).toEqual([]);
  });

  test('are tried in the address too', async ({ page }) => {
    const decoder = new DecoderPage(page);
    await decoder.open();
    await decoder.text.fill(BEGUN_LATE);
    await page.getByRole('button', { name: 'Try: Frames begin at byte 4' }).click();
    await expect(decoder.rows).toHaveCount(2);
    await expect(page).toHaveURL(/#hex=810548656c6c6f810477697265/);
  });

  test('are explained in Chinese', async ({ page }) => {
    await page.goto(`/zh/decode/#text=${Buffer.from(UNMASKED).toString('base64url')}`);
    const section = page.getByRole('region', { name: '可能发生了什么' });
    await expect(section).toContainText('载荷已是明文，MASK 位却还在');
    await section.getByRole('button', { name: /^试试/ }).click();
    await expect(section.getByRole('button', { name: '回到原来的字节' })).toBeFocused();
  });

  for (const colorScheme of ['light', 'dark'] as const)
    test(`are explained so that everyone can read it, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      const decoder = new DecoderPage(page);
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 });
        await decoder.open(`#text=${Buffer.from(UNMASKED).toString('base64url')}`);
        await expect(region(page)).toContainText('Hello');
        expect(await axeFaults(page)).toEqual([]);
        await page.getByRole('button', { name: /^Try: The payloads/ }).click();
        await expect(decoder.button('Back to the bytes as they were')).toBeVisible();
        expect(await axeFaults(page)).toEqual([]);
        const excess = await excessOf(page);
        expect(excess).toBe(0);
      }
    });

  test('say nothing of a conversation with one illegal frame', async ({ page }) => {
    const decoder = new DecoderPage(page);
    await decoder.open('#hex=8305 48656c6c6f'.replace(' ', ''));
    await expect(decoder.rows).toHaveCount(1);
    await expect(region(page)).toHaveCount(0);
  });
});
