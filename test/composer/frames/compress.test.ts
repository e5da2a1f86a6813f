import { describe, expect, it } from 'vitest';
import { textOf, utf8Of } from '../../../src/codec/utf8.ts';
import { changed } from '../../../src/composer/frames/change.ts';
import { settle } from '../../../src/composer/frames/compress.ts';
import { PLAIN_DEFLATE, type Draft } from '../../../src/composer/frames/draft.ts';
import { judgeDraft } from '../../../src/composer/frames/judge.ts';
import { draftOfLines, frameIn, linesOf } from './drafts.ts';

/** Text messages of a server, given plain. */
function given(texts: readonly string[], deflate: Partial<typeof PLAIN_DEFLATE> = {}): Draft {
  const draft = draftOfLines(...texts.map(() => '< 8100'));
  const units = texts.map((text, i) => changed(frameIn(draft, i), { plain: utf8Of(text) }));
  return settle({ ...draft, units, deflate: { ...PLAIN_DEFLATE, ...deflate } });
}

/** What a receiver reads in the message of a unit, and the rules it finds broken. */
async function received(draft: Draft, at: number) {
  const { units, detail } = await judgeDraft(draft, at);
  return {
    text: textOf(detail!.message!.payload),
    broken: units.flatMap(({ violations }) => violations.map(({ rule }) => rule)),
  };
}

describe('messages given plain', () => {
  it('are compressed as RFC 7692 §7.2.3 prints it, the second by the window of the first', () => {
    expect(linesOf(given(['Hello', 'Hello']))).toEqual([
      '< c107f248cdc9c90700',
      '< c105f200110000',
    ]);
  });

  it('begin anew each time where no context is taken over', () => {
    const draft = given(['Hello', 'Hello'], { serverNoContextTakeover: true });
    expect(linesOf(draft)).toEqual(['< c107f248cdc9c90700', '< c107f248cdc9c90700']);
  });

  it('are read as they were given, whatever stands between them', async () => {
    const draft = given(['one and one', 'one and two', 'one and two', '']);
    const foreign = frameIn(draftOfLines('< c107f248cdc9c90700'));
    const mixed = settle({ ...draft, units: draft.units.toSpliced(1, 0, foreign) });
    for (const [at, text] of ['one and one', 'Hello', 'one and two', 'one and two', ''].entries())
      expect(await received(mixed, at)).toEqual({ text, broken: [] });
  });

  it('are compressed anew when an earlier one changes', async () => {
    const draft = given(['Hello', 'Hello']);
    const first = changed(frameIn(draft), { plain: utf8Of('Bye') });
    const again = settle({ ...draft, units: [first, draft.units[1]!] });
    expect(await received(again, 1)).toEqual({ text: 'Hello', broken: [] });
  });

  it('keep to a small window', async () => {
    const noise = Array.from({ length: 300 }, (_, i) => String.fromCharCode(33 + ((i * 37) % 90)));
    const text = noise.join('') + noise.join('');
    for (const serverMaxWindowBits of [8, 9, 15])
      expect(await received(given([text], { serverMaxWindowBits }), 0)).toEqual({
        text,
        broken: [],
      });
  });

  it('are no longer compressed once their bytes are changed by hand', () => {
    const draft = given(['Hello']);
    expect(changed(frameIn(draft), { payload: Uint8Array.of(0) }).plain).toBeNull();
    expect(changed(frameIn(draft), { rsv1: false }).plain).toBeNull();
  });
});
