import { once } from 'node:events';
import { connect, createServer, type ServerHttp2Stream } from 'node:http2';
import {
  createServer as createRelay,
  connect as dial,
  type AddressInfo,
  type Server,
} from 'node:net';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, hexOf } from '../../../src/codec/bytes.ts';
import {
  beginsWithPreface,
  dataOf,
  http2Frames,
  Http2Type,
  PREFACE,
  readHttp2Frame,
} from '../../../src/codec/http2/frame.ts';
import { fromClient, fromServer } from '../../trace/wire.ts';

const portOf = (server: { address(): AddressInfo | string | null }): number =>
  (server.address() as AddressInfo).port;

async function listen(server: Pick<Server, 'listen'> & NodeJS.EventEmitter): Promise<void> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

/** A WebSocket over HTTP/2 as Node speaks it, RFC 8441 §5: the bytes of both directions. */
async function talk(): Promise<{ client: Uint8Array; server: Uint8Array }> {
  const server = createServer({ settings: { enableConnectProtocol: true } });
  server.on('stream', (stream: ServerHttp2Stream) => {
    stream.respond({ ':status': 200 });
    stream.write(fromServer('Hello'));
    stream.on('data', () => stream.end(fromServer('and good bye')));
  });
  await listen(server);
  const seen = { client: [] as Uint8Array[], server: [] as Uint8Array[] };
  const relay = createRelay((socket) => {
    const behind = dial(portOf(server), '127.0.0.1');
    socket.on('data', (bytes) => seen.client.push(bytes)).pipe(behind);
    behind.on('data', (bytes) => seen.server.push(bytes)).pipe(socket);
    socket.on('error', () => undefined);
    behind.on('error', () => undefined);
  });
  await listen(relay);
  const session = connect(`http://127.0.0.1:${portOf(relay)}`);
  await once(session, 'remoteSettings');
  const stream = session.request(
    { ':method': 'CONNECT', ':protocol': 'websocket', ':scheme': 'http', ':path': '/' },
    { endStream: false },
  );
  stream.resume();
  await once(stream, 'response');
  stream.end(fromClient('Hello to you'));
  await once(stream, 'close');
  session.destroy();
  server.close();
  relay.close();
  return { client: concat(seen.client), server: concat(seen.server) };
}

const carried = (bytes: Uint8Array, from: number): string =>
  hexOf(
    concat(
      [...http2Frames(bytes, from)]
        .filter(({ type, stream }) => type === Http2Type.data && stream === 1)
        .map((frame) => dataOf(bytes, frame)),
    ),
  );

describe('HTTP/2 as Node speaks it', () => {
  it('is read frame by frame, up to what a stream carries', async () => {
    const { client, server } = await talk();
    expect(beginsWithPreface(client)).toBe(true);
    expect(carried(client, PREFACE.length)).toBe(hexOf(fromClient('Hello to you')));
    expect(carried(server, 0)).toBe(
      hexOf(concat([fromServer('Hello'), fromServer('and good bye')])),
    );
    // To the last byte: nothing is passed over.
    expect([...http2Frames(client, PREFACE.length)].at(-1)?.end).toBe(client.length);
    expect([...http2Frames(server, 0)].at(-1)?.end).toBe(server.length);
  });
});

describe('a frame', () => {
  const bytesOf = (...bytes: number[]) => Uint8Array.from(bytes);

  it('has a length of 24 bits, a type, flags and a stream', () => {
    expect(readHttp2Frame(bytesOf(0, 1, 2, 0, 8, 0, 0, 0, 5), 0)).toEqual({
      ...{ type: 0, flags: 8, stream: 5, at: 0, payloadAt: 9, end: 9 + 258 },
    });
  });

  it.each([
    ['its header is cut', [0, 0, 0, 0, 0, 0, 0, 0]],
    ['its type is unknown', [0, 0, 0, 10, 0, 0, 0, 0, 1]],
    ['its reserved bit is set', [0, 0, 0, 0, 0, 0x80, 0, 0, 1]],
    ['data are on no stream', [0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['settings are on a stream', [0, 0, 0, 4, 0, 0, 0, 0, 1]],
    ['a setting is cut', [0, 0, 5, 4, 0, 0, 0, 0, 0]],
    ['a ping has not eight bytes', [0, 0, 7, 6, 0, 0, 0, 0, 0]],
    ['it is longer than anyone has allowed', [0, 0x40, 1, 0, 0, 0, 0, 0, 1]],
  ])('is none where %s', (_why, bytes) => {
    expect(readHttp2Frame(Uint8Array.from(bytes), 0)).toBeNull();
  });

  it('of data is without its padding', () => {
    const bytes = bytesOf(0, 0, 6, 0, 8, 0, 0, 0, 1, 2, 0x61, 0x62, 0x63, 0, 0);
    expect(dataOf(bytes, readHttp2Frame(bytes, 0)!)).toEqual(bytesOf(0x61, 0x62, 0x63));
  });

  it('of data whose padding is longer than itself carries nothing', () => {
    const bytes = bytesOf(0, 0, 2, 0, 8, 0, 0, 0, 1, 9, 0);
    expect(dataOf(bytes, readHttp2Frame(bytes, 0)!)).toHaveLength(0);
  });

  it('is found in no bytes that say too much', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        let at = 0;
        for (const frame of http2Frames(bytes, 0)) {
          expect(frame.at).toBe(at);
          expect(dataOf(bytes, frame).length).toBeLessThanOrEqual(frame.end - frame.payloadAt);
          at = frame.end;
        }
      }),
    );
  });
});
