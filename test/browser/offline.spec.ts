import { appendFile, cp } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { createStaticServer } from '../../scripts/serve.mjs';
import { test } from './site-test.ts';

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

/** Shares something with the installed site, as the system does: a form from nowhere, sent to the decoder. */
async function share(page: Page, content: string | Uint8Array): Promise<void> {
  await page.goto('/decode/');
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  const action = page.url();
  await page.goto('about:blank');
  await page.setContent(
    `<form method="post" enctype="multipart/form-data" action="${action}"><button>Share</button></form>`,
  );
  await page.evaluate(
    (given) => {
      const field = document.createElement('input');
      if (typeof given === 'string') Object.assign(field, { name: 'text', value: given });
      else {
        const chosen = new DataTransfer();
        chosen.items.add(new File([Uint8Array.from(given)], 'two bytes.bin'));
        Object.assign(field, { type: 'file', name: 'file', files: chosen.files });
      }
      document.querySelector('form')?.append(field);
    },
    typeof content === 'string' ? content : [...content],
  );
  await page.getByRole('button', { name: 'Share' }).click();
}

test('a file that another program shares is opened by the decoder and sent nowhere', async ({
  page,
}) => {
  const posts: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.serviceWorker() !== null) posts.push(request.url());
  });
  await share(page, Uint8Array.of(0x81, 0x00));
  await expect(page.getByText('two bytes.bin')).toBeVisible();
  const rows = page.getByRole('list', { name: 'Conversation' }).getByRole('button');
  await expect(rows).toHaveCount(1);
  // It is taken once: the next visit begins empty.
  expect(await page.evaluate(async () => (await caches.open('wire101-shared')).keys())).toEqual([]);
  expect(posts).toEqual([]);
});

test('text that another program shares is typed into the decoder', async ({ page }) => {
  await share(page, '81 05 48 65 6c 6c 6f');
  await expect(page.getByRole('textbox').first()).toHaveValue('81 05 48 65 6c 6c 6f');
  await expect(page).toHaveURL(/#hex=|#text=/);
});

test('a file that the system opens with the installed site is decoded', async ({ page }) => {
  await page.addInitScript(() => {
    const file = new File([Uint8Array.of(0x81, 0x00)], 'opened.bin');
    const launched = { files: [{ getFile: () => Promise.resolve(file) }] };
    const value = { setConsumer: (take: (given: object) => void) => take(launched) };
    Object.defineProperty(globalThis, 'launchQueue', { value });
  });
  await page.goto('/decode/');
  await expect(page.getByText('opened.bin')).toBeVisible();
});

test('a new version is told, and comes only when it is asked for', async ({ page }, info) => {
  // A copy of the site that this test may change.
  const folder = info.outputPath('site');
  await cp('build', folder, { recursive: true });
  const server = createStaticServer(folder);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await page.goto(`${origin}/decode/`);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await page.reload();
    await page.getByRole('textbox').first().fill('8900');
    await appendFile(join(folder, 'service-worker.js'), '\n// a newer version\n');
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    const note = page.getByRole('status').filter({ hasText: 'newer version' });
    await expect(note).toBeVisible();
    await expect(page.getByRole('textbox').first()).toHaveValue('8900');
    const reloaded = page.waitForEvent('load');
    await note.getByRole('button').first().click();
    await reloaded;
    await expect(note).toHaveCount(0);
    // The address holds the input, so not even the reload that was asked for loses it.
    await expect(page.getByRole('textbox').first()).toHaveValue('8900');
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
