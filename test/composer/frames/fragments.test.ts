import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexOf } from '../../../src/codec/bytes.ts';
import {
  addMark,
  fragmentsAt,
  moveMark,
  removeMark,
} from '../../../src/composer/frames/fragments.ts';
import { inserted, newFrame } from '../../../src/composer/frames/change.ts';
import { judgeDraft } from '../../../src/composer/frames/judge.ts';
import { draftOfLines, KEY, linesOf } from './drafts.ts';

const hello = draftOfLines('> 818537fa213d7f9f4d5158');

describe('a message in fragments', () => {
  it('is cut at a mark, as RFC 6455 §5.7 prints it', () => {
    const draft = draftOfLines('< 810548656c6c6f');
    expect(linesOf(addMark(draft, fragmentsAt(draft, 0)!, 3, KEY))).toEqual([
      '< 010348656c',
      '< 80026c6f',
    ]);
  });

  it('is cut anywhere and joined again to the same bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5 }), { maxLength: 4 }), (places) => {
        let draft = hello;
        for (const place of places) draft = addMark(draft, fragmentsAt(draft, 0)!, place, KEY);
        const cut = fragmentsAt(draft, 0)!;
        expect(cut.marks).toEqual([...places].sort());
        expect(hexOf(cut.payload)).toBe('48656c6c6f');
        places.forEach(() => (draft = removeMark(draft, fragmentsAt(draft, 0)!, 0)));
        expect(linesOf(draft)).toEqual(linesOf(hello));
      }),
    );
  });

  it('breaks no rule when it is cut, with a control frame between', async () => {
    let draft = addMark(hello, fragmentsAt(hello, 0)!, 2, Uint8Array.of(1, 2, 3, 4));
    draft = inserted(draft, 1, newFrame('ping', 'client-to-server', Uint8Array.of(9, 9, 9, 9)));
    const message = fragmentsAt(draft, 2)!;
    expect(message.at).toEqual([0, 2]);
    expect(fragmentsAt(draft, 1)).toBeNull();
    const moved = moveMark(draft, message, 0, 4);
    expect(fragmentsAt(moved, 0)!.marks).toEqual([4]);
    const { units } = await judgeDraft(moved, 0);
    expect(units.flatMap(({ violations }) => violations)).toEqual([]);
  });

  it('keeps a mark between its neighbours', () => {
    let draft = addMark(hello, fragmentsAt(hello, 0)!, 2, KEY);
    draft = addMark(draft, fragmentsAt(draft, 0)!, 4, KEY);
    expect(fragmentsAt(moveMark(draft, fragmentsAt(draft, 0)!, 0, 99), 0)!.marks).toEqual([4, 4]);
    expect(fragmentsAt(moveMark(draft, fragmentsAt(draft, 0)!, 1, -9), 0)!.marks).toEqual([2, 2]);
  });

  it('is none for a continuation of nothing', () => {
    expect(fragmentsAt(draftOfLines('< 8000'), 0)).toBeNull();
  });
});
