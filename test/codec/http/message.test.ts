import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeHttpHead, encodeHttpHead } from '../../../src/codec/http/encode.ts';
import { elementsOf, headersNamed, listOf, valueOf } from '../../../src/codec/http/headers.ts';
import { MAX_HEAD, readHttpHead, startLineOf, statusOf } from '../../../src/codec/http/message.ts';
import { shownText } from '../../../src/codec/http/syntax.ts';
import { REQUEST, RESPONSE, SHORT_RESPONSE } from '../../vectors/handshake.ts';
import { bytesOf, headOf, inside, lineyBytes } from './heads.ts';

const read = (bytes: Uint8Array) => readHttpHead(bytes, 0, bytes.length);

describe.each([
  ['at the start of its buffer', (bytes: Uint8Array) => bytes],
  ['inside a larger buffer', inside],
])('the examples of RFC 6455 §1.2 and §1.3, %s', (_, placed) => {
  test('the request is read to its parts', () => {
    const bytes = placed(bytesOf(REQUEST));
    const head = read(bytes);
    if (head?.kind !== 'request') throw new Error('not a request');
    expect(head).toMatchObject({ at: 0, end: bytes.length });
    expect(head.start.method).toEqual({ start: 0, end: 3, text: 'GET' });
    expect(head.start.target).toEqual({ start: 4, end: 9, text: '/chat' });
    expect(head.start.version).toEqual({ start: 10, end: 18, text: 'HTTP/1.1' });
    expect(head.headers.map(({ name, value }) => [name.text, value.text])).toEqual([
      ['Host', 'server.example.com'],
      ['Upgrade', 'websocket'],
      ['Connection', 'Upgrade'],
      ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
      ['Origin', 'http://example.com'],
      ['Sec-WebSocket-Protocol', 'chat, superchat'],
      ['Sec-WebSocket-Version', '13'],
    ]);
    const [host] = head.headers;
    expect(host?.name).toMatchObject({ start: 20, end: 24 });
    expect(host?.separator).toEqual({ start: 24, end: 26, text: ': ' });
    expect(host?.value).toMatchObject({ start: 26, end: 44 });
    expect(host?.lineEnd).toEqual({ start: 44, end: 46, text: '\r\n' });
    expect(head.blankLine).toMatchObject({ start: bytes.length - 2, text: '\r\n' });
  });

  test.each([RESPONSE, SHORT_RESPONSE])('the response is read to its parts', (text) => {
    const head = read(placed(bytesOf(text)));
    if (head?.kind !== 'response') throw new Error('not a response');
    expect(head.start.version.text).toBe('HTTP/1.1');
    expect(statusOf(head)).toBe(101);
    expect(head.start.reason.text).toBe('Switching Protocols');
    expect(startLineOf(head)).toEqual({
      start: 0,
      end: 32,
      text: 'HTTP/1.1 101 Switching Protocols',
    });
    expect(headersNamed(head, 'SEC-WEBSOCKET-ACCEPT').map(valueOf)).toEqual([
      's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
    ]);
  });

  test.each([REQUEST, RESPONSE, SHORT_RESPONSE])(
    'decoding and encoding gives the bytes back',
    (text) => {
      const fields = decodeHttpHead(placed(bytesOf(text)));
      expect(fields && encodeHttpHead(fields)).toEqual(bytesOf(text));
    },
  );

  test.each([REQUEST, RESPONSE])('cut after any byte, there is no head yet', (text) => {
    const bytes = placed(bytesOf(text));
    for (let end = 0; end < bytes.length; end++) {
      expect(readHttpHead(bytes, 0, end)).toBeNull();
      expect(decodeHttpHead(bytes.subarray(0, end))).toBeNull();
    }
  });
});

