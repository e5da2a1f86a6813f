/** jsdom has no layout, and no ResizeObserver: an element is measured once, as the test says, or as empty. */
class SingleResizeObserver implements ResizeObserver {
  readonly #tell: ResizeObserverCallback;
  constructor(tell: ResizeObserverCallback) {
    this.#tell = tell;
  }
  observe() {
    this.#tell([], this);
  }
  unobserve() {}
  disconnect() {}
}

globalThis.ResizeObserver ??= SingleResizeObserver;
