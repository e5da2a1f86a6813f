import { describe, expect, test } from 'vitest';
import { lineAndColumn } from '../../src/capture/text/position.ts';
import { MOST_NOTES_OF_A_KIND } from '../../src/capture/note-list.ts';
import type { InputKind } from '../../src/trace/input.ts';
import { notesOf, piecesOf, read } from './write.ts';

type Row = readonly [
  text: string,
  kind: InputKind,
  bytes: string,
  notes: [string, number, string][],
];

const rows: Row[] = [
  ['81 85 3', 'hex', '8185', [['odd-nibble', 6, '3']]],
  ['81 8 37', 'hex', '8137', [['odd-nibble', 3, '8']]],
  ['81853', 'hex', '8185', [['odd-nibble', 4, '3']]],
  ['81g85', 'hex', '8185', [['stray-character', 2, 'g']]],
  [
    '8g1',
    'hex',
    '',
    [
      ['odd-nibble', 0, '8'],
      ['stray-character', 1, 'g'],
      ['odd-nibble', 2, '1'],
    ],
  ],
  ['81 ?? 85', 'hex', '8185', [['stray-character', 3, '??']]],
  ['81 😀 85', 'hex', '8185', [['stray-character', 3, '😀']]],
  ['<Buffer 81 85>', 'hex', '8185', [['stray-character', 1, 'Buffer']]],
  ['81 # one\n85 # two', 'hex', '8185', [['comments', 3, '']]],
  ['８１', 'hex', '81', [['full-width', 0, '８']]],
  ['gYU3*-iE9', 'base64', '818537fa213d', [['stray-character', 4, '*']]],
  ['gYU3-', 'base64', '818537', [['base64-length', 4, '-']]],
  ['gQ=', 'base64', '81', [['base64-length', 2, '=']]],
  ['gR==', 'base64', '81', [['base64-bits', 1, 'R']]],
  ['gYU==', 'base64', '8185', [['stray-character', 4, '=']]],
  ['00000000: 8185 3  ..', 'xxd', '8185', [['odd-nibble', 15, '3']]],
  ['00000000: 81zz 85  ..', 'xxd', '8185', [['stray-character', 12, 'zz']]],
  ['00000000: 81\nno row\n00000001: 85', 'xxd', '8185', [['skipped-line', 13, 'no row']]],
  ['00000000: 8185\n00000010: 37', 'xxd', '818537', [['offset-jump', 15, '00000002 → 00000010']]],
  ['00000010: 8185\n00000000: 37', 'xxd', '818537', [['offset-jump', 15, '00000012 → 00000000']]],
  ['00000000: 8185\n*\n00000006: 37', 'xxd', '81858185818537', [['repeated-lines', 15, '4']]],
  ['00000000: 8185\n*\n', 'xxd', '8185', [['repeat-without-end', 15, '']]],
  ['*\n00000000: 8185\n', 'xxd', '8185', [['skipped-line', 0, '*']]],
  ['00000000: 4865 6c6c 6f  World', 'xxd', '48656c6c6f', [['gutter-mismatch', 24, '']]],
  ['0000000 8581 0037\n0000003', 'hexdump', '818537', [['byte-order', 8, '']]],
  [
    '00000000  81 85  |..|\n00000003',
    'hexdump',
    '8185',
    [['offset-jump', 22, '00000002 → 00000003']],
  ],
];

test.each(rows)('%j as %s', (text, kind, bytes, notes) => {
  const reading = read(text, { kind });
  expect(piecesOf(reading)).toEqual(bytes === '' ? [] : [`?${bytes}`]);
  expect(notesOf(reading).filter(([id]) => id !== 'not-this-kind')).toEqual(notes);
});

test('the groups that xxd -e reverses, and the bits of xxd -b, do not pass for bytes', () => {
  const reversed = '00000000: fa378581 9f7f3d21   58514d           ..7.!=..MQX\n';
  expect(notesOf(read(reversed))).toEqual([['gutter-mismatch', 30, '']]);
  const bits = '00000000: 01001000 01100101  He\n';
  expect(notesOf(read(bits))).toEqual([['gutter-mismatch', 29, '']]);
});

describe('what kind it is', () => {
  test.each([
    ['abcd', 'hex', false, ['base64']],
    ['deadbeef', 'hex', false, ['base64']],
    ['DeadBeef1234', 'hex', false, ['base64']],
    ['81 85 37', 'hex', true, []],
    ['818537fa 213d7f9f 4d5158', 'hex', true, []],
    ['gYU3+iE9f59NUVg=', 'base64', true, []],
    ['gYU3-iE9f59NUVg', 'base64', true, []],
    ['00000000: 8185  ..', 'xxd', true, []],
    ['HTTP/1.1 200 OK', 'http-text', true, []],
    ['', 'hex', false, []],
    ['What is this?', 'hex', false, []],
  ] as const)('%j is %s, certain: %s', (text, kind, certain, alternatives) => {
    expect(read(text)).toMatchObject({ kind, certain, alternatives });
  });

  test('a guess is said, with what else it could be', () => {
    expect(notesOf(read('abcd'))).toEqual([['kind-guessed', 0, 'hex base64']]);
    expect(notesOf(read('\n ?!'))).toEqual([['not-recognised', 2, '']]);
    expect(notesOf(read(' \u3000\n'))).toEqual([['empty', 0, '']]);
  });

  test('a choice is obeyed, and said where it does not fit', () => {
    expect(piecesOf(read('abcd', { kind: 'base64' }))).toEqual(['?69b71d']);
    expect(read('abcd', { kind: 'base64' })).toMatchObject({ reason: 'chosen', notes: [] });
    expect(notesOf(read('81 85', { kind: 'xxd' }))).toEqual([
      ['not-this-kind', 0, 'xxd'],
      ['skipped-line', 0, '81 85'],
    ]);
    expect(piecesOf(read('81', { kind: 'binary' }))).toEqual(['?3831']);
    expect(notesOf(read('81', { kind: 'http-text' }))).toEqual([['not-this-kind', 0, 'http-text']]);
    expect(read('GET / HTTP/1.1', { kind: 'hex' }).kind).toBe('hex');
  });
});

test('notes stay few, and say how many there are more', () => {
  const notes = read('g 81 '.repeat(1000), { kind: 'hex' }).notes;
  expect(notes).toHaveLength(MOST_NOTES_OF_A_KIND + 1);
  expect(notes.at(-1)).toEqual({ id: 'input/more-notes', at: 500, detail: '900' });
});

test.each([
  [0, 1, 1],
  [1, 1, 2],
  [3, 2, 1],
  [4, 2, 2],
  [6, 3, 1],
  [9, 4, 2],
  [99, 4, 3],
])('position %i is line %i, column %i', (at, line, column) => {
  expect(lineAndColumn('ab\nc\r\nd\ref', at)).toEqual({ line, column });
});
