import { expect, type Page } from '@playwright/test';
import { OBSERVED } from '../../src/composer/handshake/observed-data.ts';
import { askChromium } from '../composer/handshake/ask-chromium.ts';
import { RESPONSE_CASES, SOUND } from '../composer/handshake/cases.ts';
import { axeFaults, excessOf, LOOKS } from './looks.ts';
import { test } from './site-test.ts';

const PAGE = '/compose/handshake/';
const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
const ACCEPT = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=';

const box = (page: Page, name: string) => page.getByRole('textbox', { name });
const accept = (page: Page) => page.getByRole('region', { name: 'From key to accept' });
const outcome = (page: Page) => page.getByRole('status', { name: 'What comes of it' });

async function replaceIn(page: Page, name: string, from: string | RegExp, to: string) {
  const text = await box(page, name).inputValue();
  await box(page, name).fill(text.replace(from, to));
}

test('changing the key changes the accept at each step, as it is typed', async ({ page }) => {
  await page.goto(PAGE);
  const steps = accept(page).getByRole('listitem');
  await expect(outcome(page)).toContainText('A strict client opens');
  await expect(steps.nth(1)).toContainText(`${KEY}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`);
  await expect(steps.nth(2)).toContainText('b3 7a 4f');
  await expect(steps.nth(4)).toContainText(ACCEPT);
  const before = await steps.allTextContents();

  await replaceIn(page, 'Request', 'dGhl', 'AGhl');
  await expect(outcome(page)).toContainText('fails the connection');
  const after = await steps.allTextContents();
  for (const step of [0, 1, 2, 3, 4]) expect(after[step]).not.toBe(before[step]);
  await expect(accept(page)).toContainText('The accept of the RFC’s example');

  await page.getByRole('button', { name: 'Write the right accept' }).click();
  await expect(outcome(page)).toContainText('A strict client opens');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(outcome(page)).toContainText('fails the connection');
  await box(page, 'Request').press('Control+z');
  await expect(box(page, 'Request')).toHaveValue(new RegExp(KEY));
  await page.getByRole('button', { name: 'New random key' }).click();
  await expect(accept(page)).toContainText('The accept of');
  await expect(box(page, 'Request')).not.toHaveValue(new RegExp(KEY));
});

test('each typical mistake is named when it is made', async ({ page }) => {
  await page.goto(PAGE);
  const choice = page.getByRole('combobox', { name: 'Make a mistake' });
  const names = (await choice.locator('option:not([disabled])').allTextContents()).map((name) =>
    name.trim(),
  );
  expect(names.length).toBeGreaterThan(25);
  for (const name of names) {
    await choice.selectOption({ label: name });
    await expect(accept(page).getByRole('status')).toContainText(`${name}.`);
  }
});

test('every line is judged, and a broken one leads to its bytes', async ({ page }) => {
  await page.goto(PAGE);
  await replaceIn(page, 'Request', 'Upgrade: websocket', 'Upgrade: websocket.');
  const wrong = page.getByRole('region', { name: 'What is wrong in the request' });
  await wrong.getByRole('button').first().click();
  await expect(box(page, 'Request')).toBeFocused();
  const marked = await box(page, 'Request').evaluate((area: HTMLTextAreaElement) =>
    area.value.slice(area.selectionStart, area.selectionEnd),
  );
  expect(marked).toBe('websocket.');
  await expect(outcome(page)).toContainText('refuses with 400');
  await expect(page.getByRole('region', { name: 'What endpoints do' })).toContainText(
    `ws ${OBSERVED.versions.ws}, server`,
  );
});

test('what others wrote is text; nothing and far too much are told', async ({ page }) => {
  const said: string[] = [];
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => said.push('a dialog')));
  await page.goto(PAGE);
  await replaceIn(page, 'Response', ACCEPT, '<img src=x onerror=alert(1)>\\x1b[31m\\r');
  await expect(accept(page)).toContainText('<img src=x onerror=alert(1)>');
  await expect(page.locator('main img')).toHaveCount(0);

  await box(page, 'Request').fill('');
  await box(page, 'Response').fill('');
  await expect(page.getByText('Nothing here yet.')).toHaveCount(2);
  // typing that much through the browser's own editing takes minutes; a paste does not
  await box(page, 'Request').evaluate((area: HTMLTextAreaElement) => {
    area.value = 'GET / HTTP/1.1\n'.repeat(2_000);
    area.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await expect(page.getByText(/Longer than 16 KiB/)).toBeVisible();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Too long for a link.')).toBeVisible();
  expect(said).toEqual([]);
});

