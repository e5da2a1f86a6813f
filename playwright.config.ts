import { createServer, type AddressInfo } from 'node:net';
import { defineConfig } from '@playwright/test';
import { requireBrowser } from './scripts/browser.mjs';

// This file is read again in every worker process, which inherits the environment.
process.env['CHROMIUM_PATH'] ||= await requireBrowser({ windowless: true });
const port = (process.env['WIRE101_TEST_PORT'] ??= String(await freePort()));
const address = `http://127.0.0.1:${port}/`;

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

export default defineConfig({
  testDir: 'test/browser',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/browser',
  reporter: 'list',
  forbidOnly: true,
  fullyParallel: true,
  // What is promised is the result: how long it takes depends on the machine.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 2,
  // A machine that does something else meanwhile makes one test in a thousand late; `npm test` tells which.
  retries: 1,
  use: {
    baseURL: address,
    // A trace of every test takes a third of the time; `npx playwright test … --trace on` makes one of a test that failed.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'],
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  webServer: {
    command: `node scripts/serve.mjs --port ${port}`,
    url: address,
    reuseExistingServer: false,
    // Playwright asks the server for colours, which Node warns about beside NO_COLOR.
    env: { NODE_NO_WARNINGS: '1' },
  },
});
