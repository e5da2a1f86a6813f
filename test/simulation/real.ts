import {
  Agent,
  createServer,
  request as askFor,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { createPayloads } from '../../src/simulation/payload.ts';
import type { Parameters } from '../../src/simulation/parameters.ts';
import type { Transport } from '../../src/simulation/transport.ts';
import type { Connection } from '../../src/trace/trace.ts';
import { createRelay } from './relay.ts';

/** What one transport did for real. Times in milliseconds from its start. */
export interface Reality {
  readonly connections: readonly Connection[];
  readonly born: readonly number[];
  readonly delivered: readonly number[];
  readonly worstError: number;
}

const HEADERS = { Host: 'app.example.com' };

/** News as a server has it, and who waits for more. */
interface Board {
  readonly news: readonly string[];
  /** Calls at each birth, until told to stop. */
  listen(listener: () => void): () => void;
}

/** Node writes no more than it is told where its own fields are taken out. */
function plain(response: ServerResponse): void {
  response.sendDate = false;
  response.removeHeader('Connection');
}

function answer(response: ServerResponse, body: string): void {
  plain(response);
  if (body === '') response.writeHead(204).end();
  else response.writeHead(200, { 'Content-Length': body.length }).end(body);
}

const cursorOf = (url: string): number => Number(/since=(\d+)/.exec(url)?.[1] ?? 0);

/** Answers a poll at once, or when there is news, or after so long. */
function poll(
  board: Board,
  request: IncomingMessage,
  response: ServerResponse,
  hold: number,
): void {
  const after = cursorOf(request.url ?? '');
  const since = (): string => board.news.slice(after).join('');
  if (hold === 0 || since() !== '') return answer(response, since());
  const done = (): void => {
    stop();
    clearTimeout(timer);
    answer(response, since());
  };
  const stop = board.listen(done);
  const timer = setTimeout(done, hold);
}

function stream(board: Board, response: ServerResponse): void {
  plain(response);
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  response.flushHeaders();
  board.listen(() => response.write(`data: ${board.news.at(-1)}\n\n`));
}

function serve(transport: Transport, parameters: Parameters, board: Board): Server {
  const hold = transport === 'long-polling' ? parameters.lpTimeout : 0;
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    request.resume();
    if (request.method === 'POST') request.on('end', () => answer(response, ''));
    else if (transport === 'streaming') stream(board, response);
    else poll(board, request, response, hold);
  });
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server.on('upgrade', (request, socket: Socket, head) =>
    sockets.handleUpgrade(request, socket, head, (client) => {
      board.listen(() => client.send(board.news.at(-1)!));
    }),
  );
  server.on('connection', (socket) => socket.setNoDelay(true));
  return server;
}

/** What a client hears: whole bodies, and parts of one that does not end. */
interface Client {
  get(path: string, headers: Record<string, string>, heard: (text: string) => void): Promise<void>;
  post(text: string): void;
}

function createClient(port: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 6, noDelay: true });
  const options = { port, host: '127.0.0.1', agent };
  return {
    get: (path, headers, heard) =>
      new Promise((done, failed) => {
        const request = askFor(
          { ...options, path, headers: { ...HEADERS, ...headers } },
          (response) => {
            response
              .setEncoding('latin1')
              .on('data', heard)
              .on('end', done)
              .on('error', () => done());
          },
        );
        request.removeHeader('Connection');
        request.on('error', failed).end();
      }),
    post(text) {
      const headers = { ...HEADERS, 'Content-Length': text.length };
      const request = askFor(
        { ...options, path: '/messages', method: 'POST', headers },
        (response) => response.resume(),
      );
      request.removeHeader('Connection');
      request.on('error', () => undefined).end(text);
    },
  };
}

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((done) => setTimeout(done, milliseconds));

/** Runs one transport on loopback, through a relay that adds the delay, with the news of a scenario. */
export async function runForReal(
  transport: Transport,
  parameters: Parameters,
  births: readonly number[],
  says: readonly number[],
): Promise<Reality> {
  const payloads = createPayloads(parameters.payload);
  const textOf = (number: number): string =>
    Buffer.from(payloads.of(payloads.variantOf(number))).toString('latin1');
  const news: string[] = [];
  const listeners = new Set<() => void>();
  const board: Board = {
    news,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const server = serve(transport, parameters, board);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const origin = performance.now();
  const now = (): number => performance.now() - origin;
  const target = (server.address() as AddressInfo).port;
  const relay = await createRelay(target, parameters.up, origin);
  const client = createClient(relay.port);
  const born: number[] = [];
  const delivered: number[] = [];
  let ended = false;

  /** As many pieces of news as the text has room for. */
  function heard(text: string): void {
    const count = text.split('"sym"').length - 1;
    for (let i = 0; i < count; i++) delivered.push(now());
  }

  async function pollOn(): Promise<void> {
    const headers = {};
    for (let tick = 0; !ended; tick++) {
      await sleep(tick * parameters.pollInterval - now());
      if (!ended) await client.get(`/poll?since=${delivered.length}`, headers, heard);
    }
  }

  async function longPollOn(): Promise<void> {
    while (!ended) await client.get(`/poll?since=${delivered.length}`, {}, heard);
  }

  let say: (text: string) => void = (text) => client.post(text);
  if (transport === 'polling') void pollOn().catch(() => undefined);
  else if (transport === 'long-polling') void longPollOn().catch(() => undefined);
  else if (transport === 'streaming') {
    void client.get('/events', { Accept: 'text/event-stream' }, heard).catch(() => undefined);
  } else {
    const socket = new WebSocket(`ws://127.0.0.1:${relay.port}/chat`, {
      perMessageDeflate: false,
      headers: HEADERS,
    });
    socket.on('message', (data: Buffer) => heard(data.toString('latin1')));
    socket.on('error', () => undefined);
    say = (text) => socket.send(text);
  }
  births.forEach((time, i) =>
    setTimeout(() => {
      born.push(now());
      news.push(textOf(i + 1));
      for (const listener of [...listeners]) listener();
    }, time - now()),
  );
  says.forEach((time, i) => setTimeout(() => say(textOf(i + 1)), time - now()));
  await sleep(parameters.window - now());
  ended = true;
  const connections = relay.connections();
  await relay.close();
  server.closeAllConnections();
  server.close();
  return { connections, born, delivered, worstError: relay.worstError };
}
