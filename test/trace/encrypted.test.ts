import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { connect } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { readPaste } from '../../src/capture/paste.ts';
import { hexOf } from '../../src/codec/bytes.ts';
import { swapSides } from '../../src/trace/orient.ts';
import { fromByte, readConnection, withGaps } from './captures.ts';
import { connectionOf, reportOn } from './hand-made.ts';
import { joined, latin1, type Turn } from './wire.ts';

const ENDPOINTS = { client: '10.0.0.1:5000', server: '10.0.0.2:443', end: 'fin' as const };

const record = (type: number, length: number, first = 0) => {
  const content = Uint8Array.from({ length }, (_, i) => (i === 0 ? first : (i * 97 + 31) & 0xff));
  return joined(Uint8Array.of(type, 3, 3, length >> 8, length & 0xff), content);
};

/** What a real client says first, to a host with a name. */
async function clientHello(): Promise<Uint8Array> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = connect({
    ...{ port, host: '127.0.0.1', servername: 'chat.example' },
    ALPNProtocols: ['http/1.1'],
  });
  client.on('error', () => undefined);
  const [socket] = (await once(server, 'connection')) as [import('node:net').Socket];
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  client.destroy();
  server.close();
  return new Uint8Array(bytes);
}

async function turns(): Promise<Turn[]> {
  return [
    ['>', await clientHello()],
    ['<', joined(record(22, 90, 2), record(20, 1, 1), record(23, 700))],
    ['>', joined(record(20, 1, 1), record(23, 60))],
    ['>', record(23, 300)],
    ['<', joined(record(23, 900), record(23, 40))],
  ];
}

describe('a connection that is encrypted', () => {
  it('is named, with the host it is for; no frames are tried', async () => {
    const connection = connectionOf(await turns(), ENDPOINTS);
    const conversation = await readConnection(connection);
    expect(conversation.protocol).toBe('tls');
    expect(conversation.hello).toEqual({ serverName: 'chat.example', protocols: ['http/1.1'] });
    expect(conversation.notes).toEqual([
      { id: 'conversation/tls', direction: null, at: 0, detail: 'chat.example http/1.1' },
    ]);
    const report = await reportOn(conversation);
    expect(report).toMatchObject({ protocol: 'tls', frames: [], exchanges: [], violations: [] });
  });

  it('is named too where the capture begins in the middle, the wrong way round, or has gaps', async () => {
    const connection = connectionOf(await turns(), ENDPOINTS);
    const late = fromByte(connection, { 'client-to-server': 430, 'server-to-client': 120 });
    const swapped = swapSides({ ...connection, begun: false });
    const torn = withGaps(connection, [{ direction: 'client-to-server', start: 0, end: 9 }]);
    for (const variant of [late, swapped, torn]) {
      expect((await readConnection(variant)).protocol).toBe('tls');
    }
    expect((await readConnection(swapped)).connection.client).toBe(ENDPOINTS.client);
  });

  it('is named in a paste', async () => {
    const hello = await clientHello();
    const { trace } = readPaste([{ content: hexOf(hello), kind: 'hex' }]);
    expect((await readConnection(trace.connections[0]!)).protocol).toBe('tls');
  });
});

it('HTTP/2 in the clear is named, and not decoded', async () => {
  const preface = latin1('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
  const settings = Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 0, 0);
  const connection = connectionOf(
    [
      ['>', joined(preface, settings)],
      ['<', settings],
    ],
    { ...ENDPOINTS, server: '10.0.0.2:80' },
  );
  const conversation = await readConnection(connection);
  expect(conversation.protocol).toBe('http2');
  expect(conversation.notes.map(({ id }) => id)).toEqual(['conversation/http2']);
  expect((await reportOn(conversation)).violations).toEqual([]);
});
