import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { concat } from '../../src/codec/bytes.ts';
import { readClose } from '../../src/codec/websocket/close.ts';
import { decodeFrame, encodeFrame, frameOf } from '../../src/codec/websocket/encode.ts';
import { acceptOf } from '../../src/codec/websocket/handshake-accept.ts';
import { Opcode } from '../../src/codec/websocket/layout.ts';
import type { Sender } from '../../src/codec/websocket/rules.ts';
import { latin1 } from '../trace/wire.ts';

/** What ws did with bytes: the code of the Close it sent, null for none, and what it complained of. */
export interface Reaction {
  readonly sends: number | null;
  readonly error: string | null;
}

export interface Trial {
  /** The side that ws takes. */
  readonly receiver: Sender;
  readonly bytes: Uint8Array;
  /** Agreed on in the opening handshake. */
  readonly extensions?: string;
}

const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
/** Longer than anything here takes: a trial that has not ended is no observation. */
const PATIENCE = 30_000;

/** A real ws on one end, a bare socket on the other. */
interface Pair {
  readonly ws: WebSocket;
  readonly socket: Socket;
  readonly server: Server | WebSocketServer;
}

/** Sends the bytes to a real ws on loopback after a right opening handshake, and tells what came back. */
export async function observe({ receiver, bytes, extensions }: Trial): Promise<Reaction> {
  const { ws, socket, server } = await (receiver === 'client' ? asClient : asServer)(extensions);
  let error: string | null = null;
  ws.on('error', ({ message }) => (error = message));
  const closed = new Promise((resolve) => ws.once('close', resolve));
  try {
    socket.write(bytes);
    // What is fine so far answers this Ping: no need to wait for silence.
    socket.write(pingTo(receiver));
    return { sends: await firstAnswer(socket), error };
  } finally {
    socket.destroy();
    await closed;
    server.close();
  }
}

function pingTo(receiver: Sender): Uint8Array {
  const ping = { opcode: Opcode.ping };
  const maskKey = Uint8Array.of(1, 2, 3, 4);
  return encodeFrame(
    receiver === 'server'
      ? frameOf('there?', { ...ping, sender: 'client', maskKey })
      : frameOf('there?', { ...ping, sender: 'server' }),
  );
}

/** The code of the first Close; null where a Pong comes first, or the connection ends. */
function firstAnswer(socket: Socket): Promise<number | null> {
  let got: Uint8Array = new Uint8Array();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), PATIENCE);
    const settle = (code: number | null): void => {
      clearTimeout(timer);
      resolve(code);
    };
    socket.on('data', (data) => {
      got = concat([got, data]);
      for (let frame = decodeFrame(got); frame !== null; frame = decodeFrame(got)) {
        if (frame.opcode === Opcode.close) return settle(readClose(frame.payload).code);
        if (frame.opcode === Opcode.pong) return settle(null);
        got = got.subarray(encodeFrame(frame).length);
      }
    });
    socket.on('close', () => settle(null));
    socket.on('error', () => settle(null));
  });
}

const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port;

/** The head that a socket sends, without what follows it. */
async function headFrom(socket: Socket): Promise<string> {
  let head = '';
  while (!head.endsWith('\r\n\r\n')) {
    const [data] = (await once(socket, 'data')) as [Buffer];
    head += data.toString('latin1');
  }
  return head;
}

async function asClient(extensions?: string): Promise<Pair> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const arriving = once(server, 'connection') as Promise<[Socket]>;
  const ws = new WebSocket(`ws://127.0.0.1:${portOf(server)}/`);
  const [socket] = await arriving;
  const request = await headFrom(socket);
  const key = /^sec-websocket-key: (.*)\r$/im.exec(request)![1]!;
  const opened = once(ws, 'open');
  socket.write(latin1(answerTo(key, extensions)));
  await opened;
  return { ws, socket, server };
}

const answerTo = (key: string, extensions?: string): string =>
  [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${acceptOf(key).accept}`,
    ...(extensions === undefined ? [] : [`Sec-WebSocket-Extensions: ${extensions}`]),
    '\r\n',
  ].join('\r\n');

async function asServer(extensions?: string): Promise<Pair> {
  const perMessageDeflate = extensions !== undefined;
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate });
  await once(server, 'listening');
  const arriving = once(server, 'connection') as Promise<[WebSocket]>;
  const port = portOf(server);
  const socket = connect(port, '127.0.0.1');
  socket.write(
    [
      'GET / HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Key: ${KEY}`,
      'Sec-WebSocket-Version: 13',
      ...(extensions === undefined ? [] : [`Sec-WebSocket-Extensions: ${extensions}`]),
      '\r\n',
    ].join('\r\n'),
  );
  await headFrom(socket);
  const [ws] = await arriving;
  return { ws, socket, server };
}
