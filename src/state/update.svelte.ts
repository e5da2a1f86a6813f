import { ownScript } from '../worker/worker-connect.ts';

/** The first page has its bytes before the worker asks for all others. */
const pageLoaded = (): Promise<unknown> =>
  document.readyState === 'complete'
    ? Promise.resolve()
    : new Promise((loaded) => addEventListener('load', loaded, { once: true }));

/** Tells when a newer version of the site has been fetched, and changes to it when asked. */
export class Update {
  ready = $state(false);
  #waiting: ServiceWorker | null = null;
  #asked = false;

  /** Has the site kept by its service worker and watches for new versions; does nothing where there are none. */
  async watch(container: ServiceWorkerContainer | undefined, script: string): Promise<void> {
    if (container === undefined) return;
    await pageLoaded();
    try {
      await container.register(ownScript(script));
    } catch {
      // Storage is forbidden, or there is no network: the site works without.
      return;
    }
    container.addEventListener('controllerchange', () => {
      // The first version takes over by itself, without a reload.
      if (this.#asked) location.reload();
    });
    const registration = await container.ready;
    this.#offer(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => {
        if (installing.state === 'installed' && container.controller !== null) {
          this.#offer(installing);
        }
      });
    });
  }

  take(): void {
    this.#asked = true;
    this.#waiting?.postMessage('take-over');
  }

  #offer(worker: ServiceWorker | null): void {
    if (worker === null) return;
    this.#waiting = worker;
    this.ready = true;
  }
}
