/** Tells when a newer version of the site has been fetched, and changes to it when asked. */
export class Update {
  ready = $state(false);
  #waiting: ServiceWorker | null = null;
  #asked = false;

  /** Watches for new versions; does nothing where the browser has no service workers. */
  async watch(container: ServiceWorkerContainer | undefined): Promise<void> {
    if (container === undefined) return;
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
