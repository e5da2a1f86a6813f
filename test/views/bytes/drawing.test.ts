import { describe, expect, it } from 'vitest';
import { leavesOf } from '../../../src/codec/annotation.ts';
import { bytesOfHex } from '../../../src/codec/bytes.ts';
import { annotateFrame } from '../../../src/codec/websocket/annotate.ts';
import { characterOf, hexRows } from '../../../src/views/bytes/hex-rows.ts';
import { fitLabel } from '../../../src/views/bytes/label.ts';
import { brokenRanges, lightOf, litPart, violationsOf } from '../../../src/views/bytes/light.ts';
import { missingBytes } from '../../../src/views/bytes/missing.ts';
import { cutPieces, digitAt, drawnBytes, rowBitsFor } from '../../../src/views/bytes/pieces.ts';
import { textLines } from '../../../src/views/bytes/text-lines.ts';
import { walk } from '../../../src/views/bytes/walk.ts';
import { closeFrame, HELLO, requestHead, WITH_RSV2 } from './frames.ts';

const leaves = leavesOf(HELLO.root);

describe('pieces', () => {
  it.each([8, 16, 32])('tile the unit at %i bits a row and cross no edge', (rowBits) => {
    let bit = 0;
    for (const piece of cutPieces(leaves, rowBits)) {
      expect(piece.start).toBe(bit);
      expect(piece.row * rowBits + piece.column).toBe(bit);
      expect(piece.column + piece.span).toBeLessThanOrEqual(rowBits);
      bit += piece.span;
    }
    expect(bit).toBe(88);
  });

  it('say once which of them stands for the field', () => {
    const key = cutPieces(leaves, 32).filter(({ field }) => field.id === 'ws.masking-key');
    expect(key.map(({ row, column, span, first }) => [row, column, span, first])).toEqual([
      [0, 16, 16, true],
      [1, 0, 16, false],
    ]);
  });

  it('end where drawing ends', () => {
    const pieces = cutPieces(leaves, 32, 64);
    expect(pieces[pieces.length - 1]).toMatchObject({ row: 1, column: 16, span: 16 });
  });

  it('read their digits from the most significant bit on, as far as there are bytes', () => {
    const digits = Array.from({ length: 10 }, (_, bit) => digitAt(bytesOfHex('81'), bit));
    expect(digits).toEqual([1, 0, 0, 0, 0, 0, 0, 1, null, null]);
  });

  it('stand in rows that fit the container, 32 until it is known', () => {
    expect([0, 320, 250, 571, 572, 1440].map(rowBitsFor)).toEqual([32, 16, 8, 16, 32, 32]);
  });

  it('clip what is long and no less than a row', () => {
    expect([11, 28, 29, 100_000].map((length) => drawnBytes(length, false))).toEqual([
      11, 28, 24, 24,
    ]);
    expect(drawnBytes(100_000, true)).toBe(256);
  });
});

describe('the arrow keys', () => {
  const pieces = cutPieces(leaves, 32);

  it('walk in wire order and stop at the ends', () => {
    expect(walk(pieces, null, 'ArrowRight')).toBe('ws.fin@wire:0');
    expect(walk(pieces, 'ws.fin@wire:0', 'ArrowRight')).toBe('ws.rsv1@wire:1');
    expect(walk(pieces, 'ws.fin@wire:0', 'ArrowLeft')).toBe('ws.fin@wire:0');
    expect(walk(pieces, 'ws.payload@wire:48', 'ArrowRight')).toBe('ws.payload@wire:48');
    expect(walk(pieces, 'ws.mask@wire:8', 'End')).toBe('ws.payload@wire:48');
    expect(walk(pieces, 'ws.mask@wire:8', 'Home')).toBe('ws.fin@wire:0');
  });

  it('go to the field above and below', () => {
    expect(walk(pieces, 'ws.opcode@wire:4', 'ArrowDown')).toBe('ws.masking-key@wire:16');
    expect(walk(pieces, 'ws.masking-key@wire:16', 'ArrowDown')).toBe('ws.payload@wire:48');
    expect(walk(pieces, 'ws.payload@wire:48', 'ArrowUp')).toBe('ws.masking-key@wire:16');
    expect(walk(pieces, 'ws.fin@wire:0', 'ArrowUp')).toBe('ws.fin@wire:0');
  });

  it('leave other keys, and an Escape with nothing to clear, to the page', () => {
    expect(walk(pieces, 'ws.fin@wire:0', 'Escape')).toBeNull();
    expect(walk(pieces, null, 'Escape')).toBeUndefined();
    expect(walk(pieces, 'ws.fin@wire:0', 'Tab')).toBeUndefined();
  });
});

