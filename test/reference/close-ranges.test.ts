import { describe, expect, it } from 'vitest';
import { CLOSE_CODE_IDS, closeCodeId } from '../../src/i18n/reference.ts';
import { rangesOfCode, verdictOn } from '../../src/reference/close-ranges.ts';

describe('the ranges of close codes', () => {
  const ranges = CLOSE_CODE_IDS.flatMap((id) => rangesOfCode(id).map((range) => ({ id, range })));

  it('have each of the 65,536 codes once, with what the codec says of it', () => {
    let next = 0;
    for (const { id, range } of ranges) {
      expect(range.from).toBe(next);
      const { kind, breaks } = range;
      for (let code = range.from; code <= range.to; code++) {
        const verdict = verdictOn(code);
        if (
          verdict.kind !== kind ||
          verdict.breaks.client !== breaks.client ||
          verdict.breaks.server !== breaks.server ||
          closeCodeId(code) !== id
        )
          expect({ code, ...verdict }).toEqual({ code, kind, breaks });
      }
      next = range.to + 1;
    }
    expect(next).toBe(0x1_0000);
  });

  it('tell a client and a server apart where the standard does', () => {
    expect(rangesOfCode('1010')).toEqual([
      {
        from: 1010,
        to: 1010,
        kind: 'protocol',
        breaks: { client: null, server: 'ws/close-1010-from-server' },
      },
    ]);
    expect(rangesOfCode('3000-3999')).toMatchObject([
      { from: 3000, to: 3999, kind: 'library', breaks: { client: null, server: null } },
    ]);
    expect(rangesOfCode('0-999').map(({ from, to }) => [from, to])).toEqual([
      [0, 0],
      [1, 999],
    ]);
  });
});
