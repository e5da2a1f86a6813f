import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hello } from './tool-output.ts';
import { hexOf, notesOf, piecesOf, read } from './write.ts';

const HELLO = '810548656c6c6f';

test.each([
  ['%81%05Hello', 'url-encoded', HELLO],
  ['%81%857%FA%21%3D%7F%9FMQX', 'url-encoded', hello],
  ['"%81%05Hello"', 'url-encoded', HELLO],
  ['data:application/octet-stream;base64,gQVIZWxsbw==', 'data-url', HELLO],
  ['data:;base64,gQVIZWxsbw==', 'data-url', HELLO],
  ['data:application/octet-stream;charset=x;base64,gQVI\nZWxsbw==', 'data-url', HELLO],
  ['data:,%81%05Hello', 'data-url', HELLO],
  ['<img src="data:image/png;base64,gQVIZWxsbw==">', 'data-url', HELLO],
  ['-----BEGIN FRAME-----\ngQVIZWxs\nbw==\n-----END FRAME-----\n', 'pem', HELLO],
  ['gQVIZWxs\nbw==\n', 'base64', HELLO],
  ['gYU3-iE9f59NUVg', 'base64', hello],
])('%j is %s', (text, kind, bytes) => {
  const reading = read(text);
  expect(reading).toMatchObject({ kind, certain: true });
  expect(piecesOf(reading)).toEqual([`?${bytes}`]);
});

describe('what is not read is said', () => {
  test.each([
    ['%81%05Hello+World', '?810548656c6c6f20576f726c64', [['plus-is-space', 11, '']]],
    [
      '%81%0',
      '?8130',
      [
        ['stray-character', 3, '%'],
        ['kind-guessed', 0, 'url-encoded'],
      ],
    ],
    ['url("data:;base64,gQU=") and 12', '?8105', [['outside-literal', 22, '") and 12']]],
    [
      '-----BEGIN PGP MESSAGE-----\nVersion: 1\n\ngQVIZWxsbw==\n=abcd\n-----END PGP MESSAGE-----',
      `?${HELLO}`,
      [['armour-header', 28, 'Version: 1']],
    ],
  ])('%j', (text, bytes, notes) => {
    const reading = read(text);
    expect(piecesOf(reading)).toEqual([bytes]);
    expect(new Set(notesOf(reading))).toEqual(new Set(notes));
  });
});

test('any bytes survive encodeURIComponent of a binary string, and a data URL', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 2, maxLength: 90 }), (bytes) => {
      const percent = Array.from(bytes, (byte) => `%${hexOf(Uint8Array.of(byte))}`).join('');
      const base64 = `data:application/octet-stream;base64,${Buffer.from(bytes).toString('base64')}`;
      for (const text of [percent, `data:,${percent}`, base64]) {
        expect(read(text).notes).toEqual([]);
        expect(piecesOf(read(text))).toEqual([`?${hexOf(bytes)}`]);
      }
    }),
  );
});
