import { expect, type Page } from '@playwright/test';
import { DecoderPage } from './decoder-page.ts';
import { test } from './site-test.ts';

const PAGES = ['', 'frame/', 'close-codes/', 'handshake/', 'streams/', 'rules/', 'card/'];
const LANGUAGES = [
  ['', 'en'],
  ['/zh', 'zh-Hans'],
] as const;

/** What the page complained about: policy violations, faults, missing files. */
function complaints(page: Page): string[] {
  const said: string[] = [];
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') said.push(message.text());
  });
  return said;
}

for (const [prefix, language] of LANGUAGES)
  test(`every page is there in ${language}, and fits 390 pixels`, async ({ page }) => {
    test.slow();
    const said = complaints(page);
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of PAGES) {
      await page.goto(`${prefix}/reference/${path}`);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    }
    expect(said).toEqual([]);
  });

test('the search is used by keyboard alone, and leads to the entry', async ({ page }) => {
  await page.goto('/reference/');
  const box = page.getByRole('searchbox', { name: 'Search the reference' });
  await box.focus();
  await page.keyboard.type('ws/close-one-byte');
  await expect(page.getByRole('status')).toHaveText(/found/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/reference\/rules\/#ws\/close-payload-one-byte$/);
  const entry = page.locator('[id="ws/close-payload-one-byte"]');
  await expect(entry).toBeInViewport();
  await page.goBack();
  await box.fill('掩码密钥');
  await expect(page.getByRole('link', { name: /ws\.masking-key/ })).toBeVisible();
});

test('all of it is readable without scripts', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/reference/');
  await expect(page.getByRole('searchbox')).toBeHidden();
  await expect(page.getByRole('link', { name: /^1007/ })).toBeVisible();
  await page.goto('/reference/rules/#ws/rsv2-set');
  await expect(page.locator('[id="ws/rsv2-set"]')).toContainText('closes with 1002');
  await expect(page.locator('[id="ws/rsv2-set"]')).toBeInViewport();
  await page.goto('/zh/reference/frame/');
  await expect(page.getByRole('option', { name: /^操作码/ })).toBeVisible();
  await context.close();
});

test('a rule leads to its example in the decoder, and the decoder back to the rule', async ({
  page,
}) => {
  const decoder = new DecoderPage(page);
  await page.goto('/reference/rules/#ws/pmd-window-exceeded');
  await page.getByRole('link', { name: 'Open an example of ws/pmd-window-exceeded' }).click();
  await expect(decoder.rows.first()).toBeVisible();
  await expect(page.getByText('permessage-deflate; server_max_window_bits=9')).toBeVisible();
  await expect(page).toHaveURL(/#example=ws\/pmd-window-exceeded&row=0$/);
  await page.getByText('Explain').click();
  const back = page.getByRole('link', { name: /In the reference ws\/pmd-window-exceeded/ });
  await back.click();
  await expect(page.locator('[id="ws/pmd-window-exceeded"]')).toBeInViewport();
});

test('an example of no rule is said not to be there', async ({ page }) => {
  await page.goto('/decode/#example=ws/no-such-rule');
  await expect(page.getByRole('alert')).toContainText('a rule that does not exist');
  await page.goto('/zh/decode/#example=ws/no-such-rule');
  await expect(page.getByRole('alert')).toContainText('不存在的规则');
});

test('the figure draws what is chosen', async ({ page }) => {
  await page.goto('/reference/frame/');
  const lengths = page.getByRole('option', { name: /^Payload length, 64 bits/ });
  await expect(lengths).toHaveCount(0);
  await page.getByRole('radio', { name: '7 + 64 bits' }).check();
  await expect(lengths).toHaveCount(1);
});

const pagesIn = (pdf: Buffer): number =>
  pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

for (const path of ['/reference/card/', '/zh/reference/card/'])
  test(`${path} prints on one sheet`, async ({ page }) => {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    for (const format of ['A4', 'Letter']) {
      for (const printBackground of [false, true])
        expect(pagesIn(await page.pdf({ format, printBackground })), format).toBe(1);
    }
  });

test('the rules print as a booklet in which no entry is torn', async ({ page }) => {
  await page.goto('/reference/rules/');
  await page.waitForLoadState('networkidle');
  expect(pagesIn(await page.pdf({ format: 'A4' }))).toBeGreaterThan(20);
  await page.emulateMedia({ media: 'print' });
  for (const around of ['banner', 'contentinfo'] as const)
    await expect(page.locator('.app').getByRole(around)).toBeHidden();
  const styles = await page.locator('article').evaluateAll((entries) =>
    entries.map((entry) => {
      const { breakInside, contentVisibility } = getComputedStyle(entry);
      return `${breakInside} ${contentVisibility}`;
    }),
  );
  expect(styles).toHaveLength(145);
  expect([...new Set(styles)]).toEqual(['avoid visible']);
  // What is taller than a page would be torn all the same.
  await page.setViewportSize({ width: 680, height: 1000 });
  const tallest = await page
    .locator('article')
    .evaluateAll((entries) => Math.max(...entries.map((entry) => entry.clientHeight)));
  expect(tallest).toBeLessThan(900);
  await expect(page.getByRole('navigation')).toHaveCount(0);
});
