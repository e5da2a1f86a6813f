import { createServer as createHttpServer, type Server } from 'node:http';
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server as TcpServer,
  type Socket,
} from 'node:net';
import type { Page } from '@playwright/test';
import { WebSocketServer, type WebSocket as Peer } from 'ws';
import type { Direction } from '../../src/trace/trace.ts';

/** What crossed the wire at once, as the relay between the two saw it. */
export interface Chunk {
  readonly direction: Direction;
  readonly bytes: Buffer;
}

/** A message as a peer gave it, or got it. */
export type Said = { readonly text: string } | { readonly base64: string };

export interface Ended {
  readonly code: number;
  readonly reason: string;
}

/** A control frame or a part of a message that the server was told to send. */
export interface ServerFrame {
  readonly opcode: number;
  readonly fin: boolean;
  readonly bytes: Buffer;
}

export interface Recording {
  readonly chunks: readonly Chunk[];
  /** What the browser's WebSocket reported. */
  readonly page: {
    readonly messages: readonly Said[];
    readonly ended: Ended & { readonly clean: boolean };
    readonly extensions: string;
    readonly protocol: string;
  };
  /** What the `ws` package reported. */
  readonly server: {
    readonly messages: readonly Said[];
    readonly pongs: readonly string[];
    readonly ended: Ended;
    readonly extensions: string;
    readonly sent: readonly ServerFrame[];
  };
}

export interface Script {
  /** Sent by the page; the server answers each with the same. */
  readonly said: readonly Said[];
  /** Where true, the page does not wait for the answer before the next. */
  readonly atOnce: boolean;
  /** A text that the server sends in parts, with a Ping after the first. */
  readonly parts: readonly string[];
  readonly ping: string;
  readonly close: Ended;
  readonly deflate: boolean;
}

const FAREWELL = 'that is all';

/** Lets the page's browser and a `ws` server talk through a relay that writes down every byte. */
export async function recordTraffic(page: Page, script: Script): Promise<Recording> {
  const http = createHttpServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>x</title>');
  });
  const chunks: Chunk[] = [];
  const server = serve(http, script);
  const serverPort = await listen(http);
  const relay = record(serverPort, chunks);
  const relayPort = await listen(relay);
  try {
    await page.goto(`http://127.0.0.1:${serverPort}/`);
    const seen = await talk(page, `ws://127.0.0.1:${relayPort}/prices`, script);
    return { chunks, page: seen, server: await server };
  } finally {
    http.closeAllConnections();
    http.close();
    relay.close();
  }
}

async function listen(server: Server | TcpServer): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

/** Passes one connection on to `port`, and writes down what it passes. */
function record(port: number, chunks: Chunk[]): TcpServer {
  return createTcpServer((client) => {
    const server = connect(port, '127.0.0.1');
    const pass = (from: Socket, to: Socket, direction: Direction) => {
      from.on('data', (bytes) => {
        chunks.push({ direction, bytes });
        to.write(bytes);
      });
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
    };
    pass(client, server, 'client-to-server');
    pass(server, client, 'server-to-client');
  });
}

/** Answers one connection; resolves when it is closed. */
function serve(http: Server, script: Script): Promise<Recording['server']> {
  const sockets = new WebSocketServer({
    server: http,
    perMessageDeflate: script.deflate && { threshold: 0 },
  });
  return new Promise((done, failed) => {
    sockets.on('connection', (socket) => {
      const messages: Said[] = [];
      const pongs: string[] = [];
      const sent: ServerFrame[] = [];
      const say = (opcode: number, bytes: Buffer, fin = true) => sent.push({ opcode, fin, bytes });
      socket.on('message', (data: Buffer, binary) => {
        messages.push(binary ? { base64: data.toString('base64') } : { text: data.toString() });
        socket.send(data, { binary });
        say(binary ? 2 : 1, data);
        if (messages.length === script.said.length) finish(socket, script, say);
      });
      socket.on('pong', (data) => pongs.push(data.toString()));
      socket.on('close', (code, reason) => {
        // The library answers a Close with the same.
        say(8, Buffer.concat([Buffer.from([code >> 8, code & 0xff]), reason]));
        const ended = { code, reason: reason.toString() };
        done({ messages, pongs, sent, ended, extensions: socket.extensions });
      });
      socket.on('error', failed);
    });
  });
}

/** The fragmented message with a Ping inside, whose Pong is awaited, and a last word. */
function finish(
  socket: Peer,
  { parts, ping }: Script,
  say: (opcode: number, bytes: Buffer, fin?: boolean) => void,
): void {
  const sendPart = (part: string, i: number) => {
    const fin = i === parts.length - 1;
    socket.send(part, { fin });
    say(i === 0 ? 1 : 0, Buffer.from(part), fin);
  };
  sendPart(parts[0]!, 0);
  socket.ping(ping);
  say(9, Buffer.from(ping));
  socket.once('pong', () => {
    for (const [i, part] of parts.entries()) if (i > 0) sendPart(part, i);
    socket.send(FAREWELL);
    say(1, Buffer.from(FAREWELL));
  });
}

/** The page's side, run in the browser: it closes when it has heard the last word. */
function talk(page: Page, address: string, script: Script): Promise<Recording['page']> {
  return page.evaluate(
    ({ address, farewell, said, atOnce, close }) => {
      const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const base64Of = (buffer: ArrayBuffer) =>
        btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(''));
      return new Promise<Recording['page']>((done) => {
        const socket = new WebSocket(address);
        socket.binaryType = 'arraybuffer';
        const messages: Said[] = [];
        let next = 0;
        const sendNext = () => {
          const one = said[next++];
          if (one !== undefined) socket.send('text' in one ? one.text : bytesOf(one.base64));
        };
        socket.onopen = () => {
          do sendNext();
          while (atOnce && next < said.length);
        };
        socket.onmessage = (event) => {
          const data = event.data as string | ArrayBuffer;
          messages.push(typeof data === 'string' ? { text: data } : { base64: base64Of(data) });
          if (!atOnce) sendNext();
          if (data === farewell) socket.close(close.code, close.reason);
        };
        socket.onclose = ({ code, reason, wasClean: clean }) => {
          const { extensions, protocol } = socket;
          done({ messages, ended: { code, reason, clean }, extensions, protocol });
        };
      });
    },
    { ...script, address, farewell: FAREWELL },
  );
}

/** The recording as the decoder takes it: one line for each chunk, marked with its direction. */
export function markedHex({ chunks }: Recording): string {
  const mark = (direction: Direction) => (direction === 'client-to-server' ? '>' : '<');
  return chunks
    .map(({ direction, bytes }) => `${mark(direction)} ${bytes.toString('hex')}\n`)
    .join('');
}

/** All that went one way. */
export function streamOf({ chunks }: Recording, direction: Direction): Buffer {
  return Buffer.concat(chunks.filter((c) => c.direction === direction).map((c) => c.bytes));
}