describe('light', () => {
  it('falls on the masked and the unmasked bytes together', () => {
    const light = lightOf(closeFrame(), 'ws.close-code@unmasked:0');
    expect(litPart(light, 'unmasked', 0, 16)).toBe('all');
    expect(litPart(light, 'wire', 48, 64)).toBe('all');
    expect(litPart(light, 'wire', 16, 48)).toBe('none');
    const masked = lightOf(HELLO, 'ws.payload@wire:48');
    expect(litPart(masked, 'unmasked', 0, 40)).toBe('all');
  });

  it('marks what breaks a rule wherever its bits are drawn', () => {
    expect(brokenRanges(closeFrame(), 'wire')).toEqual([{ source: 'wire', start: 48, end: 64 }]);
    expect(brokenRanges(WITH_RSV2, 'wire')).toEqual([{ source: 'wire', start: 2, end: 3 }]);
    const wrong = leaves.filter((field) => violationsOf(WITH_RSV2, field).length > 0);
    expect(wrong.map(({ id }) => id)).toEqual(['ws.rsv2']);
  });

  it('marks no bit for a violation of the whole frame, which is told of the frame', () => {
    const [violation] = WITH_RSV2.violations;
    const whole = { ...violation!, field: 'ws.frame' as const, range: HELLO.root.range };
    const annotation = { ...HELLO, violations: [whole] };
    expect(brokenRanges(annotation, 'wire')).toEqual([]);
    expect(violationsOf(annotation, HELLO.root)).toHaveLength(1);
  });
});

describe('rows of hex', () => {
  it('put each unmasked byte under its masked one', () => {
    const rows = hexRows(HELLO, 'wire', 8, 128);
    expect(rows.map(({ source, offset, lead }) => [source, offset, lead])).toEqual([
      ['wire', '000000c3', 0],
      ['unmasked', '00000000', 6],
      ['wire', '000000cb', 0],
      ['unmasked', '00000002', 0],
    ]);
    expect(rows[1]!.cells.map(({ hex }) => hex)).toEqual(['48', '65']);
    expect(rows[3]!.cells.map(({ character }) => character).join('')).toBe('llo');
  });

  it('divide a byte among its fields', () => {
    const [first, second] = hexRows(HELLO, 'wire', 16, 128)[0]!.cells;
    expect(first!.segments.map(({ from, span }) => [from, span])).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 4],
    ]);
    expect(second!.segments.map(({ field }) => field.id)).toEqual(['ws.mask', 'ws.length7']);
  });

  it('stop at the limit, masked and unmasked alike', () => {
    const cells = hexRows(HELLO, 'wire', 16, 8).map((row) => row.cells.length);
    expect(cells).toEqual([8, 2]);
  });

  it('show ASCII alone as characters', () => {
    expect([0x00, 0x1f, 0x20, 0x41, 0x7e, 0x7f, 0xe9].map(characterOf).join('')).toBe('·· A~··');
  });
});

describe('lines of text', () => {
  it('end where the head ends its lines', () => {
    const lines = textLines(requestHead()).map((line) => line.map(({ text }) => text).join(''));
    expect(lines).toEqual(['GET /chat HTTP/1.1\r\n', 'Host: example.com\r\n', '\r\n']);
  });
});

describe('labels', () => {
  it('are the first that fits, or none', () => {
    expect(fitLabel(['FIN', 'F'], 15)).toBe('F');
    expect(fitLabel(['FIN', 'F'], 60)).toBe('FIN');
    expect(fitLabel(['操作码', '码'], 20)).toBe('码');
    expect(fitLabel(['opcode'], 10)).toBe('');
  });
});

describe('a frame that ends early', () => {
  it('tells how much of the payload is missing, if its header does', () => {
    const missing = (hex: string) => missingBytes(annotateFrame(bytesOfHex(hex)));
    expect(missing('818537fa213d7f9f4d5158')).toBeNull();
    expect(missing('818537fa213d7f9f')).toBe(3n);
    expect(missing('818537fa213d')).toBe(5n);
    expect(missing('818537fa')).toBeNull();
    expect(missing('817fffffffffffffffff01')).toBe(2n ** 64n - 2n);
  });
});
