/** What a reader does who wants to be somewhere else. */
const MOVES = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/**
 * Keeps a step where a link has led to while figures above it grow as they are drawn, until the reader moves.
 * Gives back what ends it.
 */
export function holdPlace(target: Element, whole: Element): () => void {
  const watch = new ResizeObserver(() => target.scrollIntoView());
  const end = (): void => {
    watch.disconnect();
    for (const move of MOVES) removeEventListener(move, end);
  };
  for (const move of MOVES) addEventListener(move, end, { passive: true });
  watch.observe(whole);
  return end;
}
