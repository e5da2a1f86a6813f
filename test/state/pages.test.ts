import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Pages } from '../../src/state/pages.svelte.ts';
import type { Row } from '../../src/trace/row.ts';
import { rowOf } from './fake-session.ts';

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

describe('the rows fetched so far', () => {
  const rows = vi.fn<(from: number, to: number) => Promise<Row[]>>();
  const asked = () => rows.mock.calls.map(([from]) => from / 64);

  beforeEach(() => {
    rows.mockReset();
    rows.mockImplementation((from, to) =>
      Promise.resolve(Array.from({ length: to - from }, (_, i) => rowOf(from + i))),
    );
  });

  async function pages(count: number) {
    const fetched = new Pages(rows, count);
    const look = async (row: number, to = row + 1) => {
      fetched.want(row, to);
      await settled();
    };
    return Promise.resolve({ fetched, look });
  }

  it('are undefined until they come', async () => {
    const { fetched } = await pages(1000);
    expect(fetched.get(5)).toBeUndefined();
    fetched.want(0, 10);
    expect(fetched.get(5)).toBeUndefined();
    await settled();
    expect(fetched.get(5)?.row).toBe(5);
    expect(fetched.get(63)?.row).toBe(63);
  });

  it('come by the page, with one more on each side', async () => {
    const { look } = await pages(10_000);
    await look(640, 660);
    expect(asked()).toEqual([9, 10, 11]);
    expect(rows.mock.calls[0]).toEqual([576, 640]);
  });

  it('end where the conversation ends', async () => {
    const { look } = await pages(130);
    await look(0, 130);
    expect(asked()).toEqual([0, 1, 2]);
    const { look: none } = await pages(0);
    await none(0, 1);
    expect(rows).toHaveBeenCalledTimes(3);
  });

  it('are not asked for twice, neither on the way nor there', async () => {
    const { fetched, look } = await pages(1000);
    fetched.want(0, 10);
    fetched.want(0, 10);
    await look(3);
    await look(7);
    expect(asked()).toEqual([0, 1]);
  });

  it('are asked for again where a page failed', async () => {
    rows.mockRejectedValueOnce(new Error('gone'));
    const { fetched, look } = await pages(64);
    await look(0);
    expect(fetched.get(0)).toBeUndefined();
    await look(0);
    expect(fetched.get(0)?.row).toBe(0);
  });

  it('are bounded in number, the oldest going first', async () => {
    const { fetched, look } = await pages(64 * 1000);
    for (let page = 0; page < 200; page++) await look(page * 64);
    const held = Array.from({ length: 1000 }, (_, i) => i).filter((i) => fetched.get(i * 64));
    expect(held).toHaveLength(24);
    expect(held).toEqual(Array.from({ length: 24 }, (_, i) => 177 + i));
  });

  it('never go while they are in view', async () => {
    const { fetched, look } = await pages(64 * 1000);
    for (let page = 100; page < 123; page++) await look(page * 64);
    // Pages 100 to 123 are held. 98 and 99 come, and 100, the oldest, is wanted still.
    await look(99 * 64);
    expect(fetched.get(98 * 64)?.row).toBe(98 * 64);
    expect(fetched.get(99 * 64)?.row).toBe(99 * 64);
    expect(fetched.get(100 * 64)?.row).toBe(100 * 64);
  });

  it('stay in view when the list grows, until they have come anew', async () => {
    const { fetched, look } = await pages(70);
    await look(0, 70);
    rows.mockClear();
    let answer = () => {};
    rows.mockImplementation(
      (from, to) =>
        new Promise((resolve) => {
          answer = () => resolve(Array.from({ length: to - from }, (_, i) => rowOf(from + i)));
        }),
    );
    const before = fetched.get(69);
    fetched.renew(1000);
    expect(fetched.count).toBe(1000);
    expect(fetched.get(69)).toBe(before);
    expect(asked()).toEqual([0, 1]);
    answer();
    await settled();
    expect(fetched.get(100)?.row).toBe(100);
  });

  it('do not take what was asked before the list grew', async () => {
    const { fetched } = await pages(10);
    let answer = () => {};
    rows.mockImplementationOnce(
      () => new Promise((resolve) => (answer = () => resolve([rowOf(999)]))),
    );
    fetched.want(0, 10);
    fetched.renew(1000);
    await settled();
    answer();
    await settled();
    expect(fetched.get(0)?.row).toBe(0);
  });
});
