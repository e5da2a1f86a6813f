import type { Page } from '@playwright/test';
import type { ClientVerdict } from '../../../src/composer/handshake/observed.ts';
import type { Row } from '../../vectors/handshake.ts';
import { protocolsOf } from './ask-ws-client.ts';
import { createRawServer } from './raw-server.ts';

/** What the browser of a page makes of the answer of a case; null where it cannot be made to ask the same. */
export async function askChromium(page: Page, row: Row): Promise<ClientVerdict | null> {
  const server = await createRawServer(row);
  try {
    const verdict = await opened(
      page,
      `ws://127.0.0.1:${server.port}/chat`,
      protocolsOf(row.request),
    );
    return server.isSame() ? verdict : null;
  } finally {
    server.close();
  }
}

/** A page is told only that it failed: why is told on the console. */
async function opened(page: Page, url: string, protocols: string[]): Promise<ClientVerdict> {
  const complaint = page.waitForEvent('console', (message) => message.text().includes(url));
  // where it opens, nobody complains
  complaint.catch(() => {});
  const opens = await page.evaluate(
    ([url, protocols]) =>
      new Promise<boolean>((resolve) => {
        const socket = new WebSocket(url, protocols);
        socket.onopen = () => {
          resolve(true);
          socket.close();
        };
        socket.onclose = () => resolve(false);
      }),
    [url, protocols] as const,
  );
  if (opens) return { opens, says: '' };
  const [, says = ''] = (await complaint).text().split(' failed: ');
  return { opens, says };
}
