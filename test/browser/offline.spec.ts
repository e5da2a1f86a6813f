import { expect, test } from '@playwright/test';

test.use({ serviceWorkers: 'allow' });

test('after one visit the site works without a network, in both languages', async ({
  page,
  context,
}) => {
  await page.goto('/');
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await context.setOffline(true);
  await page.goto('/zh/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goto('/decode/#hex=818537fa213d7f9f4d5158');
  await expect(page.getByRole('list', { name: 'Conversation' }).getByRole('button')).toHaveCount(1);
  await context.setOffline(false);
});

test('a file that another program shares is opened by the decoder and sent nowhere', async ({
  page,
}) => {
  await page.goto('/decode/');
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.reload();
  const kept = await page.evaluate(async () => {
    const form = new FormData();
    form.set('file', new File([Uint8Array.of(0x81, 0x00)], 'two bytes.bin'));
    const answer = await fetch(location.pathname, { method: 'POST', body: form });
    const cache = await caches.open('wire101-shared');
    const shared = await cache.match(`${location.pathname}shared`);
    return {
      to: answer.url,
      name: decodeURIComponent(shared?.headers.get('x-file-name') ?? ''),
      bytes: [...new Uint8Array((await shared?.arrayBuffer()) ?? new ArrayBuffer())],
    };
  });
  expect(kept).toMatchObject({ name: 'two bytes.bin', bytes: [0x81, 0] });
  expect(new URL(kept.to).pathname).toBe('/decode/');
});
