/** jsdom has no layout, and no ResizeObserver: what is measured stays unmeasured. */
class SilentResizeObserver implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

globalThis.ResizeObserver ??= SilentResizeObserver;
