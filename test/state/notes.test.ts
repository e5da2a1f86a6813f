import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MOST_CHARACTERS } from '../../src/state/address.ts';
import { Decoder } from '../../src/state/decoder.svelte.ts';
import { MOST_NOTE, MOST_NOTES } from '../../src/state/marks.ts';
import type { Direction } from '../../src/trace/trace.ts';
import { createSession } from '../../src/worker/session.ts';

const DOWN: Direction = 'server-to-client';
const TEXTS = '< 81 05 48 65 6c 6c 6f\n< 81 04 77 69 72 65\n< 88 02 03 e8';

/** The machine may be busy. */
const WAIT = { timeout: 20_000 };

let decoder: Decoder;

const newDecoder = (): Decoder => {
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
  return new Decoder(() => ({ session: createSession(pause), stop() {} }));
};

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  decoder = newDecoder();
});

afterEach(() => {
  decoder.dispose();
  vi.restoreAllMocks();
});

async function opened(text = TEXTS): Promise<void> {
  decoder.input.show(text);
  await decoder.open();
}

const at = (row: number, connection = 0) => ({ connection, row });
const texts = () => decoder.notes.all.map(({ text }) => text);

/** Opens the address of one decoder in another. */
async function reopened(address = decoder.address): Promise<Decoder> {
  decoder.dispose();
  decoder = newDecoder();
  await decoder.restore(address);
  return decoder;
}

describe('a note', () => {
  it('is kept as it is typed, and on its row', async () => {
    await opened();
    decoder.notes.edit(at(1));
    decoder.notes.write(at(1), ' two  words\n');
    expect(decoder.notes.textOf(at(1))).toBe(' two  words\n');
    expect(decoder.notes.has(at(0))).toBe(false);
    await vi.waitFor(() => expect(decoder.notes.rowOf(at(1))?.frame?.number).toBe(1), WAIT);
  });

  it('of which nothing can be seen is none; what it said can be brought back', async () => {
    await opened();
    decoder.notes.write(at(1), 'said');
    decoder.notes.edit(at(1));
    decoder.notes.write(at(1), ' ');
    expect(texts()).toEqual([]);
    decoder.notes.settle();
    expect(decoder.notes.taken?.why).toBe('removed');
    decoder.notes.undo();
    expect(texts()).toEqual(['said']);
    expect(decoder.notes.taken).toBeNull();
  });

  it('is removed, and brought back where nothing was written since', async () => {
    await opened();
    decoder.notes.write(at(0), 'one');
    decoder.notes.remove(at(0));
    expect(texts()).toEqual([]);
    decoder.notes.write(at(0), 'other');
    decoder.notes.undo();
    expect(texts()).toEqual(['other']);
  });

  it('beyond fifty is not begun', async () => {
    await opened();
    for (let row = 0; row < MOST_NOTES; row++) decoder.notes.write(at(row), 'a');
    expect(decoder.notes.full).toBe(true);
    decoder.notes.edit(at(MOST_NOTES));
    expect(decoder.notes.editing).toBeNull();
    decoder.notes.write(at(MOST_NOTES), 'a');
    expect(texts()).toHaveLength(MOST_NOTES);
    decoder.notes.edit(at(3));
    expect(decoder.notes.editing).toEqual(at(3));
  });

  it('longer than a link carries stays whole on the page', async () => {
    await opened();
    decoder.notes.write(at(0), 'a'.repeat(MOST_NOTE + 5));
    expect(texts()[0]).toHaveLength(MOST_NOTE + 5);
    await reopened();
    expect(texts()[0]).toHaveLength(MOST_NOTE);
  });
});

