import { describe, expect, it, test } from 'vitest';
import { decodeReport } from '../../src/trace/report.ts';
import { FRAME_VECTORS, twice } from '../vectors/rfc6455.ts';
import {
  ACCEPTANCE,
  added,
  REQUEST,
  replaced,
  RESPONSE,
  SHORT_RESPONSE,
} from '../vectors/handshake.ts';
import { fromClient, fromServer, latin1, onlyOne, pasteOf, reportOf } from './wire.ts';

const request = latin1(REQUEST);
const response = latin1(RESPONSE);
const refusal = latin1('HTTP/1.1 401 Unauthorized\r\nContent-Length: 4\r\n\r\nnope');

describe('the handshake of RFC 6455 §1.2 and §1.3', () => {
  it.each([
    ['§1.2', RESPONSE, 'chat', []],
    // The answer is printed short there: it names none of the subprotocols that the request offers.
    ['§1.3', SHORT_RESPONSE, null, ['ws/res-protocol-missing']],
  ])('%s', async (_section, answer, subprotocol, warnings) => {
    const connection = onlyOne(await decodeReport(latin1(REQUEST + answer)));
    expect(connection.handshake).toEqual({
      complete: true,
      key: ACCEPTANCE.key,
      expectedAccept: ACCEPTANCE.accept,
      accept: ACCEPTANCE.accept,
      acceptMatches: true,
      subprotocol,
      extensions: null,
    });
    expect(connection).toMatchObject({ protocol: 'websocket', frames: [] });
    expect(connection.violations.map(({ rule }) => rule)).toEqual(warnings);
    expect(connection.exchanges).toHaveLength(1);
    expect(connection.exchanges[0]?.request).toMatchObject({
      method: 'GET',
      target: '/chat',
      version: 'HTTP/1.1',
      bodyLength: 0,
      offset: 0,
    });
    expect(connection.exchanges[0]?.request?.headers[3]).toEqual([
      'Sec-WebSocket-Key',
      ACCEPTANCE.key,
    ]);
    expect(connection.exchanges[0]?.response).toMatchObject({
      status: 101,
      reason: 'Switching Protocols',
      bodyComplete: true,
    });
  });

  it('points at an accept that does not match', async () => {
    const answer = replaced(RESPONSE, 'Sec-WebSocket-Accept', 'Sec-WebSocket-Accept: AAAA');
    const { handshake, violations } = onlyOne(await decodeReport(latin1(REQUEST + answer)));
    expect(handshake).toMatchObject({ complete: true, acceptMatches: false, accept: 'AAAA' });
    expect(violations).toMatchObject([
      {
        rule: 'ws/res-accept-mismatch',
        direction: 'server-to-client',
        frame: null,
        exchange: 0,
        offset: answer.indexOf('AAAA'),
        bit: 0,
        length: 32,
        closeCode: null,
      },
    ]);
  });
});

describe('the frames of RFC 6455 §5.7', () => {
  const cases = FRAME_VECTORS.flatMap((vector) =>
    twice(vector.wire).map(([where, bytes]) => ({ ...vector, where, bytes })),
  );

  test.each(cases)('$name, $where', async ({ sender, fields, bytes }) => {
    const { frames } = onlyOne(await decodeReport(bytes, { kind: 'binary' }));
    const masked = fields.maskKey !== null;
    const headerLength = bytes.length - fields.payload.length;
    expect(frames).toMatchObject([
      {
        index: 0,
        direction: sender === 'client' ? 'client-to-server' : 'server-to-client',
        offset: 0,
        fin: fields.fin,
        opcode: fields.opcode,
        masked,
        maskingKey: masked ? '37fa213d' : null,
        headerLength,
        payloadLength: fields.payload.length,
        complete: true,
      },
    ]);
  });

  it('a message in two fragments, with a Ping and its Pong between', async () => {
    const wire = FRAME_VECTORS.map((vector) => vector.wire);
    const { messages, frames, violations } = await reportOf([
      ['<', wire[2]!],
      ['<', wire[4]!],
      ['>', wire[5]!],
      ['<', wire[3]!],
    ]);
    expect(violations).toEqual([]);
    expect(frames.map(({ message }) => message)).toEqual([0, null, null, 0]);
    expect(messages).toMatchObject([
      { index: 0, kind: 'text', frames: [0, 3], wireLength: 5, length: 5, text: 'Hello' },
    ]);
    expect(messages[0]?.sha256).toBe(
      '185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969',
    );
  });
});

