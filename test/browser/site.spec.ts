import { expect, test } from '@playwright/test';

for (const [path, language] of [
  ['/', 'en'],
  ['/zh/', 'zh-Hans'],
] as const) {
  test(`${path} is in ${language}`, async ({ page }) => {
    await page.goto(path);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
  });
}
