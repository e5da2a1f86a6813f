import { describe, expect, test } from 'vitest';
import { totalsOf } from '../../src/trace/totals.ts';
import { conversationOf, fromClient, fromServer, pasteOf, utf8, type Turn } from './wire.ts';
import { REQUEST, RESPONSE } from '../vectors/handshake.ts';

const totals = async (...turns: Turn[]) =>
  totalsOf([await conversationOf([{ content: pasteOf(...turns) }])]);

const GET = utf8('GET /poll HTTP/1.1\r\nHost: a\r\n\r\n');
const head = (text: string) => utf8(`${text}\r\n\r\n`);

describe('what bytes alone tell', () => {
  test('of polls: heads, bodies, and which brought nothing', async () => {
    const empty = head('HTTP/1.1 204 No Content');
    const full = utf8('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHello');
    const zero = head('HTTP/1.1 200 OK\r\nContent-Length: 0');
    const sums = await totals(
      ['>', GET],
      ['<', empty],
      ['>', GET],
      ['<', full],
      ['>', GET],
      ['<', zero],
    );
    expect(sums).toMatchObject({ requests: 3, emptyAnswers: 2, connections: 1, messages: 0 });
    expect(sums.bytes['client-to-server']).toMatchObject({
      'http-head': 3 * GET.length,
      payload: 0,
    });
    expect(sums.bytes['server-to-client']).toEqual({
      ...{ payload: 5, 'http-head': empty.length + full.length - 5 + zero.length },
      ...{ 'body-framing': 0, 'sse-framing': 0, 'ws-framing': 0, unexplained: 0 },
    });
  });

  test('of an event stream: data, what is around them, and the chunks', async () => {
    const start = head(
      'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked',
    );
    // ": ping" and two line ends; "data: Hi", "data: du" and their blank line, cut in two
    const chunks = utf8('8\r\n: ping\n\n\r\n8\r\ndata: Hi\r\nb\r\n\ndata: du\n\n\r\n0\r\n\r\n');
    const sums = await totals(['>', GET], ['<', start], ['<', chunks]);
    expect(sums.events).toBe(1);
    expect(sums.bytes['server-to-client']).toMatchObject({
      ...{ payload: 4, 'sse-framing': 8 + 19 - 4, 'http-head': start.length },
      'body-framing': chunks.length - 27,
    });
  });

  test('of a WebSocket: payloads, headers, and control frames as framing', async () => {
    const hello = fromClient('Hello');
    const cut = fromServer('Hello, and so on').subarray(0, 7);
    const sums = await totals(
      ['>', utf8(REQUEST)],
      ['<', utf8(RESPONSE)],
      ['>', hello],
      ['>', fromClient('ping', { opcode: 9 })],
      ['<', cut],
    );
    expect(sums.bytes['client-to-server']).toMatchObject({ payload: 5, 'ws-framing': 6 + 10 });
    expect(sums.bytes['server-to-client']).toMatchObject({ payload: 5, 'ws-framing': 2 });
    expect(sums.messages).toBe(2);
  });

  test('of a head that is cut: a head; of what nobody can read: nothing', async () => {
    const sums = await totals(['>', utf8('GET /poll HTTP/1.1\r\nHo')]);
    expect(sums.bytes['client-to-server']).toMatchObject({ 'http-head': 22, unexplained: 0 });
  });

  test('of no connection: zeros, and no time', () => {
    expect(totalsOf([])).toMatchObject({ requests: 0, connections: 0, connectionSeconds: 0 });
  });

  test('of times that are not known: nothing is said', async () => {
    expect((await totals(['>', GET])).connectionSeconds).toBeNull();
  });
});