test('a link opens the same, in the other language too, and so does the decoder', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(PAGE);
  await page
    .getByRole('combobox', { name: 'Start from' })
    .selectOption('ws/pmd-response-window-bits-range');
  await expect(box(page, 'Response')).toHaveValue(/server_max_window_bits=16/);
  await expect(page.getByRole('region', { name: 'What endpoints do' })).toContainText(
    'Received invalid server_max_window_bits parameter',
  );
  const typed = await box(page, 'Response').inputValue();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText(/^Link copied/)).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.goto('about:blank');
  await page.goto(link.replace('/compose/', '/zh/compose/'));
  await expect(box(page, '响应')).toHaveValue(typed);
  await expect(page.getByRole('region', { name: '响应错在哪里' })).toBeVisible();

  await page.getByRole('button', { name: '复制', exact: true }).click();
  await page.getByRole('button', { name: '请求原文' }).click();
  await expect(page.getByText('已复制。')).toBeVisible();
  const raw = await page.evaluate(() => navigator.clipboard.readText());
  expect(raw).toMatch(/^GET \/chat HTTP\/1\.1\r?\n/);

  await page.getByRole('button', { name: '在解码器中打开' }).click();
  await expect(page).toHaveURL(/\/zh\/decode\//);
  await expect(page.getByRole('listitem').filter({ hasText: '101' }).first()).toBeVisible();

  await page.goto('about:blank');
  await page.goto(`${PAGE}#req=%%%&res=!`);
  await expect(page.getByRole('alert')).toContainText('This link is damaged');
});

test('a side is shown to the byte', async ({ page }) => {
  await page.goto(PAGE);
  const bytes = page.getByRole('region', { name: 'Bytes', exact: true });
  await bytes.getByRole('button', { name: 'Response' }).click();
  await expect(bytes.getByRole('listbox').first()).toBeVisible();
  await expect(bytes).toContainText('101');
});

for (const { language, locale, colorScheme } of LOOKS)
  test(`the page is accessible, ${language}, ${colorScheme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    await page.goto(locale + PAGE);
    const example = page.getByRole('combobox').first();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const found: string[] = [];
    for (const rule of [null, 'ws/req-missing-host', 'ws/res-accept-of-decoded-key']) {
      if (rule !== null) {
        await example.selectOption(rule);
        await expect(page.locator('article')).not.toHaveCount(0);
        await page
          .locator('details')
          .evaluateAll((all: HTMLDetailsElement[]) => all.forEach((each) => (each.open = true)));
      }
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 });
        const faults = await axeFaults(page);
        found.push(...faults.map((fault) => `${rule} ${width} ${fault}`));
        const excess = await excessOf(page);
        if (excess > 0) found.push(`${rule}: ${excess} wider than ${width}`);
      }
    }
    expect(found).toEqual([]);
  });

test('Chromium does what the page says of it', async ({ page, browser }) => {
  test.slow();
  expect(await askChromium(page, SOUND)).toEqual({ opens: true, says: '' });
  const version = browser.version().split('.')[0];
  const asked = OBSERVED.versions.chromium;
  test.skip(
    version !== asked,
    `the page tells of Chromium ${asked}, this is ${version}: ask again`,
  );
  for (const row of RESPONSE_CASES) {
    const told = OBSERVED.responses[row.rule]?.chromium;
    expect(await askChromium(page, row), row.rule).toEqual(told);
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the example of the RFC is there to read', async ({ page }) => {
    await page.goto(PAGE);
    await expect(box(page, 'Request')).toHaveValue(new RegExp(KEY));
    await expect(accept(page)).toContainText(ACCEPT);
  });
});
