import type { Attachment } from 'svelte/attachments';

/**
 * Tells when an element has been laid out, and again when its size changes: before the picture is painted, so that
 * reading a size there costs nothing. Svelte's own bindings read sizes when they mount, which lays the page out in the
 * midst of mounting it, and once more after.
 */
export const laidOut =
  <E extends Element>(tell: (element: E) => void): Attachment<E> =>
  (element) => {
    const watch = new ResizeObserver(() => tell(element));
    watch.observe(element);
    return () => watch.disconnect();
  };
