import { expect } from '@playwright/test';
import { firstWeight, weigh } from '../../scripts/budget.mjs';
import { BUDGETS } from '../../scripts/budgets.mjs';
import { test } from './site-test.ts';

// What is weighed is what a page asks for; the service worker would ask for everything.
test.use({ serviceWorkers: 'block' });

for (const budget of BUDGETS)
  test(`${budget.name} keeps its budget`, async ({ page }) => {
    const { first, css, fonts } = firstWeight(budget);
    expect(first, 'JavaScript before the page answers').toBeLessThanOrEqual(budget.first);
    expect(css, 'CSS').toBeLessThanOrEqual(budget.css);
    expect(fonts, 'the system has fonts').toBe(0);

    const scripts = new Set<string>();
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.endsWith('.js')) scripts.add(pathname.slice(1));
    });
    await page.goto(`/${budget.page}`);
    await page.waitForLoadState('networkidle');
    const whole = weigh([...scripts]);
    console.log(`${budget.name}: JavaScript ${first} at first, ${whole} in all; CSS ${css}`);
    expect(whole, 'all JavaScript that comes without a click').toBeLessThanOrEqual(budget.whole);
    // Nothing is forgotten above: what is asked for at first is asked for indeed.
    expect(whole).toBeGreaterThanOrEqual(first);
  });

test('an arrow is taken apart on pages that begin with few words', async ({ page }) => {
  test.setTimeout(90_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const path of ['/', '/race/', '/zh/race/']) {
    await page.goto(path);
    await page.getByText(/^(Events|事件)$/).click({ timeout: 30_000 });
    const open = page.getByRole('button', { name: /^(Open the bytes: |查看字节：)/ });
    await open.first().click();
    await expect(page.locator('section[tabindex="-1"] .unit').first()).toBeVisible();
  }
});
