import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { readInput } from '../../src/capture/read-input.ts';
import {
  MOST_CHARACTERS,
  MOST_PLAIN,
  readAddress,
  writeAddress,
  writePacked,
  writePlain,
  type Address,
  type Carried,
} from '../../src/state/address.ts';
import { pack } from '../../src/state/packing.ts';
import { INPUT_KINDS } from '../../src/trace/input.ts';
import { DIRECTIONS } from '../../src/trace/trace.ts';

/** Thousands of runs take seconds where the machine is busy. */
vi.setConfig({ testTimeout: 60_000 });

const holding = (contents: readonly Carried[], rest: Partial<Address> = {}): Address => ({
  contents,
  kind: null,
  direction: null,
  connection: null,
  row: null,
  damaged: false,
  ...rest,
});
const only = (text: string, rest: Partial<Address> = {}) => holding([{ text }], rest);

/** As the page writes it: readably where it is short, else packed. */
async function write(address: Address): Promise<string> {
  const { contents, kind } = address;
  const packed = writePlain(contents, kind) ?? (await writePacked(contents, kind));
  return writeAddress(packed.text, address);
}

const textsOf = ({ contents }: Address) =>
  contents.map((each) => ('text' in each ? each.text : each.name));

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
    return fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const hash = await write(only(text));
        const texts = textsOf(await readAddress(hash));
        if (text === '') expect(texts).toEqual([]);
        else if (/^#hex=/.test(hash)) expect(texts).toEqual([bare(text)]);
        else expect(texts).toEqual([text]);
      }),
      { numRuns: 2000 },
    );
  });

  it('opens the same bytes again, however the digits stand', () => {
    return fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.stringMatching(/^[0-9a-f]{1,8}$/), fc.constantFrom(' ', '  ', '\n', '')),
          { minLength: 1, maxLength: 12 },
        ),
        async (groups) => {
          const text = groups.flat().join('');
          const [again] = textsOf(await readAddress(await write(only(text))));
          expect(bytesOf(again ?? '')).toEqual(bytesOf(text));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('carries two panes, empty ones too', () => {
    return fc.assert(
      fc.asyncProperty(fc.tuple(anyText, anyText), async (texts) => {
        const hash = await write(holding(texts.map((text) => ({ text }))));
        expect(textsOf(await readAddress(hash))).toEqual(texts.join('') === '' ? [] : texts);
      }),
    );
  });

  it('carries the direction, the connection and the row', () =>
    fc.assert(
      fc.asyncProperty(
        fc.option(fc.constantFrom(...DIRECTIONS)),
        fc.option(fc.nat(99_999)),
        fc.option(fc.nat(999_999_999)),
        async (direction, connection, row) => {
          const address = only('8100', { direction, connection, row });
          expect(await readAddress(await write(address))).toEqual(address);
        },
      ),
    ));

  it('carries the format that was chosen, with the text as it was typed', () => {
    return fc.assert(
      fc.asyncProperty(fc.string(), fc.constantFrom(...INPUT_KINDS), async (text, kind) => {
        fc.pre(text !== '');
        const again = await readAddress(await write(only(text, { kind })));
        expect([textsOf(again), again.kind]).toEqual([[text], kind]);
      }),
    );
  });

  it('names base64 by its own name, and then means it', async () => {
    expect(await write(only('AAAA', { kind: 'base64' }))).toBe('#b64=AAAA');
    expect(await readAddress('#b64=gQU+')).toMatchObject(only('gQU+', { kind: 'base64' }));
    expect(await readAddress('#text=YQ&as=everything')).toMatchObject({ kind: null });
  });

  it.each([
    ['81 05 48', '#hex=810548'],
    [' 8105\n', '#hex=8105'],
    ['81\n05', '#hex=8105'],
    ['8A8b', '#hex=8A8b'],
  ])('stays readable for bare hex: %j', async (text, hash) => {
    expect(await write(only(text))).toBe(hash);
  });

  it.each([
    ['a dump without a gutter', '0000000 8105 4865\n0000004'],
    ['a dump of bytes', '00000000  81 05 48 65\n00000004'],
    ['halves of bytes', '8 10 5'],
    ['base64', 'gQVIZWxsbw=='],
    ['marks of direction', '> 81\n< 81'],
  ])('carries as typed what joined digits would change: %s', async (_name, text) => {
    const hash = await write(only(text));
    expect(hash).toMatch(/^#text=[\w-]+$/);
    expect(textsOf(await readAddress(hash))).toEqual([text]);
  });

  it('keeps a byte order mark', async () => {
    expect(textsOf(await readAddress(await write(only('\ufeff> 81'))))).toEqual(['\ufeff> 81']);
  });

  it('stays empty for an empty input', async () => {
    expect(await write(only('', { row: 3, direction: 'client-to-server' }))).toBe('');
  });
});

