import { describe, expect, test } from 'vitest';
import { notesOf, piecesOf, read } from './write.ts';

describe('lines marked with a direction', () => {
  test.each([
    ['> 81 85\n< 81 05\n', ['>8185', '<8105']],
    ['>81 85\n>>> 37\n<81', ['>818537', '<81']],
    ['→ 81 85\n← 81 05', ['>8185', '<8105']],
    ['C: 81 85\nS: 81 05', ['>8185', '<8105']],
    ['C:81 85\r\nS:81 05', ['>8185', '<8105']],
    ['C> 8185\nS< 8105', ['>8185', '<8105']],
    ['＞ 81 85\n＜ 81 05', ['>8185', '<8105']],
    ['> 81 85\n  37 fa\n\n< 81', ['>818537fa', '<81']],
    ['\ufeff > 81\n > 85\n\n > 37', ['>818537']],
    ['89 00\n> 81\n< 8a 80', ['?8900', '>81', '<8a80']],
    ['> 00000000: 8185  ..\n> 00000002: 37  7\n< 00000000: 8105  ..', ['>818537', '<8105']],
    ['> gYU3+iE9f59NUVg=\n< gQVIZWxsbw==', ['>818537fa213d7f9f4d5158', '<810548656c6c6f']],
  ])('%j', (text, pieces) => {
    const reading = read(text);
    expect(piecesOf(reading)).toEqual(pieces);
    expect(reading.notes.map(({ id }) => id)).toContain('input/direction-marked');
  });

  test('are said, with the place of the first', () => {
    expect(notesOf(read('89 00\n> 81 85'))).toEqual([['direction-marked', 6, '']]);
  });

  test.each(['<Buffer 81 85>', 'C:81:85', '81 > 85', 'c: 81'])('%j has none', (text) => {
    expect(read(text).notes.map(({ id }) => id)).not.toContain('input/direction-marked');
  });

  test('pieces say where they begin', () => {
    const text = '> 81 85\n>  37\n\n<   81 05';
    expect(read(text).pieces.map(({ at }) => text.slice(at, at + 2))).toEqual(['81', '81']);
    expect(read(text).pieces.map(({ at }) => at)).toEqual([2, 19]);
  });

  test('a direction is given to bytes that do not say theirs', () => {
    const direction = 'server-to-client';
    expect(piecesOf(read('81 05', { direction }))).toEqual(['<8105']);
    expect(piecesOf(read('> 81 05', { direction }))).toEqual(['>8105']);
    expect(piecesOf(read('81 05\n> 81\n< 37', { direction }))).toEqual(['<8105', '>81', '<37']);
  });
});
