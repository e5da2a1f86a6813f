import { describe, expect, test } from 'vitest';
import { announcedLength, framingOf, transferCodingsOf } from '../../../src/codec/http/body.ts';
import { headOf } from './heads.ts';

const framing = (start: string, lines: readonly string[], request?: string) =>
  framingOf(
    headOf([start, ...lines, '', ''].join('\r\n')),
    request === undefined ? null : headOf(`${request}\r\n\r\n`),
  );

const OK = 'HTTP/1.1 200 OK';
const POST = 'POST / HTTP/1.1';
const LENGTH = 'Content-Length: 5';
const CHUNKED = 'Transfer-Encoding: gzip, chunked';

describe('RFC 9112 §6.3, item by item', () => {
  test.each([
    ['1: HEAD', OK, [LENGTH], 'HEAD / HTTP/1.1', 'none'],
    ['1: methods have a case', OK, [LENGTH], 'head / HTTP/1.1', 'length'],
    ['1: 100', 'HTTP/1.1 100 Continue', [LENGTH], undefined, 'none'],
    ['1: 204', 'HTTP/1.1 204 No Content', [CHUNKED], undefined, 'none'],
    ['1: 304', 'HTTP/1.1 304 Not Modified', [LENGTH], undefined, 'none'],
    ['1: 205 has one', 'HTTP/1.1 205 Reset Content', [LENGTH], undefined, 'length'],
    ['2: CONNECT 200', OK, [LENGTH, CHUNKED], 'CONNECT h:80 HTTP/1.1', 'none'],
    ['2: CONNECT 407', 'HTTP/1.1 407 No', [LENGTH], 'CONNECT h:80 HTTP/1.1', 'length'],
    ['3: both', OK, [LENGTH, CHUNKED], undefined, 'chunked'],
    ['4: chunked last', POST, [CHUNKED], undefined, 'chunked'],
    ['4: over two lines', OK, ['Transfer-Encoding: gzip', CHUNKED], undefined, 'chunked'],
    ['4: chunked not last, response', OK, ['Transfer-Encoding: chunked, gzip'], undefined, 'close'],
    ['4: chunked not last, request', POST, ['Transfer-Encoding: foo'], undefined, 'close'],
    ['5: not a number, response', OK, ['Content-Length: x'], undefined, 'close'],
    ['5: not a number, request', POST, ['Content-Length: -5'], undefined, 'none'],
    ['5: digits at least', POST, ['Content-Length: 5x'], undefined, 'length'],
    ['5: the same again', OK, ['Content-Length: 5, 5'], undefined, 'length'],
    ['6: a length', POST, [LENGTH], undefined, 'length'],
    ['7: a request', POST, [], undefined, 'none'],
    ['8: a response', OK, [], undefined, 'close'],
    ['8: a status that is none', 'HTTP/1.1 2xx OK', [], undefined, 'close'],
  ] as const)('%s', (_, start, lines, request, kind) => {
    expect(framing(start, lines, request).kind).toBe(kind);
  });

  test('a length beyond 2^53 keeps its digits', () => {
    expect(framing(OK, ['Content-Length: 0018446744073709551616'])).toEqual({
      kind: 'length',
      length: 2 ** 64,
      digits: '18446744073709551616',
    });
  });
});

test('transfer codings come with their places, without their parameters', () => {
  const text =
    'GET / HTTP/1.1\r\nTransfer-Encoding: GZIP;q="a,b"\r\nTransfer-Encoding:chunked\r\n\r\n';
  const codings = transferCodingsOf(headOf(text));
  expect(codings.map(({ name }) => name)).toEqual(['gzip', 'chunked']);
  expect(codings.map(({ start, end }) => text.slice(start, end))).toEqual([
    'GZIP;q="a,b"',
    'chunked',
  ]);
});

test('without a Content-Length nothing is announced', () => {
  expect(announcedLength(headOf('GET / HTTP/1.1\r\n\r\n'))).toBeNull();
});
