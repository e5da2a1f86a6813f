import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytesOfLatin1 } from '../../../src/codec/http/syntax.ts';
import { judgeHandshake } from '../../../src/composer/handshake/judge.ts';
import { authorityOf, curlCommand, nodeSnippet } from '../../../src/composer/handshake/snippets.ts';
import { added, lines, REQUEST, replaced } from '../../vectors/handshake.ts';

const headOf = (request: string) =>
  judgeHandshake(bytesOfLatin1(request), new Uint8Array()).request.head;

const HOSTILE = added(
  replaced(REQUEST, 'GET', "GET /a'b\\c?$HOME`id`#x HTTP/1.1"),
  'X-Odd: \'; echo "hi" $(id) \\ !',
  'X-Empty:',
);

/** Runs a program until it has what it is waited for, and resolves to what it printed. */
function run(file: string, args: string[], until: RegExp): Promise<string> {
  return new Promise((resolve) => {
    let printed = '';
    const child = execFile(file, args, () => resolve(printed));
    child.stdout?.on('data', (text: string) => {
      printed += text;
      if (until.test(printed)) child.kill();
    });
  });
}

describe('snippets', () => {
  let port = 0;
  const received: string[] = [];
  const recorder = createServer((socket) => {
    let asked = '';
    socket.setEncoding('latin1');
    socket.on('error', () => {});
    socket.on('data', (text: string) => {
      asked += text;
      if (!asked.includes('\r\n\r\n')) return;
      received.push(asked);
      socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
    });
  });

  beforeAll(async () => {
    recorder.listen(0, '127.0.0.1');
    await once(recorder, 'listening');
    port = (recorder.address() as AddressInfo).port;
  });

  afterAll(() => recorder.close());

  const here = () => ({ host: '127.0.0.1', port });
  const node = (request: string) =>
    run(
      process.execPath,
      ['--input-type=module', '-e', nodeSnippet(bytesOfLatin1(request), here())],
      /\r\n\r\n/,
    );

  test.each([
    ['the example of the RFC', REQUEST],
    ['quotes, backslashes and signs of a shell', HOSTILE],
    ['line ends and bytes that are no text', 'GET /\r\r HTTP/1.1\nA: \xff\x00\x7f\t\r\n\r\n'],
  ])('the program for Node sends exactly %s', async (_, request) => {
    received.length = 0;
    await node(request);
    expect(received).toEqual([request]);
  });

  test('the program for Node prints the 101 of a real ws server', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const request = replaced(REQUEST, 'Host', `Host: 127.0.0.1:${port}`);
    const program = nodeSnippet(bytesOfLatin1(request), authorityOf(headOf(request)));
    const printed = await run(process.execPath, ['--input-type=module', '-e', program], /\r\n\r\n/);
    for (const client of server.clients) client.terminate();
    server.close();
    expect(printed).toMatch(/^HTTP\/1\.1 101 /);
    expect(printed).toContain('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  });

  const hasCurl = spawnSync('curl', ['--version']).status === 0;

  test.skipIf(!hasCurl).each([
    ['the example of the RFC', REQUEST],
    ['a request without a Host', replaced(REQUEST, 'Host')],
    ['two keys', added(REQUEST, 'Sec-WebSocket-Key: x')],
    ['another method', replaced(REQUEST, 'GET', 'POST /chat HTTP/1.1')],
    ['HTTP/1.0', replaced(REQUEST, 'GET', 'GET /chat HTTP/1.0')],
    ['a path with dots', replaced(REQUEST, 'GET', 'GET /a/../b/./c HTTP/1.1')],
    ['quotes, backslashes and signs of a shell', HOSTILE],
  ])('curl sends the same lines for %s, if in another order', async (_, request) => {
    const { command, faithful } = curlCommand(headOf(request), here())!;
    received.length = 0;
    await run('sh', ['-c', command], /\r\n\r\n/);
    const sorted = (text: string | undefined) => text?.split('\r\n').sort();
    expect(sorted(received[0])).toEqual(sorted(request));
    expect(received[0]?.split('\r\n')[0]).toBe(request.split('\r\n')[0]);
    expect(faithful).toBe(true);
  });

  test('what curl would write in another way is said, and what it cannot carry gives no command', () => {
    const commandFor = (request: string) => curlCommand(headOf(request), here());
    expect(commandFor(added(REQUEST, 'X-A : 1'))?.faithful).toBe(false);
    expect(commandFor(added(REQUEST, 'X-A: 1\r\n 2'))?.faithful).toBe(false);
    expect(commandFor(replaced(REQUEST, 'GET', 'GET /chat HTTP/1.2'))?.faithful).toBe(false);
    expect(commandFor(added(REQUEST, 'X-A: 1\r2'))).toBeNull();
    expect(commandFor('nothing')).toBeNull();
  });

  test('they go where the Host line says', () => {
    const authority = (host: string) =>
      authorityOf(headOf(lines('GET / HTTP/1.1', `Host: ${host}`)));
    expect(authority('example.com')).toEqual({ host: 'example.com', port: 80 });
    expect(authority('example.com:8080')).toEqual({ host: 'example.com', port: 8080 });
    expect(authority('[::1]:9')).toEqual({ host: '::1', port: 9 });
    expect(authority("'; rm -rf /")).toEqual({ host: 'localhost', port: 8080 });
    expect(authority('a:99999')).toEqual({ host: 'localhost', port: 8080 });
    expect(authorityOf(null)).toEqual({ host: 'localhost', port: 8080 });
  });
});
