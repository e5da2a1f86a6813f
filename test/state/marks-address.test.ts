import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { readAddress } from '../../src/state/address.ts';
import { base64UrlOf } from '../../src/state/base64url.ts';
import { readMarks, writePackedMarks, writePlainMarks } from '../../src/state/marks-address.ts';
import { MOST_EDITS, MOST_NOTE, MOST_NOTES, type Marks } from '../../src/state/marks.ts';
import { pack } from '../../src/state/packing.ts';
import { DIRECTIONS } from '../../src/trace/trace.ts';

/** Thousands of runs take seconds where the machine is busy. */
vi.setConfig({ testTimeout: 60_000 });

const utf8 = (text: string) => base64UrlOf(new TextEncoder().encode(text));

const character = fc.oneof(
  fc.integer({ min: 0, max: 0xd7ff }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0xe000, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
  fc.constantFrom('\u202e', '\u2066', '\n', '&', '#', '%', '<', '你', '👩‍👩‍👧'),
);
const noteText = fc
  .string({ unit: character, maxLength: 60 })
  .filter((text) => text.trim() !== '' && [...text].length <= MOST_NOTE);
const count = fc.nat({ max: 999_999_999 });

const inOrder = ({ notes, edits }: Marks): Marks => ({
  notes: notes.toSorted((a, b) => a.connection - b.connection || a.row - b.row),
  edits,
});

const anyMarks: fc.Arbitrary<Marks> = fc
  .record({
    notes: fc.uniqueArray(fc.record({ connection: count, row: count, text: noteText }), {
      maxLength: MOST_NOTES,
      selector: ({ connection, row }) => `${connection} ${row}`,
    }),
    edits: fc.uniqueArray(
      fc.record({
        connection: count,
        direction: fc.constantFrom(...DIRECTIONS),
        offset: fc.nat({ max: 2 ** 40 }),
        byte: fc.nat({ max: 0xff }),
      }),
      {
        maxLength: 40,
        selector: ({ connection, direction, offset }) => `${connection} ${direction} ${offset}`,
      },
    ),
  })
  .map(inOrder);

/** As the page writes it: readably where it is short, else packed. */
const write = async (marks: Marks): Promise<string> =>
  writePlainMarks(marks) ?? (await writePackedMarks(marks));

describe('any notes and edits', () => {
  it('come back from an address as they were', () =>
    fc.assert(
      fc.asyncProperty(anyMarks, async (marks) => {
        expect(await readMarks(`#hex=8100&${await write(marks)}`)).toEqual({ ...marks, lost: 0 });
      }),
      { numRuns: 200 },
    ));

  it('come back packed as well', () =>
    fc.assert(
      fc.asyncProperty(anyMarks, async (marks) => {
        expect(await readMarks(await writePackedMarks(marks))).toEqual({ ...marks, lost: 0 });
      }),
      { numRuns: 100 },
    ));

  it('leave the input as it is', () =>
    fc.assert(
      fc.asyncProperty(anyMarks, async (marks) => {
        const address = await readAddress(`#hex=8100&row=1&${await write(marks)}`);
        expect(address.contents).toEqual([{ text: '8100' }]);
        expect(address).toMatchObject({ row: 1, damaged: false });
      }),
      { numRuns: 50 },
    ));
});

describe('writing', () => {
  it('is readable while it is short', () => {
    const edits = [{ connection: 0, direction: 'server-to-client', offset: 2, byte: 9 }] as const;
    const notes = [{ connection: 0, row: 3, text: 'why?' }];
    expect(writePlainMarks({ notes, edits })).toBe(`note=0.3.${utf8('why?')}&edit=0.s2c.2.09`);
    expect(writePlainMarks({ notes: [], edits: [] })).toBe('');
  });

  it('is packed where it is long: fifty full notes in prose fit a link', async () => {
    const prose = 'The client closes here though the server never said it would. ';
    const notes = Array.from({ length: MOST_NOTES }, (_, row) => ({
      ...{ connection: 0, row },
      text: `${row} ${prose.repeat(9)}`.slice(0, MOST_NOTE),
    }));
    expect(writePlainMarks({ notes, edits: [] })).toBeNull();
    const packed = await writePackedMarks({ notes, edits: [] });
    expect(packed).toMatch(/^marks=[\w-]+$/);
    expect(packed.length).toBeLessThan(5000);
    expect((await readMarks(packed)).notes).toEqual(notes);
  });

  it('carries the first 500 characters of a note, and cuts none in two', async () => {
    const text = '👍'.repeat(MOST_NOTE + 1);
    const { notes } = await readMarks(
      `#${writePlainMarks({ notes: [{ connection: 0, row: 0, text }], edits: [] })!}`,
    );
    expect(notes[0]?.text).toBe('👍'.repeat(MOST_NOTE));
  });
});

describe('what cannot be read is counted and left out', () => {
  it.each([
    ['note=', 1],
    ['note=0.1', 1],
    ['note=0.1.', 1],
    [`note=0.-1.${utf8('a')}`, 1],
    [`note=x.1.${utf8('a')}`, 1],
    ['note=0.1.%3Cb%3E', 1],
    [`note=0.1.${utf8('  \n')}`, 1],
    [`note=0.1.${utf8('a')}&note=0.1.${utf8('b')}`, 1],
    ['edit=0.s2c.2', 1],
    ['edit=0.both.2.59', 1],
    ['edit=0.s2c.-2.59', 1],
    ['edit=0.s2c.2.159', 1],
    ['edit=0.s2c.2.5g', 1],
    ['edit=0.c2c.2.50', 1],
    ['edit=0.s2c.2.59&edit=0.s2c.2.60', 1],
    ['marks=', 1],
    ['marks=AAAA', 1],
  ])('%s', async (part, lost) => {
    expect((await readMarks(`#hex=8100&${part}`)).lost).toBe(lost);
  });

  it('the others stay', async () => {
    const { notes, edits, lost } = await readMarks(
      `#hex=8100&note=?&note=0.1.${utf8('a')}&edit=0.s2c.1.02&edit=?`,
    );
    expect(notes).toEqual([{ connection: 0, row: 1, text: 'a' }]);
    expect(edits).toEqual([{ connection: 0, direction: 'server-to-client', offset: 1, byte: 2 }]);
    expect(lost).toBe(2);
  });

  it('more than there is room for', async () => {
    const notes = Array.from({ length: MOST_NOTES + 3 }, (_, row) => `note=0.${row}.${utf8('a')}`);
    const found = await readMarks(`#${notes.join('&')}`);
    expect([found.notes.length, found.lost]).toEqual([MOST_NOTES, 3]);
    const edits = Array.from({ length: MOST_EDITS + 1 }, (_, at) => [0, 'c2s', at, 1]);
    const bytes = new TextEncoder().encode(JSON.stringify({ edits }));
    const packed = await readMarks(`#marks=${await pack(bytes)}`);
    expect([packed.edits.length, packed.lost]).toEqual([MOST_EDITS, 1]);
  });

  it.each(['null', '[]', '1', '{"notes":1,"edits":{}}', '{"notes":[1,[0],[0,1,2],[0,"1","a"]]}'])(
    'JSON that is no marks: %s',
    async (json) => {
      const found = await readMarks(`#marks=${await pack(new TextEncoder().encode(json))}`);
      expect(found).toMatchObject({ notes: [], edits: [] });
    },
  );

  it('whatever stands there', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.constantFrom('note=', 'edit=', 'marks=', '0.', '1.', 's2c.', '&', '%', 'YQ', '-'),
            fc.string({ maxLength: 3 }),
          ),
        ),
        async (pieces) => {
          const { notes, edits } = await readMarks(`#${pieces.join('')}`);
          for (const { connection, row } of notes)
            expect(connection + row).toBeGreaterThanOrEqual(0);
          for (const { byte } of edits) expect(byte).toBeLessThanOrEqual(0xff);
        },
      ),
    ));
});
