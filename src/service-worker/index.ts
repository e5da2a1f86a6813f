import { base, build, files, prerendered, version } from '$service-worker';

/*
 * Makes the site work offline. Everything that belongs to one version is kept together and served from there, so
 * that a page never meets code of another; a new version waits until the visitor asks for it.
 */
const worker = self as unknown as ServiceWorkerGlobalScope;
const CACHE = `wire101-${version}`;
/** What was shared with the site and not opened yet; one entry. */
const SHARED = 'wire101-shared';
const SHARED_ADDRESS = `${base}/decode/shared`;

/** Lessons, examples and parts of the reference come when they are first opened; the rest is there from the start. */
const ON_DEMAND =
  /\/(samples|examples|icons|schema)\/|\/(learn|reference)\/.+|\/embed\/|social-|_headers$/;

const KEPT = [...build, ...files, ...prerendered];
const AT_ONCE = KEPT.filter((path) => !ON_DEMAND.test(path));
const OURS = new Set(KEPT);

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(AT_ONCE)));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(forgetOldVersions());
});

async function forgetOldVersions(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith('wire101-') && name !== CACHE && name !== SHARED) await caches.delete(name);
  }
}

worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== worker.location.origin) return;
  if (request.method === 'POST' && pathname === `${base}/decode/`)
    event.respondWith(keepShared(request));
  else if (request.method === 'GET' && OURS.has(pathname))
    event.respondWith(answer(request, pathname));
});

/** From this version where it is kept, else from the network, and kept from then on. */
async function answer(request: Request, pathname: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(pathname);
  if (kept !== undefined) return kept;
  const response = await fetch(request);
  if (response.status === 200) await cache.put(pathname, response.clone());
  return response;
}

/** Text or a file shared by another program: kept here for the decoder, sent nowhere. */
async function keepShared(request: Request): Promise<Response> {
  const form = await request.formData();
  const file = form.get('file');
  const text = ['text', 'url', 'title'].map((name) => form.get(name)).find(Boolean);
  const content = file instanceof File ? file : new Blob([typeof text === 'string' ? text : '']);
  const name = file instanceof File ? encodeURIComponent(file.name) : '';
  const cache = await caches.open(SHARED);
  await cache.put(SHARED_ADDRESS, new Response(content, { headers: { 'x-file-name': name } }));
  return Response.redirect(`${base}/decode/#shared`, 303);
}
