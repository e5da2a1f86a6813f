import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Decoder } from '../../src/state/decoder.svelte.ts';
import { KeptSession } from '../../src/state/kept-session.svelte.ts';
import {
  INPUT_KEY,
  MOST_KEPT,
  MOST_KEPT_TRIED,
  SESSION_KEY,
} from '../../src/state/kept-session.ts';
import type { Kept } from '../../src/state/preferences.svelte.ts';
import { createSession } from '../../src/worker/session.ts';

/** A storage as browsers have it, with room for so many characters. */
class Shelf implements Kept {
  readonly items = new Map<string, string>();
  room = Infinity;
  forbidden = false;

  getItem(key: string): string | null {
    this.#ask();
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#ask();
    if (value.length > this.room) throw new DOMException('full', 'QuotaExceededError');
    this.items.set(key, value);
  }

  removeItem(key: string): void {
    this.#ask();
    this.items.delete(key);
  }

  #ask(): void {
    if (this.forbidden) throw new DOMException('forbidden', 'SecurityError');
  }
}

/** The machine may be busy. */
const WAIT = { timeout: 20_000 };

const NOW = Date.UTC(2026, 10, 22, 14, 2);

/** A page with a decoder, as a browser opens it. */
class Page {
  readonly decoder: Decoder;
  readonly kept: KeptSession;

  constructor(local: Shelf, tab: Shelf, id = 'a') {
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
    this.decoder = new Decoder(() => ({ session: createSession(pause), stop() {} }));
    this.kept = new KeptSession({
      ...{ kept: () => local, tab: () => tab, now: () => NOW, newId: () => id },
    });
  }

  /** What the page's effect does at each change. */
  follow(): void {
    this.kept.follow(this.decoder.link.seen);
  }

  async settled(): Promise<void> {
    await vi.waitFor(() => {
      expect(this.decoder.input.isPacked && this.decoder.opening.progress === null).toBe(true);
    }, WAIT);
    this.follow();
  }

  async open(bytes: Uint8Array<ArrayBuffer>, name = 'chat.bin'): Promise<void> {
    const content = new Blob([bytes]);
    this.decoder.input.hold(0, { name, size: content.size, content });
    await this.settled();
    await vi.waitFor(() => expect(this.kept.keeping).not.toBe('nothing'), WAIT);
  }

  async arrive(comesBack: boolean): Promise<void> {
    await this.#show(await this.kept.arrive(comesBack));
  }

  async reopen(): Promise<void> {
    await this.#show(await this.kept.open());
  }

  async #show(found: Awaited<ReturnType<KeptSession['open']>>): Promise<void> {
    if (found === null) return;
    const taken = this.decoder.link.take(found.address, found.marks);
    this.kept.adopt(found.head, this.decoder.input.panes);
    await taken;
    this.follow();
  }
}

let local: Shelf;
let tab: Shelf;
let page: Page;
const pages: Page[] = [];

/** The same browser, another page in it: after a reload with the same tab. */
function another(ofTab = tab): Page {
  page = new Page(local, ofTab, `${pages.length}`);
  pages.push(page);
  return page;
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  [local, tab] = [new Shelf(), new Shelf()];
  another();
});

afterEach(() => {
  for (const { decoder } of pages.splice(0)) decoder.dispose();
  vi.restoreAllMocks();
});

/** Frames of a server with bytes that nothing makes short. */
function frames(count: number): Uint8Array<ArrayBuffer> {
  let seed = 7;
  const bytes = new Uint8Array(count * 102);
  for (let at = 0; at < bytes.length; at++) {
    seed = Math.imul(seed, 1_103_515_245) + 12_345;
    const within = at % 102;
    bytes[at] = within === 0 ? 0x82 : within === 1 ? 100 : (seed >>> 16) & 255;
  }
  return bytes;
}

const at = (row: number) => ({ connection: 0, row });

describe('what an address does not carry', () => {
  it('comes back after a reload: input, row, notes and changed bytes', async () => {
    const bytes = frames(600);
    await page.open(bytes);
    expect(page.decoder.address).toBe('');
    expect(page.kept.keeping).toBe('kept');
    await page.decoder.select(7);
    page.decoder.notes.write(at(7), 'a note');
    await page.decoder.whatIf.edit({
      ...{ direction: 'server-to-client', offset: 714, was: 0x82, byte: 0x8f },
    });
    page.follow();
    await another().arrive(true);
    const { decoder } = page;
    const held = decoder.input.panes[0]?.held;
    expect(held?.name).toBe('chat.bin');
    expect(new Uint8Array(await held!.content.arrayBuffer())).toEqual(bytes);
    expect(decoder.conversation.row).toBe(7);
    expect(decoder.notes.all).toEqual([{ ...at(7), text: 'a note' }]);
    await vi.waitFor(() => expect(decoder.whatIf.edits).toMatchObject([{ byte: 0x8f }]), WAIT);
    expect(page.kept.keeping).toBe('kept');
    expect(page.kept.offered).toBeNull();
  });

  it('is offered to a new visit, and opened where that is asked for', async () => {
    await page.open(frames(600));
    await another(new Shelf()).arrive(false);
    expect(page.decoder.input.empty).toBe(true);
    expect(page.kept.offered).toMatchObject({ name: 'chat.bin', size: 61_200, when: NOW });
    await page.reopen();
    expect(page.decoder.conversation.summary?.frames).toBe(600);
    expect(page.kept).toMatchObject({ offered: null, keeping: 'kept' });
  });

  it('of another tab does not come up by itself', async () => {
    await page.open(frames(600));
    await another(new Shelf()).arrive(true);
    expect(page.decoder.input.empty).toBe(true);
    expect(page.kept.offered).not.toBeNull();
  });

  it('may be a long text, two of them with their directions', async () => {
    const text = (seed: number) =>
      Array.from(frames(200), (byte) => ((byte + seed) & 255).toString(16).padStart(2, '0')).join(
        ' ',
      );
    page.decoder.input.setSplit(true);
    page.decoder.input.type(0, text(0));
    page.decoder.input.type(1, text(1));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await page.settled();
    await vi.waitFor(() => expect(page.kept.keeping).toBe('kept'), WAIT);
    await another().arrive(true);
    expect(page.decoder.input.panes.map((pane) => pane.text)).toEqual([text(0), text(1)]);
    expect(page.decoder.input.split).toBe(true);
  });
});

