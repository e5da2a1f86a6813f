import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat } from '../../../src/codec/bytes.ts';
import { decodeContent } from '../../../src/codec/http/content-coding.ts';

const plain = new TextEncoder().encode('data: hi\n\n'.repeat(1000));
const bytes = (buffer: Uint8Array): Uint8Array => new Uint8Array(buffer);

describe('content codings, against zlib', () => {
  test.each([
    ['gzip', gzipSync(plain)],
    ['X-GZIP', gzipSync(plain)],
    ['deflate', deflateSync(plain)],
    ['deflate', deflateRawSync(plain)],
    ['identity', plain],
  ])('%s', (coding, coded) => {
    expect(decodeContent(bytes(coded), [coding])).toEqual({
      bytes: plain,
      complete: true,
      fault: null,
      coding: null,
    });
  });

  test('two codings are undone in turn, two gzip members are one body', () => {
    expect(decodeContent(bytes(gzipSync(deflateSync(plain))), ['deflate', 'gzip']).bytes).toEqual(
      plain,
    );
    const members = concat([bytes(gzipSync(plain)), bytes(gzipSync(plain))]);
    expect(decodeContent(members, ['gzip']).bytes).toEqual(concat([plain, plain]));
  });

  test('cut after any byte, what is there is given and said to be a part', () => {
    const coded = bytes(gzipSync(plain));
    for (let end = 1; end < coded.length; end++) {
      const { bytes: part, complete, fault } = decodeContent(coded.subarray(0, end), ['gzip']);
      expect({ complete, fault }).toEqual({ complete: false, fault: null });
      expect(part).toEqual(plain.subarray(0, part.length));
    }
  });

  test('codings that are not read are named', () => {
    const coded = bytes(brotliCompressSync(plain));
    expect(decodeContent(coded, ['br'])).toEqual({
      bytes: coded,
      complete: false,
      fault: 'unknown',
      coding: 'br',
    });
  });

  test('no more is given than the limit', () => {
    const bomb = bytes(gzipSync(new Uint8Array(1_000_000)));
    expect(decodeContent(bomb, ['gzip'], 1_000_000)).toMatchObject({ complete: true });
    expect(decodeContent(bomb, ['gzip'], 999_999)).toMatchObject({
      bytes: { length: 999_999 },
      fault: 'too-big',
      coding: 'gzip',
    });
  });

  test('no bytes throw', () => {
    const codings = fc.array(fc.constantFrom('gzip', 'deflate', 'zstd', 'identity', ''), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), codings, (octets, names) => {
        decodeContent(octets, names, 10_000);
      }),
    );
    expect(decodeContent(bytes(gzipSync(plain)).fill(7, 12), ['gzip']).fault).toBe('bad-data');
    expect(decodeContent(new Uint8Array(), ['gzip'])).toMatchObject({ complete: true });
  });
});
