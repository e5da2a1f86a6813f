import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeHttpHead,
  encodeHttpHead,
  plainRequest,
  plainResponse,
} from '../../../src/codec/http/encode.ts';
import { readHttpHead } from '../../../src/codec/http/message.ts';
import { REQUEST, SHORT_RESPONSE } from '../../vectors/handshake.ts';
import { anyFields, bytesOf, inside, lineyBytes } from './heads.ts';

describe('encoding a head', () => {
  test('a head, tidy or not, comes back from its bytes as it was', () => {
    fc.assert(
      fc.property(anyFields, (fields) => {
        expect(decodeHttpHead(encodeHttpHead(fields))).toEqual(fields);
        expect(decodeHttpHead(inside(encodeHttpHead(fields)))).toEqual(fields);
      }),
    );
  });

  test('whatever bytes are read as a head, encoding gives those bytes again', () => {
    let heads = 0;
    fc.assert(
      fc.property(lineyBytes, (bytes) => {
        const head = readHttpHead(bytes, 0, bytes.length);
        if (!head) {
          expect(decodeHttpHead(bytes)).toBeNull();
          return;
        }
        heads++;
        const own = bytes.slice(0, head.end);
        expect(encodeHttpHead(decodeHttpHead(own)!)).toEqual(own);
      }),
      { numRuns: 2000 },
    );
    expect(heads).toBeGreaterThan(100);
  });

  test('the examples of RFC 6455 are what is written when nothing is odd', () => {
    const request = plainRequest('/chat', [
      ['Host', 'server.example.com'],
      ['Upgrade', 'websocket'],
      ['Connection', 'Upgrade'],
      ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
      ['Origin', 'http://example.com'],
      ['Sec-WebSocket-Protocol', 'chat, superchat'],
      ['Sec-WebSocket-Version', '13'],
    ]);
    expect(encodeHttpHead(request)).toEqual(bytesOf(REQUEST));
    const response = plainResponse(101, 'Switching Protocols', [
      ['Upgrade', 'websocket'],
      ['Connection', 'Upgrade'],
      ['Sec-WebSocket-Accept', 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='],
    ]);
    expect(encodeHttpHead(response)).toEqual(bytesOf(SHORT_RESPONSE));
  });

  test('what is typed beyond ASCII goes on the wire as UTF-8', () => {
    const typed = plainRequest('/', [['X-Greeting', '你好']]);
    expect(encodeHttpHead(typed)).toEqual(bytesOf('GET / HTTP/1.1\r\nX-Greeting: 你好\r\n\r\n'));
  });

  test('a character that is no byte is the caller’s mistake', () => {
    expect(() => encodeHttpHead({ ...plainRequest('/', []), blankLine: '你' })).toThrow(RangeError);
  });
});
