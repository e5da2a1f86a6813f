import type { AddressInfo } from 'node:net';
import { expect, type Page } from '@playwright/test';
import { createStaticServer } from '../../scripts/serve.mjs';
import { axeFaults } from './looks.ts';
import { test } from './site-test.ts';

const PAGES = [
  ['/', 'en'],
  ['/zh/', 'zh-Hans'],
  ['/decode/', 'en'],
  ['/zh/decode/', 'zh-Hans'],
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

for (const [path, language] of PAGES) {
  test(`${path} is in ${language}, and complains of nothing`, async ({ page }) => {
    const said = complaints(page);
    await page.goto(path);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page).toHaveTitle(/wire101/);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(said).toEqual([]);
  });
}

for (const path of ['/', '/zh/', '/no/such/page/'])
  for (const colorScheme of ['light', 'dark'] as const)
    test(`${path} is accessible in ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      expect(await axeFaults(page)).toEqual([]);
    });

for (const path of ['/', '/zh/', '/no/such/page/'])
  test(`${path} fits a screen of 360 pixels`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 640 });
    await page.goto(path);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    const header = page.getByRole('banner');
    if ((await header.count()) > 0) expect((await header.boundingBox())?.height).toBeLessThan(120);
  });

test('the theme follows the system until one is chosen, and is there before the page', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/');
  const background = () =>
    page.evaluate(() => getComputedStyle(document.body.parentElement!).backgroundColor);
  const night = await background();
  const button = page.getByRole('button', { name: /Theme/ });
  await expect(button).toContainText('System');
  await button.click();
  await expect(button).toContainText('Paper');
  const paper = await background();
  expect(paper).not.toBe(night);

  // Nothing of the framework runs: what is left is the script in the head.
  await page.route('**/*.js', (route) => route.abort());
  await page.goto('/zh/decode/', { waitUntil: 'commit' });
  await page.waitForLoadState();
  expect(await background()).toBe(paper);
});

test('the header sleeps until somebody moves, and answers the first deed', async ({ page }) => {
  const asleep = page.locator('[data-asleep]').filter({ has: page.getByRole('banner') });
  await page.goto('/');
  await page.waitForLoadState('networkidle');
  await expect(asleep).toHaveCount(1);
  const theme = page.getByRole('button', { name: /Theme/ });
  await theme.focus();
  await page.keyboard.press('Enter');
  await expect(theme).toContainText('Paper');
  await expect(asleep).toHaveCount(0);
  // What was chosen is named by itself on the next page.
  await page.goto('/race/');
  await expect(theme).toContainText('Paper');
});

test('a page that is gone to while the header sleeps has its links right', async ({ page }) => {
  const said = complaints(page);
  await page.goto('/learn/frames/');
  const lesson = page.getByRole('main').getByRole('link', { name: /^The opening handshake/ });
  await lesson.first().dispatchEvent('click');
  await expect(page).toHaveURL(/\/learn\/handshake\/$/);
  await expect(page.getByRole('banner').getByRole('link', { name: '中文' })).toHaveAttribute(
    'href',
    /\/zh\/learn\/handshake\/$/,
  );
  await page.getByRole('banner').getByRole('link', { name: 'Decode' }).click();
  await expect(page).toHaveURL(/[^n]\/decode\/$/);
  await expect(page.getByRole('link', { name: 'Decode', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await page.getByRole('link', { name: '中文' }).click();
  await expect(page.getByRole('contentinfo')).toContainText('许可');
  await page.getByRole('contentinfo').getByRole('link').last().click();
  await expect(page).toHaveURL(/\/zh\/accessibility\/$/);
  expect(said).toEqual([]);
});

test('the other language is the same page, in place', async ({ page }) => {
  await page.goto('/decode/');
  await page.getByRole('link', { name: '中文' }).click();
  await expect(page).toHaveURL(/\/zh\/decode\/$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await page.getByRole('link', { name: 'EN', exact: true }).click();
  await expect(page).toHaveURL(/[^h]\/decode\/$/);
});

test('the skip link leads to the content', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('the example answers to a click on its bytes', async ({ page }) => {
  await page.goto('/');
  const detail = page.getByRole('region', { name: 'The chosen field' });
  await expect(detail).toContainText('Opcode');
  await page.getByRole('button', { name: '37 fa 21 3d' }).click();
  await expect(detail).toContainText('Masking key');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the home page is readable and its links work', async ({ page }) => {
    await page.goto('/zh/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('button', { name: /主题/ })).toBeHidden();
    await page.getByRole('link', { name: '解码', exact: true }).click();
    await expect(page).toHaveURL(/\/zh\/decode\/$/);
  });

  test('a missing page speaks both languages and leads home', async ({ page }) => {
    const answer = await page.goto('/foo/bar/baz/');
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: 'No such page' })).toBeVisible();
    await expect(page.getByRole('heading', { name: '没有这个页面' })).toBeVisible();
    expect(await page.evaluate(() => getComputedStyle(document.body).display)).toBe('grid');
    await page.getByRole('link', { name: 'To the decoder' }).click();
    await expect(page).toHaveURL(/\/decode\/$/);
  });
});

test('in a folder of a host, pages and the missing page find their way', async ({ page }) => {
  const folder = createStaticServer('build', '/some/where/');
  await new Promise<void>((done) => folder.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(folder.address() as AddressInfo).port}`;
  try {
    const said = complaints(page);
    await page.goto(`${origin}/some/where/zh/`);
    await page.getByRole('link', { name: '解码', exact: true }).click();
    await expect(page).toHaveURL(`${origin}/some/where/zh/decode/`);
    expect(said).toEqual([]);

    await page.goto(`${origin}/some/where/foo/bar/`);
    const home = page.getByRole('link', { name: 'To the start' });
    await expect(home).toHaveAttribute('href', '/some/where/');
    await home.click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('The server has news');
  } finally {
    folder.closeAllConnections();
    folder.close();
  }
});
