import { describe, expect, test } from 'vitest';
import { hexOf } from '../../../src/codec/bytes.ts';
import { acceptOf, GUID, readHandshake } from '../../../src/codec/websocket/handshake.ts';
import {
  ACCEPTANCE,
  added,
  replaced,
  REQUEST,
  RESPONSE,
  SHORT_RESPONSE,
} from '../../vectors/handshake.ts';
import { headOf } from '../http/heads.ts';

const handshake = (request: string | null, response: string | null) =>
  readHandshake(
    request === null ? null : headOf(request),
    response === null ? null : headOf(response),
  );

describe('from the key to the accept', () => {
  test('each step is the one RFC 6455 §1.3 shows', () => {
    const { digest, ...texts } = acceptOf(ACCEPTANCE.key);
    expect({ ...texts, digest: hexOf(digest) }).toEqual(ACCEPTANCE);
    expect(ACCEPTANCE.concatenated).toBe(ACCEPTANCE.key + GUID);
  });

  test('the text of the key is hashed, not what it decodes to', () => {
    expect(acceptOf('AQIDBAUGBwgJCgsMDQ4PEC==').accept).not.toBe(
      acceptOf('AQIDBAUGBwgJCgsMDQ4PEA==').accept,
    );
  });

  test.each(['', 'é', '你好', '\u0000'])('a key that is none, %j, has an accept too', (key) => {
    expect(acceptOf(key).accept).toHaveLength(28);
    expect(acceptOf(key).digest).toHaveLength(20);
  });
});

describe('an opening handshake', () => {
  test('the one of RFC 6455 §1.2 succeeds', () => {
    expect(handshake(REQUEST, RESPONSE)).toEqual({
      complete: true,
      key: 'dGhlIHNhbXBsZSBub25jZQ==',
      expectedAccept: 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
      accept: 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
      acceptMatches: true,
      subprotocol: 'chat',
      extensions: null,
      deflate: null,
      succeeded: true,
      refused: false,
    });
    expect(handshake(REQUEST, SHORT_RESPONSE)).toMatchObject({
      subprotocol: null,
      succeeded: true,
    });
  });

  test('half of it is not complete, and says what half can say', () => {
    expect(handshake(REQUEST, null)).toMatchObject({
      complete: false,
      key: ACCEPTANCE.key,
      expectedAccept: ACCEPTANCE.accept,
      accept: null,
      acceptMatches: null,
      succeeded: false,
      refused: false,
    });
    expect(handshake(null, RESPONSE)).toMatchObject({
      complete: false,
      key: null,
      expectedAccept: null,
      accept: ACCEPTANCE.accept,
      acceptMatches: null,
      subprotocol: 'chat',
      succeeded: false,
      refused: false,
    });
    expect(handshake(null, null)).toMatchObject({
      complete: false,
      succeeded: false,
      refused: false,
    });
  });

  test('extensions in use are those the server named, with what they settle', () => {
    const request = added(
      REQUEST,
      'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits',
    );
    const answer = 'permessage-deflate; client_max_window_bits=12; client_no_context_takeover';
    const response = added(RESPONSE, `Sec-WebSocket-Extensions: ${answer}`);
    const deflate = {
      serverNoContextTakeover: false,
      clientNoContextTakeover: true,
      serverMaxWindowBits: 15,
      clientMaxWindowBits: 12,
    };
    expect(handshake(request, response)).toMatchObject({
      extensions: answer,
      deflate,
      succeeded: true,
    });
    expect(handshake(null, response)).toMatchObject({ extensions: answer, deflate });
    expect(handshake(request, RESPONSE)).toMatchObject({ extensions: null, deflate: null });
  });

  test.each([
    ['a parameter is unknown', 'permessage-deflate; foo=1; server_max_window_bits=10', 10],
    ['a window is too large', 'permessage-deflate; server_max_window_bits=16', 15],
    ['it is named twice', 'permessage-deflate; server_max_window_bits=9, permessage-deflate', 9],
    ['another line is no list', 'permessage-deflate\r\nSec-WebSocket-Extensions: x;;', 15],
  ])('frames are read as compressed where %s, though no client should open', (_, answer, bits) => {
    const request = added(REQUEST, 'Sec-WebSocket-Extensions: permessage-deflate');
    const response = added(RESPONSE, `Sec-WebSocket-Extensions: ${answer}`);
    expect(handshake(request, response)).toMatchObject({
      deflate: { serverMaxWindowBits: bits },
      succeeded: false,
    });
  });

  test('a 101 to a request that asked for nothing opens nothing', () => {
    const plain = 'GET / HTTP/1.1\r\nHost: h\r\n\r\n';
    expect(handshake(plain, RESPONSE)).toMatchObject({ complete: true, succeeded: false });
    expect(handshake(plain, 'HTTP/1.1 101 Switching\r\n\r\n')).toMatchObject({ succeeded: false });
  });

  test('a refusal is complete in no sense, and settles nothing', () => {
    const refusal =
      'HTTP/1.1 426 Upgrade Required\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n';
    expect(handshake(REQUEST, refusal)).toMatchObject({
      complete: false,
      extensions: null,
      deflate: null,
      succeeded: false,
      refused: true,
    });
  });

  test('an answer that comes before the answer refuses nothing', () => {
    const hints = 'HTTP/1.1 103 Early Hints\r\n\r\n';
    expect(handshake(REQUEST, hints)).toMatchObject({ complete: false, refused: false });
  });

  test('an accept for another key is complete and does not succeed', () => {
    const response = replaced(
      RESPONSE,
      'Sec-WebSocket-Accept',
      'Sec-WebSocket-Accept: HSmrc0sMlYUkAGmm5OPpG2HaGWk=',
    );
    expect(handshake(REQUEST, response)).toMatchObject({
      complete: true,
      acceptMatches: false,
      succeeded: false,
    });
  });

  test('a server that says 101 to a request without a key cannot have proved anything', () => {
    const request = replaced(REQUEST, 'Sec-WebSocket-Key');
    expect(handshake(request, RESPONSE)).toMatchObject({ acceptMatches: null, succeeded: false });
  });
});
