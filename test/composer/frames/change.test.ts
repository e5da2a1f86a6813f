import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexOf } from '../../../src/codec/bytes.ts';
import { utf8Of } from '../../../src/codec/utf8.ts';
import {
  changed,
  closeOf,
  inserted,
  moved,
  newFrame,
  NEW_FRAMES,
  turned,
  withClose,
} from '../../../src/composer/frames/change.ts';
import { bytesOfUnit, unitOf } from '../../../src/composer/frames/units.ts';
import { anyComposed, draftOfLines, frameIn, KEY, linesOf } from './drafts.ts';

const hello = frameIn(draftOfLines('< 810548656c6c6f'));
const hexOfUnit = (unit: Parameters<typeof bytesOfUnit>[0]) => hexOf(bytesOfUnit(unit));

describe('a changed frame', () => {
  it('can always be written, whatever was changed', () => {
    const anyPatch = fc.record(
      {
        payload: fc.uint8Array({ maxLength: 200, size: 'max' }),
        extended: fc.constantFrom(0 as const, 16 as const, 64 as const),
        announced: fc.option(fc.bigInt({ min: -1n, max: 1n << 65n }), { nil: null }),
        opcode: fc.integer({ min: 0, max: 15 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(anyComposed, anyPatch, (frame, patch) => {
        const next = changed(frame, patch);
        expect(unitOf(bytesOfUnit(next), next.direction)).toEqual(next);
      }),
    );
  });

  it('takes the shortest length form as its payload grows, and keeps one that was chosen', () => {
    expect(changed(hello, { payload: new Uint8Array(126) }).extended).toBe(16);
    expect(changed(hello, { payload: new Uint8Array(65_536) }).extended).toBe(64);
    const chosen = changed(hello, { extended: 64 });
    expect(hexOfUnit(chosen)).toBe('817f000000000000000548656c6c6f');
    expect(changed(chosen, { payload: new Uint8Array(3) }).extended).toBe(64);
  });

  it('may announce 2^63 bytes and carry five', () => {
    expect(hexOfUnit(changed(hello, { announced: 2n ** 63n }))).toBe(
      '817f800000000000000048656c6c6f',
    );
  });

  it('is masked when a client sends it, and not when a server does', () => {
    const sent = turned(hello, 'client-to-server', KEY);
    expect(hexOfUnit(sent)).toBe('818537fa213d7f9f4d5158');
    expect(hexOfUnit(turned(sent, 'server-to-client', KEY))).toBe('810548656c6c6f');
  });

  it('says a close code and a reason', () => {
    const close = withClose(newFrame('close', 'server-to-client', KEY), 4000, utf8Of('bye'));
    expect(hexOfUnit(close)).toBe('88050fa0627965');
    expect(closeOf(close)).toMatchObject({ code: 4000, reason: 'bye' });
    expect(hexOfUnit(withClose(close, null, new Uint8Array()))).toBe('8800');
  });
});

describe('frames of a draft', () => {
  it('are added whole and legal, and put to other places', () => {
    let draft = draftOfLines('< 8900');
    for (const kind of NEW_FRAMES)
      draft = inserted(draft, draft.units.length, newFrame(kind, 'client-to-server', KEY));
    expect(draft.units).toHaveLength(7);
    expect(linesOf(moved(draft, 0, 6)).at(-1)).toBe('< 8900');
    expect(moved(draft, 0, 7)).toBe(draft);
  });
});
