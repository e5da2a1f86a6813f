import {
  createServer,
  request as askFor,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { connect, createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { concat } from '../../src/codec/bytes.ts';
import { bytesOfLatin1, latin1 } from '../../src/codec/http/syntax.ts';
import { bodyOf, payloadOf, violationsOfBody } from '../../src/trace/http-body.ts';
import { readHttp, type HttpUnit } from '../../src/trace/http-units.ts';
import { head } from '../vectors/http.ts';

/** What Node's server read of a request. */
interface Heard {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  readonly trailers: NodeJS.Dict<string>;
}

async function bodyFrom(message: IncomingMessage): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of message) parts.push(new Uint8Array(part as Buffer));
  return latin1(concat(parts));
}

const PATHS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/length': (response) => response.end('Hello'),
  '/chunks': (response) => {
    response.write('Hello');
    response.write('0\r\n\r\n');
    response.end('x'.repeat(300));
  },
  '/trailer': (response) => {
    response.writeHead(200, { Trailer: 'X-End' });
    response.write('Hello');
    response.addTrailers({ 'X-End': 'yes' });
    response.end();
  },
  '/204': (response) => response.writeHead(204).end(),
  '/304': (response) => response.writeHead(304, { 'Content-Length': 5 }).end(),
  '/hints': (response) => {
    response.writeProcessing();
    response.writeEarlyHints({ link: '</a.css>; rel=preload' });
    response.end('hinted');
  },
  '/gzip': (response) => {
    response.writeHead(200, { 'Content-Encoding': 'gzip' });
    response.write(gzipSync('data: hi\n\n'));
    response.end();
  },
};

/** Sends `client` to Node's server as it is and records what comes back until the server has closed. */
async function record(client: string): Promise<{ server: Uint8Array; heard: Heard[] }> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    void bodyFrom(request).then((body) => {
      const { method = '', url = '', trailers } = request;
      heard.push({ method, url, body, trailers });
      (PATHS[url] ?? PATHS['/length']!)(response);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const received: Uint8Array[] = [];
  await new Promise<void>((closed, failed) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(client, 'latin1'));
    socket.on('data', (part) => received.push(new Uint8Array(part)));
    socket.on('close', () => closed()).on('error', failed);
  });
  server.close();
  return { server: concat(received), heard };
}

const ask = (method: string, path: string, ...lines: string[]): string =>
  head(`${method} ${path} HTTP/1.1`, 'Host: h', ...lines);

const CHUNKED = 'Transfer-Encoding: chunked';
const CLOSE = 'Connection: close';

/** Where a unit stands and how it was read. */
const placeOf = ({ head, framing, bodyAt, bodyEnd, chunks }: HttpUnit): string =>
  [head.at, bodyAt, bodyEnd, framing.kind, chunks?.bodyEnd.join()].join(' ');

const statusOf = ({ head }: HttpUnit) => (head.kind === 'response' ? head.start.status.text : null);

describe('against the HTTP parser of Node', () => {
  const client = [
    ask('GET', '/length'),
    ask('HEAD', '/length'),
    ask('POST', '/chunks', 'Content-Length: 5') + 'Hello',
    ask('POST', '/trailer', CHUNKED, 'Trailer: X-Sum') +
      '5;a="b;c"\r\nHello\r\n00B\r\n0\r\n\r\nHello!\r\n0\r\nX-Sum: 16\r\n\r\n',
    ask('GET', '/204'),
    ask('GET', '/304'),
    ask('GET', '/hints'),
    ask('HEAD', '/chunks'),
    ask('GET', '/gzip', CLOSE),
  ].join('');

  test('a pipelined connection is read alike from both sides', async () => {
    const { server, heard } = await record(client);
    const bytes = bytesOfLatin1(client);
    const { requests, responses } = readHttp(bytes, server);
    expect(requests).toMatchObject({ end: bytes.length, tail: null, switches: false });
    expect(responses).toMatchObject({ end: server.length, tail: null, switches: false });

    const said = requests.units.map((unit) => {
      const { start } = unit.head as Extract<HttpUnit['head'], { kind: 'request' }>;
      const body = latin1(bodyOf(bytes, unit));
      return { method: start.method.text, url: start.target.text, body };
    });
    expect(said).toEqual(heard.map(({ method, url, body }) => ({ method, url, body })));
    expect(heard[3]?.trailers).toEqual({ 'x-sum': '16' });

    const answers = responses.units.map((unit) => [
      statusOf(unit),
      latin1(payloadOf(server, unit).bytes),
    ]);
    expect(answers).toEqual([
      ['200', 'Hello'],
      ['200', ''],
      ['200', `Hello0\r\n\r\n${'x'.repeat(300)}`],
      ['200', 'Hello'],
      ['204', ''],
      ['304', ''],
      ['102', ''],
      ['103', ''],
      ['200', 'hinted'],
      ['200', ''],
      ['200', 'data: hi\n\n'],
    ]);
    for (const unit of responses.units) expect(violationsOfBody(server, unit, true)).toEqual([]);
    for (const unit of requests.units) expect(violationsOfBody(bytes, unit, true)).toEqual([]);
  });

  test('cut after any byte, no unit is read otherwise', async () => {
    const { server } = await record(client);
    const bytes = bytesOfLatin1(client);
    const whole = readHttp(bytes, server).responses.units.map(placeOf);
    for (let end = 0; end < server.length; end++) {
      const { units, tail } = readHttp(bytes, server.subarray(0, end)).responses;
      const done = units.filter(({ bodyComplete }) => bodyComplete);
      expect(done.map(placeOf)).toEqual(whole.slice(0, done.length));
      expect((tail?.at ?? done.at(-1)?.bodyEnd ?? 0) + (tail?.have ?? 0)).toBe(end);
    }
  }, 30_000);
});

