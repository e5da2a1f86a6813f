import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { changed } from '../../src/composer/frames/change.ts';
import { PLAIN_DEFLATE } from '../../src/composer/frames/draft.ts';
import { draftOf } from '../../src/composer/frames/units.ts';
import { workshop, type Workshop } from '../../src/composer/frames/workshop.ts';
import { Composer } from '../../src/state/composer.svelte.ts';
import { anyShortFlow, draftOfLines, frameIn, KEY, linesOf } from '../composer/frames/drafts.ts';

const composing = () =>
  new Composer(
    () => ({ workshop, stop: () => {} }),
    () => KEY,
  );

/** Judging and packing take some turns. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
const lines = (composer: Composer) => linesOf(composer.draft);
const broken = (composer: Composer) =>
  composer.judgement!.units.flatMap(({ violations }) => violations.map(({ rule }) => rule));

describe('composing', () => {
  it('begins with the masked “Hello” of RFC 6455 §5.7, without an address', async () => {
    const composer = composing();
    await settled();
    expect(lines(composer)).toEqual(['> 818537fa213d7f9f4d5158']);
    expect(composer.address).toBe('');
    expect(composer.linkable).toBe(true);
    expect(broken(composer)).toEqual([]);
  });

  it('goes from fields to bits to bytes to fields, and says what is broken', async () => {
    const composer = composing();
    composer.change(changed(frameIn(composer.draft), { rsv2: true }));
    expect(lines(composer)).toEqual(['> a18537fa213d7f9f4d5158']);
    composer.flip(2);
    expect(lines(composer)).toEqual(['> 818537fa213d7f9f4d5158']);
    composer.flip(8);
    expect(composer.unit).toMatchObject({ maskKey: null, announced: 5n });
    await settled();
    expect(broken(composer)).toContain('ws/client-frame-unmasked');
  });

  it('goes back and forth, typing as one step', () => {
    const composer = composing();
    const start = lines(composer);
    for (const length of [1, 2, 3])
      composer.change(
        changed(frameIn(composer.draft), { payload: new Uint8Array(length) }),
        'payload',
      );
    const typed = lines(composer);
    composer.addNew('ping');
    composer.undo();
    expect(lines(composer)).toEqual(typed);
    composer.undo();
    expect(lines(composer)).toEqual(start);
    expect(composer.canUndo).toBe(false);
    composer.redo();
    composer.redo();
    expect(composer.draft.units).toHaveLength(2);
    expect(composer.canRedo).toBe(false);
  });

  it('adds after the frame looked at, by its sender, and moves, copies, deletes it', () => {
    const composer = composing();
    composer.addNew('close');
    expect(composer.selected).toBe(1);
    composer.move(-1);
    expect(lines(composer)).toEqual(['> 888237fa213d3412', '> 818537fa213d7f9f4d5158']);
    composer.duplicate();
    composer.turn('server-to-client');
    expect(lines(composer)[1]).toBe('< 880203e8');
    composer.remove();
    composer.remove();
    composer.remove();
    expect(composer.draft.units).toEqual([]);
    expect(composer.unit).toBeNull();
    composer.addNew('text');
    expect(lines(composer)).toEqual(['> 818537fa213d7f9f4d5158']);
  });

  it('cuts, moves a mark, and joins as one frame again', () => {
    const composer = composing();
    composer.cut(2);
    composer.moveCut(0, 4);
    expect(composer.fragments!.marks).toEqual([4]);
    composer.select(1);
    composer.joinCut(0);
    expect(composer.selected).toBe(0);
    expect(lines(composer)).toEqual(['> 818537fa213d7f9f4d5158']);
  });

  it('compresses anew as what is plain changes', async () => {
    const composer = composing();
    composer.edit({ ...composer.draft, deflate: PLAIN_DEFLATE });
    composer.change(changed(frameIn(composer.draft), { plain: frameIn(composer.draft).payload }));
    expect(frameIn(composer.draft)).toMatchObject({ rsv1: true });
    await settled();
    expect(broken(composer)).toEqual([]);
    expect(new TextDecoder().decode((await composer.plain())!)).toBe('Hello');
  });

  it('takes the frames that a receiver reads', () => {
    const composer = composing();
    composer.open(draftOfLines('< 810248', '< 8900'));
    composer.resync();
    expect(lines(composer)).toEqual(['< 81024889', '< 00']);
  });

  it('judges what is heavy on another thread, and what is light on its own', async () => {
    vi.stubGlobal('Worker', class {});
    const far = {
      ...workshop,
      judge: vi.fn((...asked: Parameters<Workshop['judge']>) => workshop.judge(...asked)),
    };
    const stop = vi.fn();
    const composer = new Composer(
      () => ({ workshop: far, stop }),
      () => KEY,
    );
    await settled();
    expect(far.judge).not.toHaveBeenCalled();
    composer.change(changed(frameIn(composer.draft), { payload: new Uint8Array(300_000) }));
    await settled();
    expect(far.judge).toHaveBeenCalledOnce();
    composer.dispose();
    expect(stop).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });
});

describe('a link', () => {
  it('opens the same frames, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyShortFlow, { minLength: 1, maxLength: 4 }), async (flows) => {
        const composer = composing();
        composer.open(draftOf(flows, { ...PLAIN_DEFLATE, serverMaxWindowBits: 9 }, true));
        composer.select(flows.length - 1);
        await settled();
        fc.pre(composer.address !== '');
        const other = composing();
        await other.take(composer.address);
        expect(lines(other)).toEqual(lines(composer));
        expect(other.selected).toBe(composer.selected);
        expect(other.draft.deflate).toEqual(composer.draft.deflate);
        expect(other.draft.ended).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it('is packed where the frames are long, and left out where they are too long', async () => {
    const composer = composing();
    composer.change(changed(frameIn(composer.draft), { payload: new Uint8Array(100_000) }));
    await vi.waitFor(() => expect(composer.address).toMatch(/^#z=/));
    const other = composing();
    await other.take(composer.address);
    expect(lines(other)).toEqual(lines(composer));
    composer.change(changed(frameIn(composer.draft), { payload: new Uint8Array(700_000) }));
    await settled();
    expect(composer.address).toBe('');
    expect(composer.linkable).toBe(false);
  });

  it('may hold no frame at all: the first that is added is looked at', async () => {
    const composer = composing();
    await composer.take('#ext=permessage-deflate&at=7');
    expect(lines(composer)).toEqual([]);
    expect(composer.selected).toBe(0);
    composer.add(frameIn(composing().draft));
    expect(lines(composer)).toHaveLength(1);
    expect(composer.selected).toBe(0);
  });

  it.each(['#c2s=8', '#s2c=zz', '#z=%%%', '#z=AAAA'])(
    'that is damaged is told: %s',
    async (hash) => {
      const composer = composing();
      await composer.take(hash);
      expect(composer.damaged).toBe(true);
      expect(lines(composer)).toEqual(['> 818537fa213d7f9f4d5158']);
    },
  );
});
