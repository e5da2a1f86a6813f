import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_REPEATED } from '../../src/capture/byte-buffer.ts';
import { detect } from '../../src/capture/detect.ts';
import { MOST_PARTS } from '../../src/capture/parts.ts';
import { readInput } from '../../src/capture/read-input.ts';
import { INPUT_KINDS } from '../../src/trace/input.ts';
import { read } from './write.ts';

const MEGABYTE = 1 << 20;
/** Far above what linear reading takes, far below what quadratic reading would. */
const PATIENCE = 60_000;

const large: Record<string, string> = {
  spaces: ' '.repeat(10 * MEGABYTE),
  'the letter a': 'a'.repeat(10 * MEGABYTE),
  'lines of stars': '*\n'.repeat(MEGABYTE / 2),
  'a letter that is no digit': 'z'.repeat(MEGABYTE),
  'digits and letters in one word': 'a1g'.repeat(MEGABYTE / 3),
  'empty lines': '\n'.repeat(MEGABYTE),
  'carriage returns': '\r'.repeat(MEGABYTE),
  'single digits': 'a '.repeat(MEGABYTE / 2),
  'backslashes and slashes': '\\/'.repeat(MEGABYTE / 2),
  'open comments': '/*'.repeat(MEGABYTE / 2),
  'zero and x': '0x'.repeat(MEGABYTE / 2),
  padding: '='.repeat(MEGABYTE),
  'marks in one line': '>'.repeat(MEGABYTE),
  'turning marks': '>81\n<81\n'.repeat(MEGABYTE / 8),
  'one endless row': `00000000: ${'81 '.repeat(MEGABYTE / 3)}`,
  'one endless row of double spaces': `00000000: ${'81  '.repeat(MEGABYTE / 4)}`,
  'rows that jump': '00000000: 81  .\n'.repeat(MEGABYTE / 16),
  'heads without end': 'GET / HTTP/1.1\n'.repeat(MEGABYTE / 16),
  'a request line without end': `GET ${' '.repeat(MEGABYTE)}HTTP/1.1`,
  'quotes in lines': '"\n'.repeat(MEGABYTE / 4),
  'open brackets': '[\n'.repeat(MEGABYTE / 4),
  'strings without end': '"\\x81a\n'.repeat(MEGABYTE / 16),
  'addresses without end': 'data:,81\n'.repeat(MEGABYTE / 16),
  'armours without end': '-----BEGIN X-----\n'.repeat(MEGABYTE / 32),
  'tiny packets': '\t0x0000:  81\n'.repeat(MEGABYTE / 32),
  'three notations by turns': '81 05\n[129]\nhello\n\n'.repeat(MEGABYTE / 64),
  'a log of nothing': '12:00:00.123 DEBUG a b c d e f g\n'.repeat(MEGABYTE / 64),
  'a log without end': `{"log":{"entries":[${'{"request":{}},'.repeat(MEGABYTE / 64)}`,
  'a header without end': `GET / HTTP/1.1\ncontent-length: ${' '.repeat(MEGABYTE)}x`,
};

describe('megabytes of', () => {
  test.each(Object.entries(large))(
    '%s',
    (_name, content) => {
      const reading = readInput({ content });
      expect(reading.notes.length).toBeLessThan(3000);
      expect(reading.pieces.length).toBeLessThanOrEqual(MOST_PARTS);
    },
    PATIENCE,
  );

  test.each(INPUT_KINDS)(
    'spaces, stars and marks, forced to be %s',
    (kind) => {
      for (const name of ['spaces', 'lines of stars', 'turning marks', 'one endless row'])
        readInput({ content: (large[name] ?? '').slice(0, MEGABYTE), kind });
    },
    PATIENCE,
  );
});

test.each(['00000000: 81\n*\nffffffffffffffff: 85', '00000000  81\n*\n7fffffff  85\n'])(
  'repeated lines fill no more than is allowed, all together: %j',
  (content) => {
    const dump = (i: number) => `${i % 2 ? '<' : '>'} ${content.replaceAll('\n', '\n  ')}`;
    const { pieces, notes } = read(Array.from({ length: 5 }, (_, i) => dump(i)).join('\n'));
    const bytes = pieces.reduce((sum, piece) => sum + piece.bytes.length, 0);
    expect(bytes).toBe(MOST_REPEATED + 10);
    expect(notes.filter(({ id }) => id === 'input/too-large')).toHaveLength(5);
  },
  PATIENCE,
);

test(
  'too many turns are cut off, and said',
  () => {
    const { pieces, notes } = read('>81\n<81\n'.repeat(MOST_PARTS));
    expect(pieces).toHaveLength(MOST_PARTS);
    expect(notes.find(({ id }) => id === 'input/too-large')).toMatchObject({ at: MOST_PARTS * 4 });
  },
  PATIENCE,
);

const pieces = fc.constantFrom(
  ...[
    '81',
    '8',
    ' ',
    '\n',
    '\r',
    '*',
    '> ',
    '< ',
    '00000000: ',
    '00000010  ',
    '0x',
    '\\x',
    'gYU3',
    '=',
  ],
  ...[
    '|..|',
    '  ',
    'GET / HTTP/1.1\n',
    'HTTP/1.1 200 OK\n',
    'Upgrade: x\n',
    '\n\n',
    '//',
    '＃',
    '😀',
    '\ud800',
  ],
);
const more = fc.constantFrom(
  ...[
    "b'",
    '"',
    '\\u0081',
    '\\201',
    '[',
    ']',
    '{',
    '(',
    '129, ',
    '-5',
    '<Buffer ',
    '>',
    '... 5 more items',
  ],
  ...[
    '%81',
    '%',
    'data:;base64,',
    '-----BEGIN X-----\n',
    '-----END X-----\n',
    '\t0x0000:  4500',
    '0000   81',
  ],
  ...[
    '=> Send data, 5 bytes (0x5)\n',
    '0000: ..',
    '== Info: x\n',
    '0000000 201 205   H',
    '12:00:00.123 ',
  ],
  ...[
    'DEBUG ',
    '[info] ',
    '$ ',
    '>>> ',
    'Out[1]: ',
    'IP a > b: Flags',
    'Frame (5 bytes):\n',
    '{"log":{"entries":[',
  ],
);
const soup = fc.array(fc.oneof(pieces, more), { maxLength: 60 }).map((all) => all.join(''));
const anyKind = fc.option(fc.constantFrom(...INPUT_KINDS), { nil: undefined });

test('no text throws; notes stay inside it, in order; neighbours differ in direction', () => {
  fc.assert(
    fc.property(fc.oneof(soup, fc.string({ unit: 'binary' })), anyKind, (content, kind) => {
      const reading = readInput(kind === undefined ? { content } : { content, kind });
      const places = reading.notes.map(({ at }) => at);
      expect(places.every((at) => at >= 0 && at <= content.length)).toBe(true);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      const directions = reading.pieces.map(({ direction }) => direction);
      expect(directions.every((one, i) => i === 0 || one !== directions[i - 1])).toBe(true);
      expect(reading.size).toBe(new TextEncoder().encode(content).length);
      if (kind === undefined) expect(detect(content).kind).toBe(reading.kind);
    }),
    { numRuns: 1000 },
  );
}, 60_000);

test('no file throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), anyKind, (content, kind) => {
      expect(readInput(kind === undefined ? { content } : { content, kind }).size).toBe(
        content.length,
      );
    }),
  );
});
