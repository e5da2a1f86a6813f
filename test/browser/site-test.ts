import { expect, test as base, type Page } from '@playwright/test';

/**
 * Waits until the page answers: until its scripts have taken it over, a key or a file goes nowhere. A page without
 * scripts, or one that is none of ours, answers at once.
 */
export const answering = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => {
    const ours = [...document.scripts].some(({ text }) => text.includes('__sveltekit'));
    return !ours || 'live' in document.documentElement.dataset;
  });
};

/** Makes every part of a long page answer, those out of sight too, as printing does, and waits until they do. */
export const awake = async (page: Page): Promise<void> => {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(page.locator('[data-asleep]')).toHaveCount(0);
};

interface Waiting {
  readonly waitUntil?: string;
}

/** The tests of the built site: a page that was gone to can be used, unless it is asked for with `commit`. */
export const test = base.extend({
  page: async ({ page, javaScriptEnabled }, use) => {
    if (javaScriptEnabled !== false) {
      for (const name of ['goto', 'reload'] as const) {
        const go = page[name].bind(page) as (...given: unknown[]) => ReturnType<Page['goto']>;
        page[name] = async (...given: unknown[]) => {
          const response = await go(...given);
          const early = given.some((each) => (each as Waiting | null)?.waitUntil === 'commit');
          if (!early) await answering(page);
          return response;
        };
      }
    }
    await use(page);
  },
});
