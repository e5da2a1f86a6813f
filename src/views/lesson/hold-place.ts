/** What a reader does who wants to be somewhere else. */
const MOVES = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/**
 * Keeps a step where a link has led to while figures above it grow as they are drawn, until the reader moves: by
 * one of these, or by anything else that scrolls (the bar, the browser's search), which tells itself from growing by
 * the height that stays. Gives back what ends it; `onend` is told of any end.
 */
export function holdPlace(target: Element, whole: HTMLElement, onend: () => void): () => void {
  let height = 0;
  let top = 0;
  const watch = new ResizeObserver(() => {
    target.scrollIntoView({ behavior: 'instant' });
    height = whole.offsetHeight;
    top = scrollY;
  });
  const scrolled = (): void => {
    if (whole.offsetHeight === height && Math.abs(scrollY - top) > 1) end();
  };
  const end = (): void => {
    watch.disconnect();
    removeEventListener('scroll', scrolled);
    for (const move of MOVES) removeEventListener(move, end);
    onend();
  };
  addEventListener('scroll', scrolled, { passive: true });
  for (const move of MOVES) addEventListener(move, end, { passive: true });
  watch.observe(whole);
  return end;
}
