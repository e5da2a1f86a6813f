import { describe, expect, it } from 'vitest';
import { tellDirections } from '../../src/capture/directions.ts';
import { bytesOfHex, concat } from '../../src/codec/bytes.ts';
import { utf8Of } from '../../src/codec/utf8.ts';

const REQUEST = utf8Of('GET /chat HTTP/1.1\r\nHost: a\r\n\r\n');
const ANSWER = utf8Of('HTTP/1.1 101 Switching Protocols\r\n\r\n');
const MASKED = bytesOfHex('81 85 37 fa 21 3d 7f 9f 4d 51 58');
const PLAIN = bytesOfHex('81 05 48 65 6c 6c 6f');

const told = (...parts: Uint8Array[]) =>
  tellDirections(concat(parts)).runs.map(({ direction, start, end }) => [direction, end - start]);

describe('bytes that do not say who sent them', () => {
  it('are a request and masked frames from the client, an answer and plain frames from the server', () => {
    expect(told(REQUEST, ANSWER, MASKED, PLAIN)).toEqual([
      ['client-to-server', REQUEST.length],
      ['server-to-client', ANSWER.length],
      ['client-to-server', MASKED.length],
      ['server-to-client', PLAIN.length],
    ]);
  });

  it('may be one stream pasted after the other', () => {
    expect(told(REQUEST, MASKED, ANSWER, PLAIN)).toEqual([
      ['client-to-server', REQUEST.length + MASKED.length],
      ['server-to-client', ANSWER.length + PLAIN.length],
    ]);
  });

  it('are told in time that grows with their number alone', () => {
    // Looking for HTTP at each of half a million frames took minutes.
    for (const byte of [0x0a, 0x41, 0x48]) {
      expect(tellDirections(new Uint8Array(1024 * 1024).fill(byte)).runs.length).toBeGreaterThan(0);
    }
  });
});