describe('the input', () => {
  it('read again keeps its notes', async () => {
    await opened();
    decoder.notes.write(at(0), 'one');
    await decoder.openAgain();
    decoder.input.setKind('hexdump');
    decoder.input.setKind(null);
    decoder.input.type(0, `${TEXTS}\n`);
    await decoder.open();
    expect(texts()).toEqual(['one']);
  });

  it('that is another one takes them off, to be brought back', async () => {
    await opened();
    decoder.notes.write(at(0), 'one');
    await opened('< 81 01 61');
    expect(texts()).toEqual([]);
    expect(decoder.notes.taken).toMatchObject({ why: 'other-input', notes: [{ text: 'one' }] });
    await opened('< 81 01 62');
    decoder.notes.undo();
    expect(texts()).toEqual(['one']);
  });

  it('cleared takes them off too', async () => {
    await opened();
    decoder.notes.write(at(0), 'one');
    decoder.input.clear();
    expect(texts()).toEqual([]);
    expect(decoder.address).toBe('');
  });
});

describe('a link', () => {
  it('brings notes and edits back, the edits made and each to be undone', async () => {
    await opened();
    await decoder.select(0);
    decoder.notes.write(at(2), '为什么在这里关闭？\u202e');
    await decoder.whatIf.edit({ direction: DOWN, offset: 2, was: 0x48, byte: 0x59 });
    await decoder.whatIf.edit({ direction: DOWN, offset: 3, was: 0x65, byte: 0x61 });
    const { address } = decoder;
    expect(address).toContain('&edit=0.s2c.2.59&edit=0.s2c.3.61');
    await reopened();
    expect(texts()).toEqual(['为什么在这里关闭？\u202e']);
    await vi.waitFor(() => expect(decoder.whatIf.changed).not.toBeNull(), WAIT);
    expect(decoder.whatIf.on).toBe(true);
    expect(decoder.whatIf.edits).toEqual([
      { direction: DOWN, offset: 2, was: 0x48, byte: 0x59 },
      { direction: DOWN, offset: 3, was: 0x65, byte: 0x61 },
    ]);
    expect(decoder.address).toBe(address);
    await decoder.whatIf.undo();
    await decoder.whatIf.undo();
    expect(decoder.whatIf).toMatchObject({ changed: null, canUndo: false, canRedo: true });
    expect(decoder.address).not.toContain('edit=');
  });

  it('whose marks are damaged opens its input all the same, and tells how many', async () => {
    await decoder.restore('#hex=810161&note=0.0.%%&edit=0.s2c.9.00&edit=7.s2c.0.00&edit=x');
    expect(decoder.conversation.summary?.frames).toBe(1);
    await vi.waitFor(() => expect(decoder.link.lost).toBe(4), WAIT);
    expect(decoder.whatIf).toMatchObject({ on: false, changed: null });
    expect(decoder.address).not.toMatch(/note|edit/);
  });

  it('edits are still there when the same input is read anew', async () => {
    await opened();
    await decoder.whatIf.edit({ direction: DOWN, offset: 2, was: 0x48, byte: 0x59 });
    await decoder.openAgain();
    await vi.waitFor(() => expect(decoder.whatIf.changed).not.toBeNull(), WAIT);
    expect(decoder.whatIf.edits).toMatchObject([{ offset: 2, byte: 0x59 }]);
  });

  it('counts notes in its size, and carries nothing where all of it is too long', async () => {
    await opened();
    const bare = decoder.link.characters!;
    decoder.notes.write(at(0), 'note');
    expect(decoder.link.characters).toBe(bare + '&note=0.0.bm90ZQ'.length);
    // What no packing makes short.
    const noise = () =>
      Array.from({ length: MOST_NOTE }, () =>
        String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 20_000)),
      ).join('');
    for (let row = 0; row < MOST_NOTES; row++) decoder.notes.write(at(row), noise());
    await vi.waitFor(() => expect(decoder.link.characters).toBeGreaterThan(MOST_CHARACTERS), WAIT);
    expect(decoder.address).toBe('');
    expect(decoder.link.place).toMatch(/^#text=/);
    for (let row = 1; row < MOST_NOTES; row++) decoder.notes.remove(at(row));
    expect(decoder.address).toContain('&note=0.0.');
  });

  it('leads to a row of another connection, and nowhere where there is none', async () => {
    await opened();
    await decoder.visit(at(2));
    expect(decoder.conversation.row).toBe(2);
    await decoder.visit(at(99));
    await decoder.visit(at(0, 4));
    expect(decoder.conversation.row).toBe(2);
    expect(decoder.opening.failure).toBeNull();
  });
});