describe('an input that is too long to be readable', () => {
  it('is packed from the first byte too many, counted in bytes', async () => {
    expect(await write(only('8'.repeat(MOST_PLAIN)))).toMatch(/^#hex=8+$/);
    expect(await write(only('8'.repeat(MOST_PLAIN + 2)))).toMatch(/^#z=[\w-]+$/);
    expect(await write(only('你'.repeat(MOST_PLAIN / 3)))).toMatch(/^#text=/);
    expect(await write(only('你'.repeat(MOST_PLAIN / 2)))).toMatch(/^#z=/);
    const half = { text: 'z'.repeat(MOST_PLAIN / 2 + 1) };
    expect(await write(holding([half, half]))).toMatch(/^#z=[\w-]+&z=[\w-]+$/);
  });

  it('opens as it was, with its format and its panes', async () => {
    const text = 'GET /chat HTTP/1.1\r\nHost: example\r\n\r\n\ufeff你好'.repeat(300);
    const one = only(text, { kind: 'http-text', row: 7, direction: 'client-to-server' });
    expect(await readAddress(await write(one))).toEqual(one);
    const two = holding([{ text }, { text: '' }], { row: 2 });
    expect(await readAddress(await write(two))).toEqual(two);
  });

  it('may be a file, bytes, name and all', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 2000 }),
        fc.string({ unit: WRITTEN, minLength: 1, maxLength: 20 }),
        async (bytes, name) => {
          const file = holding([{ name, bytes: Uint8Array.from(bytes) }], { connection: 1 });
          expect(await readAddress(await write(file))).toEqual(file);
          const beside = holding([{ text: 'a' }, ...file.contents]);
          expect(await readAddress(await write(beside))).toEqual(beside);
        },
      ),
      { numRuns: 50 },
    ));

  it('that still does not fit says how long it would be, or that nobody tried', async () => {
    const noise = Uint8Array.from({ length: 40_000 }, (_, i) => (i * i * 2654435761) >>> 13);
    const { text, characters } = await writePacked([{ name: 'a.bin', bytes: noise }], null);
    expect(text).toBe('');
    expect(characters).toBeGreaterThan(MOST_CHARACTERS);
    const large = { name: 'large.bin', bytes: new Uint8Array(2_000_000) };
    expect(await writePacked([large], null)).toEqual({ text: '', characters: null });
  });

  it.each(['', '*', 'AAAA', 'eJwrSS0uAQAEXQHB'])('that is damaged is told: z=%s', async (z) => {
    const address = await readAddress(`#z=${z}&row=3`);
    expect(address).toMatchObject({ contents: [], damaged: true });
  });

  it('that is cut is told', async () => {
    const whole = await pack(new TextEncoder().encode('wire101 '.repeat(100)));
    for (let length = 0; length < whole.length; length++)
      expect((await readAddress(`#z=${whole.slice(0, length)}`)).damaged).toBe(true);
  });

  it('that would unpack to more than memory is told', async () => {
    const bomb = await pack(new Uint8Array(33 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(50_000);
    expect((await readAddress(`#z=${bomb}`)).damaged).toBe(true);
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
  ])('%s', async (hash, texts) => {
    expect(textsOf(await readAddress(hash))).toEqual(texts);
  });

  it.each(['', 'C2S', 'both', 'constructor', 'toString', '__proto__'])(
    'knows no direction %j',
    async (direction) => {
      expect((await readAddress(`#hex=8100&dir=${direction}`)).direction).toBeNull();
    },
  );

  it.each(['', '-1', '1.5', '1e3', ' 1', '0x1', '1234567890'])('knows no row %j', async (row) => {
    expect((await readAddress(`#hex=8100&row=${row}`)).row).toBeNull();
  });

  it('never throws', () => {
    const pieces = [
      'text=',
      'hex=',
      'b64=',
      'z=',
      'name=',
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
    return fc.assert(
      fc.asyncProperty(hashes, async (parts) => {
        expect(Array.isArray((await readAddress(`#${parts.join('')}`)).contents)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
