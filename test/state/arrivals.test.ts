import { expect, test, vi } from 'vitest';
import { takeShared, watchLaunches } from '../../src/state/arrivals.ts';

/** As much of a cache of the browser as is used. */
function storageWith(kept: Response | null): CacheStorage {
  const entries = new Map(kept === null ? [] : [['https://a/decode/shared', kept]]);
  const cache = {
    keys: () => Promise.resolve([...entries.keys()].map((url) => new Request(url))),
    match: ({ url }: Request) => Promise.resolve(entries.get(url)),
    delete: ({ url }: Request) => Promise.resolve(entries.delete(url)),
  };
  const has = (name: string) => Promise.resolve(name === 'wire101-shared');
  return { has, open: () => Promise.resolve(cache) } as unknown as CacheStorage;
}

test('what was shared is taken once, with its name', async () => {
  const headers = { 'x-file-name': encodeURIComponent('抓包 1.pcap') };
  const storage = storageWith(new Response(Uint8Array.of(1, 2), { headers }));
  const file = await takeShared(storage);
  expect(file?.name).toBe('抓包 1.pcap');
  expect(new Uint8Array((await file?.arrayBuffer()) ?? [])).toEqual(Uint8Array.of(1, 2));
  expect(await takeShared(storage)).toBeNull();
});

test('nothing shared, or a browser without caches, is nothing', async () => {
  expect(await takeShared(storageWith(null))).toBeNull();
  expect(await takeShared(undefined)).toBeNull();
});

test('the first file that the system opens is handed on; a start without one is none', async () => {
  const file = new File(['a'], 'a.pcap');
  const take = vi.fn();
  const launches = [{ files: [{ getFile: () => Promise.resolve(file) }] }, { files: [] }, {}];
  const setConsumer = (consume: (given: object) => void) => launches.forEach(consume);
  watchLaunches({ launchQueue: { setConsumer } }, take);
  watchLaunches({}, take);
  await vi.waitFor(() => expect(take).toHaveBeenCalled());
  expect(take.mock.calls).toEqual([[file]]);
});
