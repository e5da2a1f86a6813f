import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { format, resolveConfig } from 'prettier';
import { requireBrowser } from '../../../scripts/browser.mjs';
import type { ObservedClients, ServerAnswer } from '../../../src/composer/handshake/observed.ts';
import { askChromium } from './ask-chromium.ts';
import { askWsClient } from './ask-ws-client.ts';
import { askWsServer } from './ask-ws-server.ts';
import { REQUEST_CASES, RESPONSE_CASES, sentIn } from './cases.ts';

/** The version of `ws` that is installed. */
export async function wsVersion(): Promise<string> {
  const text = await readFile(
    new URL('../../../node_modules/ws/package.json', import.meta.url),
    'utf8',
  );
  return (JSON.parse(text) as { version: string }).version;
}

/** What the server of `ws` does with each request, by rule. */
export async function observeRequests(): Promise<Record<string, ServerAnswer>> {
  const answers = await askWsServer(REQUEST_CASES.map(sentIn));
  return Object.fromEntries(REQUEST_CASES.map(({ rule }, i) => [rule, answers[i]!]));
}

async function observeResponses(): Promise<{
  version: string;
  responses: Record<string, ObservedClients>;
}> {
  const browser = await chromium.launch({
    executablePath: await requireBrowser(),
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage();
    const responses: Record<string, ObservedClients> = {};
    for (const row of RESPONSE_CASES) {
      responses[row.rule] = { ws: await askWsClient(row), chromium: await askChromium(page, row) };
    }
    return { version: browser.version(), responses };
  } finally {
    await browser.close();
  }
}

const FILE = fileURLToPath(
  new URL('../../../src/composer/handshake/observed-data.ts', import.meta.url),
);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const requests = await observeRequests();
  const { version, responses } = await observeResponses();
  const [node = ''] = process.versions.node.split('.');
  const [browser = ''] = version.split('.');
  const data = {
    versions: { ws: await wsVersion(), node, chromium: browser },
    requests,
    responses,
  };
  const text = `import type { Observed } from './observed.ts';

// Written by test/composer/handshake/write-observed.ts, and compared with the real endpoints in tests.
export const OBSERVED: Observed = ${JSON.stringify(data)};
`;
  await writeFile(FILE, await format(text, { ...(await resolveConfig(FILE)), filepath: FILE }));
}