describe('what is HTTP and what is frames', () => {
  it('frames follow the handshake at their offset', async () => {
    const { frames, messages } = await reportOf([
      ['>', request],
      ['<', response],
      ['>', fromClient('a')],
      ['<', fromServer('b')],
    ]);
    expect(frames.map(({ offset }) => offset)).toEqual([request.length, response.length]);
    expect(messages.map(({ text }) => text)).toEqual(['a', 'b']);
  });

  it('a 101 whose request was not captured reads frames, both ways', async () => {
    const { handshake, frames, exchanges, protocol } = await reportOf([
      ['<', response],
      ['<', fromServer('b')],
      ['>', fromClient('a')],
    ]);
    expect(protocol).toBe('websocket');
    expect(handshake).toMatchObject({ complete: false, key: null, acceptMatches: null });
    expect(exchanges).toMatchObject([{ request: null, response: { status: 101 } }]);
    expect(frames).toHaveLength(2);
  });

  it('a request whose answer was not captured reads frames, both ways', async () => {
    const { handshake, frames, exchanges } = await reportOf([
      ['>', request],
      ['<', fromServer('b')],
      ['>', fromClient('a')],
    ]);
    expect(handshake).toMatchObject({ complete: false, key: ACCEPTANCE.key, accept: null });
    expect(exchanges).toMatchObject([{ response: null }]);
    expect(frames).toHaveLength(2);
  });

  it('what follows a refusal is unexplained', async () => {
    const report = await decodeReport(
      pasteOf(['>', request], ['<', refusal], ['>', fromClient('a')], ['<', fromServer('b')]),
    );
    const { frames, handshake, exchanges } = onlyOne(report);
    expect(frames).toEqual([]);
    expect(handshake).toMatchObject({ complete: false });
    expect(exchanges[0]?.response).toMatchObject({
      status: 401,
      bodyLength: 4,
      bodyComplete: true,
    });
    expect(report.totals.unexplained).toBe(fromClient('a').length + fromServer('b').length);
  });

  it('a client may ask again after a refusal', async () => {
    const report = await decodeReport(
      pasteOf(
        ['>', request],
        ['<', refusal],
        ['>', latin1(added(REQUEST, 'Authorization: Basic QTpC'))],
        ['<', response],
        ['>', fromClient('a')],
        ['<', fromServer('b')],
      ),
    );
    const { handshake, exchanges, messages, violations } = onlyOne(report);
    expect(handshake).toMatchObject({ complete: true, acceptMatches: true });
    expect(exchanges.map((exchange) => exchange.response?.status)).toEqual([401, 101]);
    expect(exchanges[1]?.request?.offset).toBe(request.length);
    expect(messages.map(({ text }) => text)).toEqual(['a', 'b']);
    expect(violations).toMatchObject([{ rule: 'ws/res-status-not-101', exchange: 0 }]);
    expect(report.totals.unexplained).toBe(0);
  });

  it('HTTP may come before the handshake, and 1xx answers before the 101', async () => {
    const { handshake, exchanges, frames } = await reportOf([
      ['>', latin1('GET / HTTP/1.1\r\nHost: a\r\n\r\n')],
      ['<', latin1('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi')],
      ['>', request],
      ['<', latin1('HTTP/1.1 103 Early Hints\r\n\r\n')],
      ['<', response],
      ['<', fromServer('b')],
    ]);
    expect(exchanges.map((exchange) => exchange.response?.status)).toEqual([200, 101]);
    expect(handshake?.acceptMatches).toBe(true);
    expect(frames).toHaveLength(1);
  });

  it.each([
    ['nothing', '', 'websocket'],
    ['a frame', '81 00', 'websocket'],
    ['the first byte of a frame', '> 81', 'websocket'],
    ['a plain exchange', 'GET / HTTP/1.1\nHost: a\n\nHTTP/1.1 200 OK\n\n', 'http'],
    ['an answer alone', 'HTTP/1.1 200 OK\n\n', 'http'],
    ['the beginning of a head', latin1('GET / HTTP/1.1\r\nHos'), 'http'],
    ['a handshake alone', REQUEST, 'websocket'],
  ])('the protocol of %s', async (_name, input, protocol) => {
    expect(onlyOne(await decodeReport(input)).protocol).toBe(protocol);
  });

  it('thousands of exchanges take no longer for each', async () => {
    const bytes = latin1('GET / HTTP/1.1\r\n\r\n'.repeat(60_000));
    const { totals } = await decodeReport(bytes, { kind: 'binary' });
    expect(totals).toMatchObject({ exchanges: 60_000, unexplained: 0 });
  }, 60_000);
});