/** What Node's client reads of a response sent as it is, or why it does not. */
async function heardBy(wire: string): Promise<string> {
  const server = createTcpServer((socket: Socket) => {
    socket.once('data', () => socket.end(wire, 'latin1')).on('error', () => undefined);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  try {
    const response = await new Promise<IncomingMessage>((answered, failed) => {
      askFor({ port, host: '127.0.0.1', agent: false }, answered).on('error', failed).end();
    });
    return await bodyFrom(response);
  } finally {
    server.close();
  }
}

describe('bodies as Node’s client reads them', () => {
  const OK = 'HTTP/1.1 200 OK';
  test.each([
    head(OK, CHUNKED) + '5\r\nHello\r\n0\r\n\r\n',
    head(OK, CHUNKED) + '0005;x\r\nHello\r\n0\r\nA: b\r\n\r\n',
    head(OK, 'Content-Length: 5') + 'Hello, and more',
    head(OK, CLOSE) + 'to the end',
    head('HTTP/1.0 200 OK') + 'to the end',
    head('HTTP/1.1 100 Continue') + head(OK, 'Content-Length: 2') + 'ab',
    head(OK, 'Transfer-Encoding: gzip', CLOSE) + 'to the end',
  ])('%j', async (wire) => {
    const bytes = bytesOfLatin1(wire);
    const { units } = readHttp(bytesOfLatin1(ask('GET', '/')), bytes).responses;
    expect(latin1(bodyOf(bytes, units.at(-1)!))).toBe(await heardBy(wire));
  });

  test.each([
    ['http/chunk-size-not-hex', '5x\r\nHello\r\n0\r\n\r\n'],
    ['http/chunk-size-0x-prefix', '0x5\r\nHello\r\n0\r\n\r\n'],
    ['http/chunk-size-signed', '-5\r\nHello\r\n0\r\n\r\n'],
    ['http/chunk-size-empty', '\r\nHello\r\n0\r\n\r\n'],
    ['http/chunk-size-overflow', 'FFFFFFFFFFFFFFFFF\r\n'],
    ['http/chunk-size-leading-space', ' 5\r\nHello\r\n0\r\n\r\n'],
    ['http/chunk-data-not-followed-by-crlf', '5\r\nHello!\r\n0\r\n\r\n'],
    ['http/chunk-data-missing-crlf', '5\r\nHello0\r\n\r\n'],
    ['http/chunk-bare-lf', '5\nHello\n0\n\n'],
    ['http/chunk-truncated', 'A\r\nHello'],
    ['http/chunk-last-missing', '5\r\nHello\r\n'],
  ])('%s: what is named here, Node refuses', async (rule, body) => {
    const wire = head(OK, CHUNKED) + body;
    const bytes = bytesOfLatin1(wire);
    const { units } = readHttp(new Uint8Array(), bytes).responses;
    const named = violationsOfBody(bytes, units[0]!, true).map(({ violation }) => violation.rule);
    expect(named).toContain(rule);
    await expect(heardBy(wire)).rejects.toThrow();
  });
});
