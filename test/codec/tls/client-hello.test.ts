import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { connect, type ConnectionOptions } from 'node:tls';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat } from '../../../src/codec/bytes.ts';
import { handshakeTypeAt, readClientHello } from '../../../src/codec/tls/client-hello.ts';
import { readRecord } from '../../../src/codec/tls/record.ts';

/** What Node's own TLS client says first. */
async function helloOf(options: ConnectionOptions): Promise<Uint8Array> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = connect({ port, host: '127.0.0.1', ...options });
  client.on('error', () => undefined);
  try {
    const [socket] = (await once(server, 'connection')) as [import('node:net').Socket];
    const [bytes] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    return new Uint8Array(bytes);
  } finally {
    client.destroy();
    server.close();
  }
}

/** The same hello in records of so many bytes. */
function inRecords(hello: Uint8Array, size: number): Uint8Array {
  const { contentAt, end } = readRecord(hello, 0)!;
  const records: Uint8Array[] = [];
  for (let at = contentAt; at < end; at += size) {
    const part = hello.subarray(at, Math.min(at + size, end));
    records.push(Uint8Array.of(22, 3, 1, part.length >> 8, part.length & 0xff), part);
  }
  return concat(records);
}

describe('the first words of a TLS client', { timeout: 60_000 }, () => {
  it.each<[string, ConnectionOptions]>([
    ['TLS 1.3', { minVersion: 'TLSv1.3' }],
    ['TLS 1.2', { maxVersion: 'TLSv1.2' }],
  ])('name the host and the protocols, in %s', async (_version, versions) => {
    const hello = await helloOf({
      ...versions,
      servername: 'news.example',
      ALPNProtocols: ['h2', 'http/1.1'],
    });
    const said = { serverName: 'news.example', protocols: ['h2', 'http/1.1'] };
    expect(handshakeTypeAt(hello, 0)).toBe(1);
    expect(readClientHello(hello)).toEqual(said);
    for (const size of [1, 7, 100]) expect(readClientHello(inRecords(hello, size))).toEqual(said);
  });

  it('may name nothing', async () => {
    const hello = await helloOf({ servername: '' });
    expect(readClientHello(hello)).toEqual({ serverName: null, protocols: [] });
  });

  it('cut after any byte, or with any byte changed, give a hello or nothing', async () => {
    const hello = await helloOf({ servername: 'a.example', ALPNProtocols: ['http/1.1'] });
    for (let end = 0; end < hello.length; end++) {
      expect(readClientHello(hello.subarray(0, end))).toBeNull();
    }
    fc.assert(
      fc.property(fc.nat(hello.length - 1), fc.nat(255), (at, byte) => {
        const changed = hello.slice();
        changed[at] = byte;
        const said = readClientHello(changed);
        for (const name of said?.protocols ?? []) expect(name).toMatch(/^[\x21-\x7e]+$/);
      }),
      { numRuns: 2000 },
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void readClientHello(bytes)));
  });
});
