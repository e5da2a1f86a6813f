/** The fragment with which the service worker opens the decoder when something was shared with the site. */
export const SHARED_HASH = '#shared';

/** What another program shared with the site, as the service worker keeps it (`src/service-worker`); taken once. */
export async function takeShared(storage: CacheStorage | undefined): Promise<File | null> {
  if (storage === undefined || !(await storage.has('wire101-shared'))) return null;
  const cache = await storage.open('wire101-shared');
  for (const request of await cache.keys()) {
    const kept = await cache.match(request);
    await cache.delete(request);
    if (kept === undefined) continue;
    const name = decodeURIComponent(kept.headers.get('x-file-name') ?? '');
    return new File([await kept.blob()], name);
  }
  return null;
}

/** The queue of an installed site that the system opens a file with: https://wicg.github.io/web-app-launch/. */
interface LaunchQueue {
  setConsumer(
    take: (launched: { readonly files?: readonly { getFile(): Promise<File> }[] }) => void,
  ): void;
}

/** Hands on each file that the system opens with the installed site, the one it was started with first. */
export function watchLaunches(scope: object, take: (file: File) => void): void {
  const { launchQueue } = scope as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files }) => {
    const [first] = files ?? [];
    if (first !== undefined) void first.getFile().then(take);
  });
}