describe('what an address carries', () => {
  it('is kept nowhere else', async () => {
    page.decoder.input.show('81 00');
    await page.decoder.open();
    await page.settled();
    expect(local.items.size).toBe(0);
    expect(page.kept.keeping).toBe('nothing');
  });

  it('leaves alone what was kept before, which is offered later', async () => {
    await page.open(frames(600));
    page.decoder.input.show('81 00');
    await page.decoder.open();
    await page.settled();
    await another().arrive(true);
    expect(page.decoder.input.empty).toBe(true);
    expect(page.kept.offered?.name).toBe('chat.bin');
  });
});

describe('forgetting', () => {
  it('removes at once, and stops keeping this input', async () => {
    await page.open(frames(600));
    page.kept.forget();
    expect(local.items.size + tab.items.size).toBe(0);
    expect(page.kept.keeping).toBe('forgotten');
    await page.decoder.select(3);
    await page.settled();
    expect(local.items.size).toBe(0);
  });

  it('comes with clearing the input', async () => {
    await page.open(frames(600));
    page.decoder.input.clear();
    page.follow();
    expect(local.items.size + tab.items.size).toBe(0);
    expect(page.kept.keeping).toBe('nothing');
  });

  it('of what is offered leaves nothing to offer', async () => {
    await page.open(frames(600));
    await another(new Shelf()).arrive(false);
    page.kept.forget();
    expect(local.items.size).toBe(0);
    await another(new Shelf()).arrive(false);
    expect(page.kept.offered).toBeNull();
  });

  it('while it is still being packed keeps nothing', async () => {
    const content = new Blob([frames(600)]);
    page.decoder.input.hold(0, { name: 'chat.bin', size: content.size, content });
    await page.settled();
    page.kept.forget();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(local.items.size).toBe(0);
    expect(page.kept.keeping).toBe('forgotten');
  });
});

describe('what cannot be kept', () => {
  it('is too large before it is packed, or after', async () => {
    await page.open(frames(Math.ceil(MOST_KEPT / 102) + 500));
    expect(page.kept.keeping).toBe('too-large');
    expect(local.items.size).toBe(0);
    const panes = [
      { text: '', held: { name: 'x', size: MOST_KEPT_TRIED + 1, content: new Blob() } },
    ];
    page.kept.follow({ ...page.decoder.link.seen, panes, whole: true, linked: false });
    expect(page.kept.keeping).toBe('too-large');
  });

  it('finds no room', async () => {
    local.room = 1000;
    await page.open(frames(600));
    expect(page.kept.keeping).toBe('refused');
    expect(local.items.size).toBe(0);
  });

  it('finds storage forbidden', async () => {
    local.forbidden = true;
    await page.arrive(true);
    expect(page.kept.keeping).toBe('nothing');
    await page.open(frames(600));
    expect(page.kept.keeping).toBe('refused');
    expect(page.decoder.conversation.summary?.frames).toBe(600);
    page.kept.forget();
  });
});

describe('an input that comes after one that was kept', () => {
  it('changes nothing of what is said until something can be said of it', async () => {
    await page.open(frames(600));
    page.decoder.input.show('81 00');
    page.follow();
    expect(page.kept.keeping).toBe('kept');
    await page.decoder.open();
    await page.settled();
    expect(page.kept.keeping).toBe('nothing');
  });

  it('and cannot be read is not said to be kept', async () => {
    await page.open(frames(600));
    const content = new Blob([frames(700)]);
    const gone = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
    Object.assign(content, { slice: () => ({ arrayBuffer: gone }), arrayBuffer: gone });
    page.decoder.input.hold(0, { name: 'gone.bin', size: content.size, content });
    await vi.waitFor(() => expect(page.decoder.opening.failure).not.toBeNull(), WAIT);
    await page.settled();
    expect(page.kept.keeping).not.toBe('kept');
  });
});

describe('what is damaged', () => {
  it.each([
    ['no JSON', SESSION_KEY, '{'],
    ['of another version', SESSION_KEY, '{"version":2}'],
    ['of anybody', SESSION_KEY, '[]'],
    ['without its input', INPUT_KEY, '{}'],
    ['with the input of another', INPUT_KEY, '{"id":"other","panes":[{"packed":"AwA"}]}'],
    ['with half an input', INPUT_KEY, '{"id":"0","panes":[{"name":"a","packed":"AAAA"}]}'],
    ['with an input that is none', INPUT_KEY, '{"id":"0","panes":[null]}'],
  ])('%s is removed, with a word', async (_, key, text) => {
    await another().open(frames(600));
    const { id } = JSON.parse(local.items.get(SESSION_KEY)!) as { id: string };
    local.items.set(key, text.replace('"id":"0"', `"id":"${id}"`));
    await another().arrive(true);
    expect(page.kept.keeping).toBe('damaged');
    expect(page.decoder.input.empty).toBe(true);
    expect(local.items.size).toBe(0);
  });
});
