import { WebSocket, type ClientOptions } from 'ws';
import { readHttpHead } from '../../../src/codec/http/message.ts';
import { bytesOfLatin1 } from '../../../src/codec/http/syntax.ts';
import { extensionsIn } from '../../../src/codec/websocket/extension-list.ts';
import { protocolsIn } from '../../../src/codec/websocket/handshake-fields.ts';
import type { ClientVerdict } from '../../../src/composer/handshake/observed.ts';
import type { Row } from '../../vectors/handshake.ts';
import { createRawServer } from './raw-server.ts';

/** What the client of `ws` makes of the answer of a case; null where it cannot be made to ask the same. */
export async function askWsClient(row: Row): Promise<ClientVerdict | null> {
  const server = await createRawServer(row);
  try {
    const { protocols, ...options } = offersOf(row.request);
    const verdict = await opened(`ws://127.0.0.1:${server.port}/chat`, protocols, options);
    return server.isSame() ? verdict : null;
  } finally {
    server.close();
  }
}

/** The subprotocols that a request offers. */
export const protocolsOf = (request: string): string[] =>
  protocolsIn(headOf(request)).map(({ name }) => name);

const headOf = (request: string) => {
  const bytes = bytesOfLatin1(request);
  return readHttpHead(bytes, 0, bytes.length)!;
};

function offersOf(request: string): ClientOptions & { protocols: string[] } {
  const deflate = extensionsIn(headOf(request)).find(({ name }) => name === 'permessage-deflate');
  const limits = deflate?.parameters.some(({ name }) => name === 'client_max_window_bits');
  return {
    protocols: protocolsOf(request),
    // `false` there keeps the parameter out of the offer; the types know numbers alone
    perMessageDeflate:
      deflate === undefined
        ? false
        : limits === true
          ? true
          : { clientMaxWindowBits: false as unknown as number },
  };
}

function opened(url: string, protocols: string[], options: ClientOptions): Promise<ClientVerdict> {
  return new Promise((resolve) => {
    const client = new WebSocket(url, protocols, options);
    client.on('open', () => {
      resolve({ opens: true, says: '' });
      client.terminate();
    });
    client.on('error', ({ message }) => resolve({ opens: false, says: message }));
  });
}
