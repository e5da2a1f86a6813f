import { expect, type Page } from '@playwright/test';
import { PAGES } from './pages.ts';
import { test } from './site-test.ts';

/** What a page asked for elsewhere, and what its policy had to forbid. */
async function watch(page: Page, origin: string) {
  const seen = { elsewhere: [] as string[], forbidden: [] as string[] };
  page.on('request', (request) => {
    const { origin: asked, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && asked !== origin) seen.elsewhere.push(request.url());
  });
  await page.exposeFunction('tellForbidden', (what: string) => seen.forbidden.push(what));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      (globalThis as unknown as { tellForbidden(what: string): void }).tellForbidden(
        `${violatedDirective}: ${blockedURI} ${sample}`,
      );
    });
  });
  return seen;
}

test('no page asks anyone else for anything, and none breaks its policy', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(30_000 + 5_000 * PAGES.length);
  const seen = await watch(page, new URL(baseURL ?? '').origin);
  for (const path of [...PAGES, '/no/such/page/']) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
  }
  // A worker reads, a drawer opens: what is fetched late keeps the policy, too.
  await page.goto('/decode/#hex=818537fa213d7f9f4d5158');
  await expect(page.getByRole('list', { name: 'Conversation' }).getByRole('button')).toHaveCount(1);
  expect(seen).toEqual({ elsewhere: [], forbidden: [] });
});

test('the policy of a page forbids what would carry bytes away or run them', async ({ page }) => {
  await page.goto('/decode/');
  const tried = await page.evaluate(async () => {
    const fails = async (act: () => unknown): Promise<boolean> => {
      try {
        await act();
        return false;
      } catch {
        return true;
      }
    };
    const image = new Image();
    return {
      fetch: await fails(() => fetch('https://example.org/')),
      image: await fails(
        () =>
          new Promise((done, failed) => {
            image.onload = done;
            image.onerror = failed;
            image.src = 'https://example.org/a.png';
          }),
      ),
      html: await fails(() => (document.createElement('div').innerHTML = '<b>bold</b>')),
      worker: await fails(() => new Worker('/_app/x.js')),
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- this is what must fail.
      eval: await fails(() => setTimeout('globalThis.run = true', 0)),
      policy: await fails(() =>
        (
          globalThis as unknown as { trustedTypes: { createPolicy(name: string): unknown } }
        ).trustedTypes.createPolicy('anything'),
      ),
    };
  });
  expect(tried).toEqual({
    ...{ fetch: true, image: true, html: true, worker: true, eval: true, policy: true },
  });
});
