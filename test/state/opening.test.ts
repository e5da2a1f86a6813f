import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Decoder } from '../../src/state/decoder.svelte.ts';
import { detailOf, fakeWorkers, summaryOf, type FakeWorker, type Opening } from './fake-session.ts';

let decoder: Decoder;
let workers: FakeWorker[];

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const fake = fakeWorkers();
  workers = fake.workers;
  decoder = new Decoder(fake.start);
});

afterEach(() => {
  decoder.dispose();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);
const last = (): Opening => workers.flatMap(({ openings }) => openings).at(-1)!;
const rowsCount = () => decoder.conversation.rows?.count;

async function start(): Promise<Opening> {
  const content = new Blob(['x']);
  decoder.input.hold(0, { name: 'big.pcapng', size: 1, content });
  await settle();
  return last();
}

describe('the first part of a large input', () => {
  it('is shown while the rest loads, and what was looked at stays', async () => {
    const opening = await start();
    opening.progress(10, 100, { conversations: [summaryOf(100)] });
    await settle();
    expect(rowsCount()).toBe(100);
    expect(decoder.opened?.partial).toBe(true);
    expect(decoder.opening.progress).toMatchObject({ done: 10, total: 100 });
    await decoder.select(42);
    const { rows } = decoder.conversation;

    opening.progress(60, 100);
    opening.answer({ conversations: [summaryOf(5000)] });
    await settle();
    // Told before the result, heard after it.
    opening.progress(100, 100);
    expect(decoder.opening.progress).toBeNull();
    expect(decoder.opened?.partial).toBe(false);
    // The same list, longer: it keeps its place.
    expect(decoder.conversation.rows).toBe(rows);
    expect(rowsCount()).toBe(5000);
    expect(decoder.conversation).toMatchObject({ row: 42, connection: 0 });
  });

  it('keeps the connection that was chosen in it', async () => {
    const opening = await start();
    opening.progress(10, 100, { conversations: [summaryOf(10), summaryOf(20)] });
    await settle();
    await decoder.choose(1);
    opening.answer({ conversations: [summaryOf(30), summaryOf(40), summaryOf(50)], first: 2 });
    await settle();
    expect(decoder.conversation.connection).toBe(1);
    expect(rowsCount()).toBe(40);
    expect(decoder.overview.count).toBe(3);
    expect(decoder.overview.connections).toHaveLength(3);
  });

  it('stays when its reading is given up, and that it is all is said', async () => {
    const opening = await start();
    const first = { conversations: [summaryOf(10)] };
    opening.progress(10, 100, first);
    await settle();
    await decoder.select(4);
    const { rows } = decoder.conversation;
    decoder.opening.cancel();
    expect(decoder.opening.progress).toBeNull();
    opening.keep(first);
    await settle();
    expect(decoder.opening.failure).toBe('part');
    expect(decoder.conversation.rows).toBe(rows);
    expect(decoder.conversation.row).toBe(4);
    expect(decoder.opened?.partial).toBe(true);

    // It stays while something else is read, and where that is given up too.
    decoder.input.show('81 00');
    await settle();
    decoder.opening.cancel();
    last().fail(Object.assign(new Error('aborted'), { name: 'AbortError' }));
    await settle();
    expect(rowsCount()).toBe(10);
  });

  it('is shown where it comes after the reading was given up', async () => {
    const opening = await start();
    decoder.opening.cancel();
    expect(decoder.opening.failure).toBe('cancelled');
    opening.keep({ conversations: [summaryOf(10)] });
    await settle();
    expect(rowsCount()).toBe(10);
    expect(decoder.opening.failure).toBe('part');
  });

  it('is shown where the reading was given up while its first row was fetched', async () => {
    const opening = await start();
    const first = { conversations: [summaryOf(10)] };
    let fetched = () => {};
    workers[0]!.session.annotate.mockImplementationOnce(
      (_, row) => new Promise((resolve) => (fetched = () => resolve(detailOf(row)))),
    );
    opening.progress(10, 100, first);
    await settle();
    decoder.opening.cancel();
    fetched();
    await settle();
    opening.keep(first);
    await settle();
    expect(rowsCount()).toBe(10);
    expect(decoder.opening.failure).toBe('part');
  });

  it('is the whole where giving up came too late', async () => {
    const opening = await start();
    decoder.opening.cancel();
    opening.answer(summaryOf(30));
    await settle();
    expect(rowsCount()).toBe(30);
    expect(decoder.opening.failure).toBeNull();
  });

  it('goes with a worker that does not stop', async () => {
    const opening = await start();
    opening.progress(10, 100, { conversations: [summaryOf(10)] });
    await settle();
    decoder.opening.cancel();
    expect(rowsCount()).toBe(10);
    await settle(300);
    expect(decoder.conversation.rows).toBeNull();
    expect(workers[0]!.stopped).toBe(true);
  });

  it('goes when something else is read, and what was read whole does not', async () => {
    const opening = await start();
    opening.progress(10, 100, { conversations: [summaryOf(10)] });
    await settle();
    decoder.input.show('81 00');
    await settle();
    expect(decoder.conversation.rows).toBeNull();
    last().answer(summaryOf(3));
    await settle();
    decoder.input.show('82 00');
    await settle();
    expect(rowsCount()).toBe(3);
  });

  it('that cannot be shown waits for the rest', async () => {
    const opening = await start();
    workers[0]!.session.conversation.mockRejectedValueOnce(new RangeError('gone by then'));
    opening.progress(10, 100, { conversations: [summaryOf(10)] });
    await settle();
    opening.answer(summaryOf(30));
    await settle();
    expect(rowsCount()).toBe(30);
    expect(decoder.opening.failure).toBeNull();
  });

  it('is looked through again when the rest has come', async () => {
    const opening = await start();
    opening.progress(10, 100, { conversations: [summaryOf(10)] });
    await settle();
    const { find } = workers[0]!.session;
    find.mockResolvedValue(Uint32Array.of(3));
    decoder.search.ask({ text: 'news' });
    await settle(150);
    expect(decoder.search.matches).toEqual(Uint32Array.of(3));
    find.mockResolvedValue(Uint32Array.of(3, 4000));
    opening.answer(summaryOf(5000));
    await settle();
    expect(decoder.search.matches).toEqual(Uint32Array.of(3, 4000));
  });
});

describe('a worker that was told to stop', () => {
  it('and does so is kept', async () => {
    const opening = await start();
    decoder.opening.cancel();
    opening.fail(Object.assign(new Error('aborted'), { name: 'AbortError' }));
    await settle(1000);
    expect(workers[0]!.stopped).toBe(false);
    expect(decoder.opening).toMatchObject({ progress: null, failure: 'cancelled' });
  });

  it('and does not within 300 milliseconds is ended; the input is kept', async () => {
    await start();
    decoder.opening.cancel();
    await settle(299);
    expect(workers[0]!.stopped).toBe(false);
    await settle(1);
    expect(workers[0]!.stopped).toBe(true);
    expect(decoder.input.panes[0]?.held?.name).toBe('big.pcapng');
    expect(decoder.conversation.rows).toBeNull();

    void decoder.open();
    await settle();
    expect(workers).toHaveLength(2);
    last().answer(summaryOf(3));
    await settle();
    expect(rowsCount()).toBe(3);
    expect(decoder.opening.failure).toBeNull();
  });

  it('is waited for before the next reading, and no longer', async () => {
    await start();
    decoder.opening.cancel();
    void decoder.open();
    await settle(299);
    expect(workers[0]!.openings).toHaveLength(1);
    await settle(1);
    expect(workers).toHaveLength(2);
    expect(workers[1]!.openings).toHaveLength(1);
  });

  it('is not told twice', async () => {
    decoder.opening.cancel();
    await settle(1000);
    expect(decoder.opening.failure).toBeNull();
    expect(workers).toEqual([]);
  });
});
