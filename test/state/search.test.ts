import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Decoder } from '../../src/state/decoder.svelte.ts';
import { fakeWorkers, summaryOf, type FakeWorker } from './fake-session.ts';

let decoder: Decoder;
let worker: FakeWorker;

const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);
const rows = (...numbers: number[]): Uint32Array<ArrayBuffer> => new Uint32Array(numbers);

beforeEach(async () => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const fake = fakeWorkers();
  decoder = new Decoder(fake.start);
  decoder.input.show('81 00');
  await settle();
  worker = fake.workers[0]!;
  worker.openings[0]!.answer({ conversations: [summaryOf(100), summaryOf(7)] });
  await settle();
});

afterEach(() => {
  decoder.dispose();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function look(found: Uint32Array<ArrayBuffer>): Promise<void> {
  worker.session.find.mockResolvedValue(found);
  decoder.search.ask({ text: 'news' });
  await settle(150);
}

describe('looking for rows', () => {
  it('begins after a pause, once, and lists what matches', async () => {
    decoder.search.ask({ text: 'n' });
    await settle(100);
    await look(rows(2, 30, 31));
    expect(worker.session.find).toHaveBeenCalledOnce();
    expect(worker.session.find.mock.calls[0]!.slice(0, 2)).toEqual([0, { text: 'news' }]);
    const { search } = decoder;
    // Told before the result, heard after it.
    worker.session.find.mock.calls[0]![3](100, 3);
    expect(search).toMatchObject({ found: 3, looked: null, failed: false });
    expect([search.has(30), search.has(29), search.place(31)]).toEqual([true, false, 2]);
    search.hits!.want(0, 3);
    await settle();
    expect(search.hits!.get(1)?.row).toBe(30);
    expect(worker.session.rowsAt).toHaveBeenLastCalledWith(0, rows(2, 30, 31));
  });

  it('tells how far it is, and is given up for the next', async () => {
    const signals: AbortSignal[] = [];
    worker.session.find.mockImplementation((_, __, signal, progress) => {
      signals.push(signal);
      progress(40, 2);
      return new Promise(() => {});
    });
    decoder.search.ask({ text: 'a' });
    await settle(150);
    expect(decoder.search).toMatchObject({ looked: 40, found: 2 });
    decoder.search.ask(null);
    expect(signals[0]?.aborted).toBe(true);
    expect(decoder.search).toMatchObject({ looked: null, matches: null, query: null });
  });

  it('keeps what matched before in view until there is something newer', async () => {
    await look(rows(5));
    worker.session.find.mockImplementation(() => new Promise(() => {}));
    decoder.search.ask({ text: 'news!' });
    await settle(150);
    expect(decoder.search.matches).toEqual(rows(5));
  });

  it('that fails is told, and the rows are there all the same', async () => {
    worker.session.find.mockRejectedValue(new Error('fault'));
    decoder.search.ask({ text: 'x' });
    await settle(150);
    expect(decoder.search).toMatchObject({ failed: true, looked: null, matches: null });
    expect(decoder.conversation.rows?.count).toBe(100);
  });

  it('goes on in another connection', async () => {
    await look(rows(5));
    worker.session.find.mockResolvedValue(rows(1));
    await decoder.choose(1);
    await settle();
    expect(worker.session.find.mock.lastCall![0]).toBe(1);
    expect(decoder.search.matches).toEqual(rows(1));
  });
});

describe('from match to match', () => {
  it('goes round and round, from wherever one is', async () => {
    await look(rows(10, 20, 30));
    await decoder.select(15);
    const seen: (number | null)[] = [];
    for (const step of [1, 1, 1, -1, -1, -1] as const) {
      await decoder.step(step);
      seen.push(decoder.conversation.row);
    }
    expect(seen).toEqual([20, 30, 10, 30, 20, 10]);
  });

  it('goes nowhere where nothing matches', async () => {
    await look(rows());
    await decoder.step(1);
    expect(decoder.conversation.row).toBe(0);
  });
});

describe('going to a place', () => {
  it('looks at the row of it', async () => {
    worker.session.rowOf.mockResolvedValue(17);
    expect(await decoder.goTo({ frame: 3 })).toBe(true);
    expect(worker.session.rowOf).toHaveBeenCalledWith(0, { frame: 3 });
    expect(decoder.conversation.row).toBe(17);
  });

  it('says where there is none, and stays', async () => {
    expect(await decoder.goTo({ time: 9 })).toBe(false);
    expect(decoder.conversation.row).toBe(0);
  });
});

describe('rows chosen together', () => {
  const chosen = () => [...decoder.out.chosen.rows()];

  it('are the ones clicked beside, and all between', async () => {
    await decoder.select(3);
    await decoder.select(7, null, 'beside');
    expect(chosen()).toEqual([3, 7]);
    await decoder.select(9, null, 'through');
    expect(chosen()).toEqual([7, 8, 9]);
    await decoder.select(5, null, 'through');
    expect(chosen()).toEqual([5, 6, 7]);
    await decoder.select(6, null, 'beside');
    expect(chosen()).toEqual([5, 7]);
    await decoder.select(1);
    expect(chosen()).toEqual([]);
    expect(decoder.out.count).toBe(1);
  });

  it('begin at the row looked at, step by step', async () => {
    decoder.out.chooseNone();
    await decoder.select(1, null, 'through');
    await decoder.select(2, null, 'through');
    expect(chosen()).toEqual([0, 1, 2]);
  });

  it('are those that match, where the list shows no others', async () => {
    await look(rows(10, 20, 30, 40));
    await decoder.select(10);
    await decoder.select(30, null, 'through');
    expect(chosen()).toEqual([10, 20, 30]);
    decoder.out.chooseAll();
    expect(chosen()).toEqual([10, 20, 30, 40]);
    decoder.search.only = false;
    decoder.out.chooseAll();
    expect(chosen()).toHaveLength(100);
  });

  it('are what is copied, else the row looked at', async () => {
    worker.session.literal.mockResolvedValue('81 00');
    await decoder.select(4);
    await decoder.out.literal('hex');
    expect(worker.session.literal).toHaveBeenLastCalledWith(0, rows(4), 'hex');
    await decoder.select(5, null, 'beside');
    await decoder.out.literal('c');
    expect(worker.session.literal).toHaveBeenLastCalledWith(0, rows(4, 5), 'c');
  });

  it('belong to their connection', async () => {
    await decoder.select(5, null, 'beside');
    await decoder.choose(1);
    expect(chosen()).toEqual([]);
    await decoder.out.pcapng(new AbortController().signal);
    expect(worker.session.pcapng.mock.lastCall![0]).toBe(1);
  });
});
