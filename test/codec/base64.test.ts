import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../src/codec/base64.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** RFC 4648 §10. */
const VECTORS = [
  ['', ''],
  ['f', 'Zg=='],
  ['fo', 'Zm8='],
  ['foo', 'Zm9v'],
  ['foob', 'Zm9vYg=='],
  ['fooba', 'Zm9vYmE='],
  ['foobar', 'Zm9vYmFy'],
] as const;

describe('base64', () => {
  test.each(VECTORS)('the RFC’s example %j is %j, both ways', (plain, encoded) => {
    expect(encodeBase64(bytesOf(plain))).toBe(encoded);
    expect(decodeBase64(encoded)).toEqual({ bytes: bytesOf(plain), canonical: true });
  });

  test('whatever is encoded decodes to the same bytes, and is canonical', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeBase64(encodeBase64(bytes))).toEqual({ bytes, canonical: true });
      }),
    );
  });

  test('bytes inside a larger buffer are encoded without their neighbours', () => {
    expect(encodeBase64(bytesOf('xxfoobarxx').subarray(2, 8))).toBe('Zm9vYmFy');
  });

  test('pad bits that are not zero are told, and the bytes still come out', () => {
    const sloppy = decodeBase64('AQIDBAUGBwgJCgsMDQ4PEC==');
    expect(sloppy?.canonical).toBe(false);
    expect(sloppy?.bytes).toEqual(Uint8Array.from({ length: 16 }, (_, i) => i + 1));
    expect(decodeBase64('Zm9=')).toEqual({ bytes: bytesOf('fo'), canonical: false });
  });

  test.each([
    'Z',
    'Zg',
    'Zg=',
    'Zg===',
    '====',
    'Zg==Zg==',
    'Z===',
    '=Zg=',
    'Zm9v\n',
    'Zm 9',
    'Zm9-',
    'Zm9é',
  ])('%j is not base64', (text) => expect(decodeBase64(text)).toBeNull());

  test('any text either decodes or does not; what decodes canonically is what encoding gives', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const decoded = decodeBase64(text);
        if (decoded?.canonical) expect(encodeBase64(decoded.bytes)).toBe(text);
      }),
    );
  });
});
