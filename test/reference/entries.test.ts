import { describe, expect, it, test } from 'vitest';
import { FIELD_IDS } from '../../src/codec/ids.ts';
import { Opcode } from '../../src/codec/websocket/layout.ts';
import { OPCODE_RANGES, opcodeDigits } from '../../src/codec/websocket/opcodes.ts';
import { listEntries } from '../../src/reference/entries.ts';
import { tellEntry } from '../../src/reference/entry-words.ts';
import { LENGTH_FORMS } from '../../src/reference/lengths.ts';
import { entryWords } from './words.ts';

const ENTRIES = listEntries();
const LANGUAGES = [entryWords('en'), entryWords('zh')];

describe('the entries', () => {
  it('have an address each, which no other has', () => {
    const addresses = ENTRIES.map(({ page, anchor }) => `${page}/#${anchor}`);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(addresses).toContain('frame/#opcode-ping');
    expect(addresses).toContain('close-codes/#1007');
    expect(addresses).toContain('handshake/#sec-websocket-key');
    expect(addresses).toContain('rules/#ws/rsv2-set');
  });

  it('have every field of a protocol', () => {
    const fields = ENTRIES.filter(({ kind }) => kind === 'field').map(({ id }) => id);
    const known = FIELD_IDS.filter((id) => !id.startsWith('wire.'));
    expect(fields.sort()).toEqual([...known].sort());
  });

  test.each(ENTRIES)('$kind $id has words in both languages', (entry) => {
    for (const words of LANGUAGES) {
      const { name, text } = tellEntry(entry, words);
      expect(name).not.toBe('');
      expect(text.length).toBeGreaterThan(0);
    }
  });
});

describe('the tables', () => {
  it('hold all sixteen opcodes', () => {
    expect(OPCODE_RANGES.map(opcodeDigits)).toEqual(['0', '1', '2', '3–7', '8', '9', 'a', 'b–f']);
    expect(OPCODE_RANGES.filter(({ id }) => id in Opcode)).toHaveLength(6);
    expect(OPCODE_RANGES.at(-1)).toMatchObject({ control: true });
  });

  it('give each length one form', () => {
    expect(LENGTH_FORMS.map(({ from, to }) => [from, to])).toEqual([
      [0, 125],
      [126, 65_535],
      [65_536, 2n ** 63n - 1n],
    ]);
    expect(LENGTH_FORMS.map(({ header, maskedHeader }) => [header, maskedHeader])).toEqual([
      [2, 6],
      [4, 8],
      [10, 14],
    ]);
  });
});