describe('reading a head', () => {
  test('where it begins in a stream changes offsets, not the places of its parts', () => {
    const first = bytesOf(SHORT_RESPONSE);
    const stream = bytesOf(SHORT_RESPONSE + RESPONSE + '\x81\x05Hello');
    const head = readHttpHead(stream, first.length, stream.length);
    const alone = headOf(RESPONSE);
    expect(head).toEqual({
      ...alone,
      at: first.length,
      end: first.length + alone.end,
    });
  });

  test('a frame in the same packet is left to whoever reads frames', () => {
    const bytes = bytesOf(RESPONSE + 'xx');
    expect(read(bytes)?.end).toBe(bytes.length - 2);
    expect(decodeHttpHead(bytes)).toBeNull();
  });

  test('a line feed alone ends a line too', () => {
    const head = headOf(REQUEST.replaceAll('\r\n', '\n'));
    expect(headersNamed(head, 'Upgrade').map(valueOf)).toEqual(['websocket']);
    expect(head.blankLine.text).toBe('\n');
  });

  test('empty lines before a request are passed over', () => {
    const head = headOf('\r\n\n' + REQUEST);
    expect(head.emptyLines.map(({ text }) => text)).toEqual(['\r\n', '\n']);
    expect(startLineOf(head)).toMatchObject({ start: 3, text: 'GET /chat HTTP/1.1' });
  });

  test('a blank line inside a request ends it there', () => {
    const head = headOf('GET /chat HTTP/1.1\r\nHost: h\r\n\r\n');
    const longer = bytesOf('GET /chat HTTP/1.1\r\nHost: h\r\n\r\nUpgrade: websocket\r\n\r\n');
    expect(read(longer)).toEqual(head);
  });

  test.each([
    ['GET /a b HTTP/1.1', ['GET', '/a b', 'HTTP/1.1']],
    ['GET  /a\tHTTP/1.1 ', ['GET', '/a', 'HTTP/1.1']],
    ['GET /chat HTTP/1.1 //1', ['GET', '/chat', 'HTTP/1.1 //1']],
    ['GET /HTTP/1.1', ['GET', '/HTTP/1.1', '']],
    ['GET HTTP/1.1', ['GET', '', 'HTTP/1.1']],
    ['GET', ['GET', '', '']],
    [' GET / HTTP/1.1', ['GET', '/', 'HTTP/1.1']],
  ])('the request line %j is taken for what it most likely means', (line, words) => {
    const head = headOf(`${line}\r\n\r\n`);
    if (head.kind !== 'request') throw new Error('not a request');
    const { method, target, version } = head.start;
    expect([method.text, target.text, version.text]).toEqual(words);
  });

  test.each([
    ['HTTP/1.1 200', 200, ''],
    ['HTTP/1.1 200 ', 200, ''],
    ['HTTP/1.1  404  Not  Found ', 404, 'Not  Found'],
    ['HTTP/1.1 20 Odd', null, 'Odd'],
    ['HTTP/1.1 2000 Odd', null, 'Odd'],
    ['HTTP/1.1', null, ''],
  ])('the status line %j has the status %s', (line, status, reason) => {
    const head = headOf(`${line}\r\n\r\n`);
    if (head.kind !== 'response') throw new Error('not a response');
    expect(statusOf(head)).toBe(status);
    expect(head.start.reason.text).toBe(reason);
  });

  test('a folded value is one value on one line', () => {
    const head = headOf('GET / HTTP/1.1\r\nX-A: 1 \r\n  2\n\t3\r\nX-B: 4\r\n\r\n');
    expect(head.headers.map(valueOf)).toEqual(['1 2 3', '4']);
    expect(head.headers[0]?.value.text).toBe('1 \r\n  2\n\t3');
  });

  test('a line that begins with white space and continues nothing has no name', () => {
    const head = headOf('GET / HTTP/1.1\r\n Host: a\r\nno colon\r\n Host: b\r\nHost: c\r\n\r\n');
    expect(headersNamed(head, 'Host').map(valueOf)).toEqual(['c']);
    expect(head.headers).toHaveLength(4);
  });

  test('white space before the colon belongs to the colon', () => {
    const [header] = headOf('GET / HTTP/1.1\r\nHost \t: h \t\r\n\r\n').headers;
    expect(header).toMatchObject({
      name: { text: 'Host' },
      separator: { text: ' \t: ' },
      value: { text: 'h' },
      trailing: { text: ' \t' },
    });
  });

  test('a name or a value may be empty', () => {
    const head = headOf('GET / HTTP/1.1\r\n: x\r\nY:  \r\n\r\n');
    expect(head.headers.map(({ name, value }) => [name.text, value.text])).toEqual([
      ['', 'x'],
      ['Y', ''],
    ]);
  });

  test('a carriage return that ends no line stays in its value', () => {
    expect(headOf('GET / HTTP/1.1\r\nX-A: 1\r2\r\r\n\r\n').headers[0]?.value.text).toBe('1\r2\r');
  });

  test('values are shown as UTF-8 where they are, else as Latin-1', () => {
    const bytes = Uint8Array.of(...bytesOf('GET / HTTP/1.1\nA: 你\nB: '), 0xe9, 0x0a, 0x0a);
    const shown = read(bytes)?.headers.map(({ value }) => shownText(value.text));
    expect(shown).toEqual(['你', 'é']);
  });

  test('a head longer than the limit is not read, however it ends', () => {
    const filler = 'X: ' + 'a'.repeat(MAX_HEAD - 'GET / HTTP/1.1\n'.length - 5);
    const longest = bytesOf(`GET / HTTP/1.1\n${filler}\n\n`);
    expect(longest).toHaveLength(MAX_HEAD);
    expect(read(longest)?.end).toBe(MAX_HEAD);
    expect(read(bytesOf(`GET / HTTP/1.1\n${filler}a\n\n`))).toBeNull();
  });

  test('as many lines as the limit allows are read in their time', () => {
    const empty = '\n'.repeat(1000);
    const lines = 'a\n'.repeat((MAX_HEAD - 1100) / 2);
    expect(headOf(`${empty}GET / HTTP/1.1\n${lines}\n`).headers).toHaveLength(lines.length / 2);
  }, 20_000);

  test('no bytes make it throw, and a head never reaches beyond its end', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array(), lineyBytes),
        fc.nat(40),
        fc.nat(40),
        (bytes, offset, end) => {
          const head = readHttpHead(bytes, offset, end);
          if (head) expect(head.end).toBeLessThanOrEqual(Math.min(end, bytes.length));
        },
      ),
    );
  });
});

describe('looking headers up', () => {
  test('a name has no case; lists are joined over lines, and empty elements do not count', () => {
    const head = headOf('GET / HTTP/1.1\r\nA: x, ,y\r\nB: 1\r\na:,"p,q\\",",z,\r\n\r\n');
    expect(headersNamed(head, 'A')).toHaveLength(2);
    expect(listOf(head, 'A')).toEqual(['x', 'y', '"p,q\\","', 'z']);
    expect(listOf(head, 'C')).toEqual([]);
  });

  test('each element of a list tells where it stands, in folded lines too', () => {
    const text = 'GET / HTTP/1.1\r\nA:  x ,"a,b"\r\n\t, z\r\nB: 1\r\na: ,\ty\r\n\r\n';
    const elements = elementsOf(headOf(text), 'A');
    expect(elements.map((element) => element.text)).toEqual(['x', '"a,b"', 'z', 'y']);
    for (const { start, end, text: own } of elements) expect(text.slice(start, end)).toBe(own);
  });
});
