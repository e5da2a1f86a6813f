import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { hasTool, runBeside } from './tools.ts';

export const LAST_WORD = 'LASTWORD';

/** A connection as the relay between its ends saw it. */
export interface Seen {
  readonly client: string;
  readonly asked: Buffer[];
  readonly answered: Buffer[];
}

/** All that clients of several kinds say to a server, through a relay on `port` that writes it down. */
export interface Traffic {
  readonly port: number;
  /** Lets the clients talk; gives what the relay saw. */
  talk(): Promise<Seen[]>;
  /** Says the last word, on a connection of its own: a capture that has it has all that came before. */
  mark(): Promise<void>;
  close(): void;
}

export async function createTraffic(): Promise<Traffic> {
  const http = createHttpServer((request, response) => {
    request.resume().on('end', () => response.end('x'.repeat(Number(request.url!.slice(1)))));
  });
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: true });
  sockets.on('connection', (socket) => {
    socket.on('message', (data: Buffer, isBinary) => socket.send(data, { binary: isBinary }));
  });
  const serverPort = await listen(http);
  const seen: Seen[] = [];
  const relay = createServer((client) => pass(client, connect(serverPort, '127.0.0.1'), seen));
  const port = await listen(relay);
  return {
    port,
    async talk() {
      await askHttp(`http://127.0.0.1:${port}`);
      await askHttp(`http://[::1]:${port}`);
      await askWebSocket(port);
      if (hasTool('curl'))
        await runBeside('curl', [
          '-s',
          '-m',
          '10',
          '--data',
          'y'.repeat(5000),
          `http://127.0.0.1:${port}/70`,
        ]);
      await ask(port, 'GET /9 HTTP/1.1\r\nHost: x\r\n\r\n');
      return [...seen];
    },
    mark: () => ask(port, LAST_WORD),
    close() {
      sockets.close();
      http.close();
      http.closeAllConnections();
      relay.close();
    },
  };
}

async function listen(server: HttpServer | Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '::', done));
  return (server.address() as AddressInfo).port;
}

function pass(client: Socket, server: Socket, seen: Seen[]): void {
  const { remoteAddress, remotePort } = client;
  const ipv4 = /^::ffff:([\d.]+)$/.exec(remoteAddress!)?.[1];
  const one: Seen = {
    client: `${ipv4 ?? `[${remoteAddress}]`}:${remotePort}`,
    asked: [],
    answered: [],
  };
  seen.push(one);
  relayBytes(client, server, one.asked);
  relayBytes(server, client, one.answered);
}

function relayBytes(from: Socket, to: Socket, kept: Buffer[]): void {
  from.on('data', (bytes) => {
    kept.push(bytes);
    to.write(bytes);
  });
  from.on('end', () => to.end());
  from.on('error', () => to.destroy());
}

async function askHttp(base: string): Promise<void> {
  for (const size of [0, 10, 100_000, 1_000_000]) {
    const body = size > 50 ? { method: 'POST', body: 'z'.repeat(size) } : {};
    await (await fetch(`${base}/${size}`, body)).text();
  }
}

async function askWebSocket(port: number): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`);
  await new Promise((done) => socket.on('open', done));
  for (const size of [1, 125, 126, 70_000, 300_000]) {
    const echoed = new Promise((done) => socket.once('message', done));
    socket.send(Buffer.from(Array.from({ length: size }, (_, i) => (i * i) & 255)));
    await echoed;
  }
  socket.close(1000, 'done');
  await new Promise((done) => socket.on('close', done));
}

/** Asks, hears the answer, and ends the connection with RST. */
async function ask(port: number, words: string): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.write(words);
  await new Promise((done) => socket.once('data', done));
  socket.resetAndDestroy();
}
