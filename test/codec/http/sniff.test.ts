import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_HEAD } from '../../../src/codec/http/message.ts';
import { sniffHead } from '../../../src/codec/http/sniff.ts';
import { bytesOfLatin1 } from '../../../src/codec/http/syntax.ts';
import { REQUEST, RESPONSE } from '../../vectors/handshake.ts';
import { bytesOf, inside, lineyBytes } from './heads.ts';

const sniff = (bytes: Uint8Array) => sniffHead(bytes, 0, bytes.length);
const sniffText = (text: string) => sniff(bytesOfLatin1(text));

describe('telling HTTP from frames', () => {
  test.each([
    ['request', REQUEST],
    ['response', RESPONSE],
  ] as const)(
    'a %s shows itself once its line has come as far as HTTP/, and stays one',
    (kind, text) => {
      const bytes = inside(bytesOf(text));
      const enough = text.indexOf('HTTP/') + 'HTTP/'.length;
      for (let end = 0; end <= bytes.length; end++) {
        expect(sniffHead(bytes, 0, end)).toBe(end < enough ? 'maybe' : kind);
      }
    },
  );

  test('a head in the middle of a stream is found there', () => {
    const stream = bytesOf('\x01' + REQUEST);
    expect(sniffHead(stream, 0, stream.length)).toBeNull();
    expect(sniffHead(stream, 1, stream.length)).toBe('request');
  });

  test.each([
    ['OPTIONS * HTTP/1.1\r\n', 'request'],
    ['M-SEARCH * HTTP/1.1\r\n', 'request'],
    ['GET http://h/ HTTP/1.0\r\n', 'request'],
    ['GET  /a b\tHTTP/1.1\r\n', 'request'],
    ['\r\n\nGET / HTTP/1.1\r\n', 'request'],
    ['HTTP/1.0 200 OK\r\n', 'response'],
    ['GET', 'maybe'],
    ['GET /a', 'maybe'],
    ['HTT', 'maybe'],
    ['GET /a HT', 'maybe'],
    ['', 'maybe'],
    ['GET /chat\r\n', null],
    ['GET HTTP/1.1\r\n', null],
    ['Upgrade: websocket\r\n', null],
    ['Hello, HTTP/1.1', null],
    ['GET /a\x00 HTTP/1.1', null],
  ] as const)('%j is %s', (text, kind) => expect(sniffText(text)).toBe(kind));

  test('a frame is known by its first byte, but for the start of a compressed message in fragments', () => {
    const legal = [0x00, 0x01, 0x02, 0x80, 0x81, 0x82, 0x88, 0x89, 0x8a, 0x41, 0x42, 0xc1, 0xc2];
    const likeMethods = legal.filter((byte) => sniff(Uint8Array.of(byte)) !== null);
    expect(likeMethods).toEqual([0x41, 0x42]);
  });

  test.each([
    ['an unmasked text', '\x81\x05Hello'],
    ['a masked text', '\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58'],
    ['a compressed text', '\xc1\x07\xf2\x48\xcd\xc9\xc9\x07\x00'],
    ['a first fragment, compressed', 'A\x03\xf2\x48\xcd'],
    ['a first fragment, compressed and masked', 'A\x83\x37\xfa\x21\x3dabc'],
    ['a frame whose first bytes are letters', 'GET /chat hello hello\x00'],
    ['a continuation', '\x80\x02lo'],
    ['a ping', '\x89\x00'],
    ['a close', '\x88\x02\x03\xe8'],
  ])('%s is not HTTP', (_, text) => expect(sniffText(text)).toBeNull());

  test('a line that never comes to HTTP/ stops being a maybe', () => {
    expect(sniffText('a'.repeat(MAX_HEAD - 1))).toBe('maybe');
    expect(sniffText('a'.repeat(MAX_HEAD))).toBeNull();
  });

  test('no bytes make it throw, and a verdict holds when more bytes come', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), lineyBytes), (bytes) => {
        const last = sniff(bytes);
        for (let end = 0; end < bytes.length; end++) {
          const before = sniffHead(bytes, 0, end);
          if (before !== 'maybe') expect(last).toBe(before);
        }
      }),
    );
  });
});
