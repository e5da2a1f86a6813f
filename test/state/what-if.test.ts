import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Decoder } from '../../src/state/decoder.svelte.ts';
import type { Direction } from '../../src/trace/trace.ts';
import { createSession } from '../../src/worker/session.ts';

const DOWN: Direction = 'server-to-client';
/** Two texts, `Hello` and `wire`, and a Close. */
const TEXTS = '< 81 05 48 65 6c 6c 6f\n< 81 04 77 69 72 65\n< 88 02 03 e8';

let decoder: Decoder;

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
  decoder = new Decoder(() => ({ session: createSession(pause), stop() {} }));
});

afterEach(() => {
  decoder.dispose();
  vi.restoreAllMocks();
});

async function opened(text = TEXTS): Promise<void> {
  decoder.input.type(0, text);
  await decoder.open();
  await decoder.select(0);
}

const flip = (offset: number, was: number, byte: number) =>
  decoder.whatIf.edit({ direction: DOWN, offset, was, byte });

const said = () => decoder.whatIf.detail?.row.frame?.preview;

describe('what if', () => {
  it('shows the changed unit beside the original, which stays as it is', async () => {
    await opened();
    await flip(2, 0x48, 0x59);
    expect(said()).toMatchObject({ text: 'Yello' });
    expect(decoder.conversation.detail?.row.frame?.preview).toMatchObject({ text: 'Hello' });
    expect(decoder.whatIf.originals.get(0)?.frame?.preview).toMatchObject({ text: 'Hello' });
  });

  it('follows the row that is looked at', async () => {
    await opened();
    await flip(2, 0x48, 0x59);
    await decoder.select(1);
    expect(said()).toMatchObject({ text: 'wire' });
    await decoder.lookAtChanged({ direction: DOWN, offset: 4 });
    expect(said()).toMatchObject({ text: 'Yello' });
    expect(decoder.conversation.row).toBe(0);
  });

  it('goes back and forth step by step, and tells a byte once', async () => {
    await opened();
    await flip(2, 0x48, 0x59);
    await flip(2, 0x59, 0x5a);
    expect(decoder.whatIf.edits).toEqual([{ direction: DOWN, offset: 2, was: 0x48, byte: 0x5a }]);
    await decoder.whatIf.undo();
    expect(said()).toMatchObject({ text: 'Yello' });
    await decoder.whatIf.undo();
    expect(decoder.whatIf.changed).toBeNull();
    expect(decoder.whatIf.canUndo).toBe(false);
    await decoder.whatIf.redo();
    await decoder.whatIf.redo();
    expect(said()).toMatchObject({ text: 'Zello' });
    expect(decoder.whatIf.canRedo).toBe(false);
  });

  it('the original kept, nothing is changed, and what was tried can be done again', async () => {
    await opened();
    decoder.whatIf.on = true;
    await flip(2, 0x48, 0x59);
    await decoder.whatIf.keepOriginal();
    expect(decoder.whatIf).toMatchObject({ on: false, changed: null, canRedo: true });
    await decoder.whatIf.redo();
    expect(said()).toMatchObject({ text: 'Yello' });
  });

  it('a bit flipped twice is no difference', async () => {
    await opened();
    await flip(0, 0x81, 0x01);
    await flip(0, 0x01, 0x81);
    expect(decoder.whatIf.edits).toEqual([]);
    expect(decoder.whatIf.changed).toBeNull();
    expect(decoder.whatIf.canUndo).toBe(true);
  });

  it('the last of many quick changes counts', async () => {
    await opened();
    await Promise.all([flip(2, 0x48, 0x59), flip(2, 0x59, 0x5a), flip(2, 0x5a, 0x5b)]);
    expect(said()).toMatchObject({ text: '[ello' });
    expect(decoder.whatIf.failed).toBe(false);
  });

  it('a frame is seen changed at once, and one bit after another is built upon', async () => {
    await opened();
    const answered = flip(0, 0x81, 0x01);
    const { annotation } = decoder.whatIf.detail!;
    expect(annotation.sources[0]!.bytes[0]).toBe(0x01);
    expect(decoder.whatIf.changed).toBeNull();
    await answered;
    expect(decoder.whatIf.changed?.difference.counts.edited).toBe(1);
  });

  it('is over with another input', async () => {
    await opened();
    await flip(2, 0x48, 0x59);
    await opened('< 81 01 61');
    expect(decoder.whatIf).toMatchObject({ changed: null, canUndo: false, canRedo: false });
  });
});

describe('comparing', () => {
  it('two rows chosen together', async () => {
    await opened();
    await decoder.select(1, null, 'beside');
    await decoder.compareChosen();
    const { units } = decoder.compare;
    expect([units?.one.row.row, units?.other.row.row]).toEqual([0, 1]);
  });

  it('this connection with other bytes, then a pair of rows, and back', async () => {
    await opened();
    decoder.compare.text = '< 81 05 48 65 6c 6c 6f\n< 81 03 77 69 72';
    await decoder.compare.withText(0);
    expect(decoder.compare.conversations?.counts).toMatchObject({ same: 1, altered: 1, one: 1 });
    await decoder.compare.pair(1, 1);
    expect(decoder.compare.units?.other.row.frame?.payloadLength).toBe(3);
    decoder.compare.closeUnits();
    expect(decoder.compare.conversations).not.toBeNull();
    decoder.compare.close();
    expect(decoder.compare.open).toBe(false);
    expect(decoder.compare.text).not.toBe('');
  });

  it('what cannot be compared is said', async () => {
    await opened();
    await decoder.compare.connections(0, 7);
    expect(decoder.compare.failed).toBe(true);
    expect(decoder.compare.share).toBeNull();
  });
});
