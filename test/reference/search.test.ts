import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { listEntries } from '../../src/reference/entries.ts';
import { codeOf, tellEntry } from '../../src/reference/entry-words.ts';
import { createSearch } from '../../src/reference/search.ts';
import { entryWords } from './words.ts';

const ENTRIES = listEntries();
const en = entryWords('en');
const zh = entryWords('zh');
const search = createSearch(ENTRIES, [en, zh]);
const first = (query: string): string | undefined => {
  const [best] = search.find(query);
  return best && `${best.kind} ${best.id}`;
};

describe('a search', () => {
  test.each([
    ['1007', 'close-code 1007'],
    ['2500', 'close-code 1016-2999'],
    ['masking', 'field ws.masking-key'],
    ['掩码密钥', 'field ws.masking-key'],
    ['ws/close-one-byte', 'rule ws/close-payload-one-byte'],
    ['WS/RSV2-SET', 'rule ws/rsv2-set'],
    ['0x9', 'opcode ping'],
    ['Sec-WebSocket-Accept', 'header sec-websocket-accept'],
    ['server_max_window_bits', 'parameter server_max_window_bits'],
    ['１００９', 'close-code 1009'],
    ['retry', 'event-field retry'],
    ['gone away', undefined],
    ['going away', 'close-code 1001'],
    ['正常关闭', 'close-code 1000'],
  ])('for %s leads with %s', (query, best) => {
    expect(first(query)).toBe(best);
  });

  test.each(ENTRIES)('for the id $id, a $kind, finds it first', (entry) => {
    const found = search.find(entry.id);
    const same = found.filter(({ id }) => id === entry.id);
    expect(same).toContain(entry);
    expect(found.slice(0, same.length)).toEqual(same);
  });

  it('finds an entry by its name in either language, and by what programs call it', () => {
    for (const entry of ENTRIES) {
      for (const words of [en, zh])
        expect(search.find(tellEntry(entry, words).name)).toContain(entry);
      expect(search.find(codeOf(entry))).toContain(entry);
    }
  });

  it('finds rules by what a strict receiver answers', () => {
    const found = search.find('1009').map(({ id }) => id);
    expect(found).toContain('ws/frame-too-big');
    expect(search.find('426').map(({ id }) => id)).toContain('ws/req-version-unsupported');
  });

  it('of nothing finds nothing', () => {
    for (const query of ['', '   ', '---', '§']) expect(search.find(query)).toEqual([]);
  });

  it('of anything throws nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (query) => {
        expect(search.find(query).length).toBeLessThanOrEqual(ENTRIES.length);
      }),
    );
  });
});
