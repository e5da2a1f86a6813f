import { type AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { createStaticServer, listen } from '../../scripts/serve.mjs';

const PAGES = [
  ['', 'en'],
  ['zh/', 'zh-Hans'],
] as const;

for (const [page, language] of PAGES) {
  test(`/${page} is in ${language}`, async ({ page: tab }) => {
    await tab.goto(`/${page}`);
    await expect(tab.locator('html')).toHaveAttribute('lang', language);
  });
}

test('the site works below any path', async ({ page: tab }) => {
  const base = '/some/sub/path/';
  const server = createStaticServer('build', base);
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  const faults: string[] = [];
  tab.on('pageerror', (error) => faults.push(error.message));
  tab.on('response', (answer) => {
    if (answer.status() >= 400) faults.push(`${answer.status()} ${answer.url()}`);
  });
  for (const [page, language] of PAGES) {
    await tab.goto(`http://127.0.0.1:${port}${base}${page}`, { waitUntil: 'networkidle' });
    await expect(tab.locator('html')).toHaveAttribute('lang', language);
  }
  expect(faults).toEqual([]);
  server.close();
  server.closeAllConnections();
});
