import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readInput } from '../../src/capture/read-input.ts';
import { hello, mixed, outputs } from './tool-output.ts';
import { bytesOf, HEX_NOTATIONS, hexOf, piecesOf, read, toHexdump, toXxd } from './write.ts';

describe('what the tools print is read back', () => {
  test.each(outputs)('$command', ({ hello: short, mixed: long }) => {
    expect(piecesOf(read(short))).toEqual([`?${hello}`]);
    expect(piecesOf(read(long))).toEqual([`?${mixed}`]);
    for (const text of [short, long]) {
      expect(read(text).certain).toBe(true);
      expect(piecesOf(read(text.replaceAll('\n', '\r\n')))).toEqual(piecesOf(read(text)));
      expect(piecesOf(read(text.replaceAll('\n', '\r')))).toEqual(piecesOf(read(text)));
      expect(piecesOf(read(`\ufeff${text}`))).toEqual(piecesOf(read(text)));
      expect(piecesOf(read(text.replaceAll(' ', '\u00a0')))).toEqual(piecesOf(read(text)));
    }
  });

  test.each(outputs)('$command, its spaces run together', ({ hello: short, mixed: long }) => {
    expect(piecesOf(read(short.replace(/ +/g, ' ')))).toEqual([`?${hello}`]);
    expect(piecesOf(read(long.replace(/ +/g, ' ')))).toEqual([`?${mixed}`]);
  });
});

describe('hex', () => {
  test.each([
    ['81 85 37 fa 21 3d 7f 9f 4d 51 58', hello],
    ['8185 37fa 213d 7f9f 4d51 58', hello],
    ['818537FA213D7F9F4D5158', hello],
    ['81:85:37:fa', '818537fa'],
    ['81-85-37-FA', '818537fa'],
    ['0x81, 0x85', '8185'],
    ['0x8185', '8185'],
    ['0x810x85', '8185'],
    ['0X81 0x5', '8105'],
    ['\\x81\\x85', '8185'],
    ['"\\x81\\x85" \\\n"\\x37"', '818537'],
    ['[0x81, 0x85];', '8185'],
    ['81 85 // Hello, 11 bytes\n37 # fa\n/* 21 */ 3d', '8185373d'],
    ['81\u00a085\u300037\u200bfa\t21', '818537fa21'],
    ['８１：８５　ＦＡ', '8185fa'],
    ['81\n85\r\n37\rfa', '818537fa'],
    ['<81 85>', '8185'],
  ])('%j', (text, bytes) => {
    expect(piecesOf(read(text)).map((piece) => piece.slice(1))).toEqual([bytes]);
  });
});

const someBytes = fc.uint8Array({ minLength: 1, maxLength: 90 });

describe('bytes survive being written', () => {
  test.each(Object.entries(HEX_NOTATIONS))('hex, %s', (_name, write) => {
    fc.assert(
      fc.property(someBytes, (bytes) => {
        expect(piecesOf(read(write(bytes), { kind: 'hex' }))).toEqual([`?${hexOf(bytes)}`]);
        if (bytes.length > 8) expect(read(write(bytes))).toMatchObject({ kind: 'hex', notes: [] });
      }),
    );
  });

  test('xxd, of any width and group', () => {
    const sizes = [fc.integer({ min: 1, max: 32 }), fc.integer({ min: 1, max: 8 })] as const;
    fc.assert(
      fc.property(someBytes, ...sizes, (bytes, width, group) => {
        const reading = read(toXxd(bytes, width, group));
        expect(reading).toMatchObject({ kind: 'xxd', notes: [] });
        expect(piecesOf(reading)).toEqual([`?${hexOf(bytes)}`]);
      }),
    );
  });

  test('xxd, of text that looks like a dump', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0af: |.'), minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(digits, (text) => {
        const bytes = new TextEncoder().encode(text);
        expect(piecesOf(read(toXxd(bytes, 16, 2)))).toEqual([`?${hexOf(bytes)}`]);
        expect(piecesOf(read(toHexdump(bytes)))).toEqual([`?${hexOf(bytes)}`]);
      }),
    );
  });

  test('hexdump -C', () => {
    fc.assert(
      fc.property(someBytes, (bytes) => {
        const reading = read(toHexdump(bytes));
        expect(reading).toMatchObject({ kind: 'hexdump', notes: [] });
        expect(piecesOf(reading)).toEqual([`?${hexOf(bytes)}`]);
      }),
    );
  });

  test('base64 and base64url, padded or not, in lines of any length', () => {
    const variant = fc.constantFrom<'base64' | 'base64url'>('base64', 'base64url');
    const width = fc.integer({ min: 1, max: 80 });
    fc.assert(
      fc.property(someBytes, variant, width, (bytes, encoding, width) => {
        const text = Buffer.from(bytes).toString(encoding);
        const lines = (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join('\n');
        for (const content of [text, lines]) {
          const reading = read(content, { kind: 'base64' });
          expect(reading.notes).toEqual([]);
          expect(piecesOf(reading)).toEqual([`?${hexOf(bytes)}`]);
        }
      }),
    );
  });

  test('a file of text is read as its text, any other as its bytes', () => {
    const file = new TextEncoder().encode('81 85 37 fa\n');
    expect(readInput({ content: file })).toMatchObject({ kind: 'hex', size: 12 });
    expect(piecesOf(readInput({ content: file }))).toEqual(['?818537fa']);
    const raw = bytesOf(hello);
    expect(readInput({ content: raw })).toMatchObject({
      kind: 'binary',
      reason: 'not-text',
      size: 11,
    });
    expect(piecesOf(readInput({ content: raw }))).toEqual([`?${hello}`]);
  });
});
