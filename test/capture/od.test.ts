import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hello } from './tool-output.ts';
import { hexOf, notesOf, piecesOf, read } from './write.ts';

/** Of `hello` and 32 times 00 after it; coreutils 9.1, util-linux 2.38.1. */
const outputs: readonly (readonly [command: string, text: string, notes: string[]])[] = [
  [
    'od -c',
    `0000000 201 205   7 372   !   = 177 237   M   Q   X  \\0  \\0  \\0  \\0  \\0
0000020  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0
0000040  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0
0000053
`,
    [],
  ],
  [
    'od',
    `0000000 102601 175067 036441 117577 050515 000130 000000 000000
0000020 000000 000000 000000 000000 000000 000000 000000 000000
0000040 000000 000000 000000 000000 000000 000000
0000053
`,
    ['byte-order'],
  ],
  [
    'od -b',
    `0000000 201 205 067 372 041 075 177 237 115 121 130 000 000 000 000 000
0000020 000 000 000 000 000 000 000 000 000 000 000 000 000 000 000 000
0000040 000 000 000 000 000 000 000 000 000 000 000
0000053
`,
    [],
  ],
  [
    'od -A d -t u1',
    `0000000 129 133  55 250  33  61 127 159  77  81  88   0   0   0   0   0
0000016   0   0   0   0   0   0   0   0   0   0   0   0   0   0   0   0
0000032   0   0   0   0   0   0   0   0   0   0   0
0000043
`,
    [],
  ],
  [
    'od -t d1',
    `0000000 -127 -123   55   -6   33   61  127  -97   77   81   88    0    0    0    0    0
0000020    0    0    0    0    0    0    0    0    0    0    0    0    0    0    0    0
0000040    0    0    0    0    0    0    0    0    0    0    0
0000053
`,
    [],
  ],
  [
    'hexdump -c',
    `0000000 201 205   7 372   !   = 177 237   M   Q   X  \\0  \\0  \\0  \\0  \\0
0000010  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0
0000020  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0                    
000002b
`,
    [],
  ],
  [
    'hexdump -d',
    `0000000   34177   64055   15649   40831   20813   00088   00000   00000
0000010   00000   00000   00000   00000   00000   00000   00000   00000
0000020   00000   00000   00000   00000   00000   00000                
000002b
`,
    ['byte-order'],
  ],
  [
    'hexdump -o',
    `0000000  102601  175067  036441  117577  050515  000130  000000  000000
0000010  000000  000000  000000  000000  000000  000000  000000  000000
0000020  000000  000000  000000  000000  000000  000000                
000002b
`,
    ['byte-order'],
  ],
];

describe('od and what hexdump prints like it', () => {
  test.each(outputs)('%s', (_command, text, notes) => {
    const reading = read(text);
    expect(reading).toMatchObject({ kind: 'od', certain: true });
    expect(piecesOf(reading)).toEqual([`?${hello}${'00'.repeat(32)}`]);
    expect(notesOf(reading).map(([id]) => id)).toEqual(notes);
    expect(piecesOf(read(text.replaceAll('\n', '\r\n')))).toEqual(piecesOf(reading));
  });

  test.each([
    ['od -t x4', '0000000 fa378581 9f7f3d21 0058514d\n0000013\n'],
    ['od -t x8', '0000000 9f7f3d21fa378581 000000000058514d\n0000013\n'],
  ])('%s prints numbers, lower byte first', (_command, text) => {
    const reading = read(text);
    expect(reading.kind).toBe('hexdump');
    expect(piecesOf(reading)).toEqual([`?${hello}`]);
    expect(notesOf(reading)).toEqual([['byte-order', 8, '']]);
  });

  test('od -c: rows that * stands for, and spaces that copying lost at the end of a row', () => {
    const text = `0000000   a   b   c   d   e   f   g   h   i   j   k   l   m   n
0000020   a   a   a   a   a   a   a   a   a   a   a   a   a   a   a   a
*
0000100
`;
    const reading = read(text);
    expect(piecesOf(reading)).toEqual([
      `?${hexOf(Buffer.from(`abcdefghijklmn  ${'a'.repeat(48)}`))}`,
    ]);
    expect(notesOf(reading)).toEqual([['repeated-lines', text.indexOf('*'), '32']]);
  });

  test.each([
    ['od -c', '0000000   H  \\0  \\0  \\0  \\0  \\0  \\0    \n0000010\n'],
    ['hexdump -c', `0000000   H  \\0  \\0  \\0  \\0  \\0  \\0${' '.repeat(36)}\n0000008\n`],
  ])('%s: a short last row that ends in a space', (_, text) => {
    expect(piecesOf(read(text, { kind: 'od' }))).toEqual(['?4800000000000020']);
  });

  test('hexdump -c: a last row of ten bytes that ends in a space', () => {
    const text = `0000000   H  \\0  \\0  \\0  \\0  \\0  \\0  \\0  \\0${' '.repeat(28)}\n000000a\n`;
    expect(piecesOf(read(text, { kind: 'od' }))).toEqual(['?48000000000000000020']);
  });

  test('digits and octal numbers could be either, and that is said', () => {
    const reading = read('0000000   0 177   1 201\n0000004\n');
    expect(reading).toMatchObject({ kind: 'od', certain: false });
    expect(piecesOf(reading)).toEqual(['?00b101c9']);
  });

  test('od -a drops a bit of each byte, so it is not read', () => {
    const reading = read('0000000 soh enq   7   z   !   = del  us   M   Q   X\n0000013\n');
    expect(reading.pieces).toEqual([]);
    expect(notesOf(reading)).toEqual([['not-recognised', 0, '']]);
  });
});

const NAMED: Record<number, string> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
};
const cell = (byte: number): string =>
  NAMED[byte] ??
  (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : byte.toString(8).padStart(3, '0'));

test('any bytes and a letter, as od -c writes them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), (random) => {
      const bytes = Uint8Array.from([0x48, ...random]);
      const lines = [];
      for (let at = 0; at < bytes.length; at += 16) {
        const cells = Array.from(
          bytes.subarray(at, at + 16),
          (byte) => ` ${cell(byte).padStart(3)}`,
        );
        lines.push(at.toString(8).padStart(7, '0') + cells.join(''));
      }
      lines.push(bytes.length.toString(8).padStart(7, '0'));
      expect(piecesOf(read(lines.join('\n'), { kind: 'od' }))).toEqual([`?${hexOf(bytes)}`]);
    }),
  );
});
