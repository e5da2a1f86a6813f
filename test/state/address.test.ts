import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { readInput } from '../../src/capture/read-input.ts';
import {
  MOST_IN_ADDRESS,
  readAddress,
  writeAddress,
  type Address,
} from '../../src/state/address.ts';
import { INPUT_KINDS } from '../../src/trace/input.ts';
import { DIRECTIONS } from '../../src/trace/trace.ts';

/** Thousands of runs take seconds where the machine is busy. */
vi.setConfig({ testTimeout: 60_000 });

const only = (text: string, rest: Partial<Address> = {}): Address => ({
  texts: [text],
  kind: null,
  direction: null,
  row: null,
  ...rest,
});

/** Characters of one to four bytes; the ready-made units take seconds to set up. */
const WRITTEN = fc.oneof(
  fc.integer({ min: 0, max: 0xd7ff }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0xe000, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCodePoint(code)),
);
/** Text that UTF-8 can carry, with what a paste is made of among it. */
const anyText = fc.oneof(
  fc.string({ unit: WRITTEN, maxLength: 60 }),
  fc
    .array(
      fc.constantFrom('81', '05', '8', ' ', '\n', '> ', '0000000', '+', '/', '=', '你', '\ufeff'),
      {
        maxLength: 30,
      },
    )
    .map((pieces) => pieces.join('')),
);
const bare = (text: string): string => text.replace(/\s+/g, '');
const bytesOf = (content: string): string[] =>
  readInput({ content }).pieces.map(({ bytes }) => Buffer.from(bytes).toString('hex'));

describe('an address', () => {
  it('opens the same text again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { texts } = readAddress(writeAddress(only(text)));
        if (text === '') expect(texts).toEqual([]);
        else if (/^#hex=/.test(writeAddress(only(text)))) expect(texts).toEqual([bare(text)]);
        else expect(texts).toEqual([text]);
      }),
      { numRuns: 2000 },
    );
  });

  it('opens the same bytes again, however the digits stand', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.stringMatching(/^[0-9a-f]{1,8}$/), fc.constantFrom(' ', '  ', '\n', '')),
          { minLength: 1, maxLength: 12 },
        ),
        (groups) => {
          const text = groups.flat().join('');
          const [again] = readAddress(writeAddress(only(text))).texts;
          expect(bytesOf(again ?? '')).toEqual(bytesOf(text));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('carries two panes, empty ones too', () => {
    fc.assert(
      fc.property(fc.tuple(anyText, anyText), (texts) => {
        const hash = writeAddress({ texts, kind: null, direction: null, row: null });
        expect(readAddress(hash).texts).toEqual(texts.join('') === '' ? [] : texts);
      }),
    );
  });

  it('carries the direction and the row', () => {
    fc.assert(
      fc.property(
        fc.option(fc.constantFrom(...DIRECTIONS)),
        fc.option(fc.nat(999_999_999)),
        (direction, row) => {
          const address = only('8100', { direction, row });
          expect(readAddress(writeAddress(address))).toEqual(address);
        },
      ),
    );
  });

  it('carries the format that was chosen, with the text as it was typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...INPUT_KINDS), (text, kind) => {
        fc.pre(text !== '');
        const { texts, kind: again } = readAddress(writeAddress(only(text, { kind })));
        expect([texts, again]).toEqual([[text], kind]);
      }),
    );
  });

  it('names base64 by its own name, and then means it', () => {
    expect(writeAddress(only('AAAA', { kind: 'base64' }))).toBe('#b64=AAAA');
    expect(readAddress('#b64=gQU+')).toMatchObject({ texts: ['gQU+'], kind: 'base64' });
    expect(readAddress('#text=YQ&as=everything')).toMatchObject({ kind: null });
  });

  it('leaves the direction out where each pane has its own', () => {
    const texts = ['8100', '8100'];
    const hash = writeAddress({ texts, kind: null, direction: 'client-to-server', row: 3 });
    expect(readAddress(hash)).toEqual({ texts, kind: null, direction: null, row: 3 });
  });

  it.each([
    ['81 05 48', '#hex=810548'],
    [' 8105\n', '#hex=8105'],
    ['81\n05', '#hex=8105'],
    ['8A8b', '#hex=8A8b'],
  ])('stays readable for bare hex: %j', (text, hash) => {
    expect(writeAddress(only(text))).toBe(hash);
  });

  it.each([
    ['a dump without a gutter', '0000000 8105 4865\n0000004'],
    ['a dump of bytes', '00000000  81 05 48 65\n00000004'],
    ['halves of bytes', '8 10 5'],
    ['base64', 'gQVIZWxsbw=='],
    ['marks of direction', '> 81\n< 81'],
  ])('carries as typed what joined digits would change: %s', (_name, text) => {
    const hash = writeAddress(only(text));
    expect(hash).toMatch(/^#text=[\w-]+$/);
    expect(readAddress(hash).texts).toEqual([text]);
  });

  it('keeps a byte order mark', () => {
    expect(readAddress(writeAddress(only('\ufeff> 81'))).texts).toEqual(['\ufeff> 81']);
  });

  it('stays empty for an empty input and for a long one', () => {
    expect(writeAddress(only('', { row: 3, direction: 'client-to-server' }))).toBe('');
    expect(writeAddress(only('8'.repeat(MOST_IN_ADDRESS), { row: 3 }))).not.toBe('');
    expect(writeAddress(only('8'.repeat(MOST_IN_ADDRESS + 2), { row: 3 }))).toBe('');
    const half = 'z'.repeat(MOST_IN_ADDRESS / 2 + 1);
    expect(writeAddress({ texts: [half, half], kind: null, direction: null, row: null })).toBe('');
  });

  it('counts bytes, not characters', () => {
    expect(writeAddress(only('你'.repeat(MOST_IN_ADDRESS / 3)))).not.toBe('');
    expect(writeAddress(only('你'.repeat(MOST_IN_ADDRESS / 2)))).toBe('');
  });
});

describe('reading an address', () => {
  it.each([
    ['', []],
    ['#', []],
    ['#row=3', []],
    ['#text=%%%', []],
    ['#text=not*base64', []],
    ['#text=ODE&text=*', ['81']],
    ['#hex=81 05', ['81 05']],
    ['#hex=81%2005', ['81 05']],
    ['#b64=gQVI+w==', ['gQVI+w==']],
    ['#b64=gQVI%2Bw==', ['gQVI+w==']],
    ['#hex=8105&text=ODE', ['8105']],
  ])('%s', (hash, texts) => {
    expect(readAddress(hash).texts).toEqual(texts);
  });

  it.each(['', 'C2S', 'both', 'constructor', 'toString', '__proto__'])(
    'knows no direction %j',
    (direction) => {
      expect(readAddress(`#hex=8100&dir=${direction}`).direction).toBeNull();
    },
  );

  it.each(['', '-1', '1.5', '1e3', ' 1', '0x1', '1234567890'])('knows no row %j', (row) => {
    expect(readAddress(`#hex=8100&row=${row}`).row).toBeNull();
  });

  it('never throws', () => {
    const pieces = [
      'text=',
      'hex=',
      'b64=',
      'row=',
      'dir=',
      '&',
      '=',
      '%',
      '%f',
      '+',
      '_',
      '-',
      '8',
    ];
    const hashes = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 })));
    fc.assert(
      fc.property(hashes, (parts) => {
        expect(Array.isArray(readAddress(`#${parts.join('')}`).texts)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
