import type { Choosing } from './shown.ts';

const STEPS: Readonly<Record<string, (place: number, page: number) => number>> = {
  ArrowDown: (place) => place + 1,
  ArrowUp: (place) => place - 1,
  PageDown: (place, page) => place + page,
  PageUp: (place, page) => place - page,
  Home: () => 0,
  End: () => Infinity,
};

/** Where a key leads in a long list; null for a key that moves nothing. `inView` is how many lines are. */
export function placeAfter(
  key: string,
  place: number,
  count: number,
  inView: number,
): number | null {
  // One line of the page before stays in view.
  const next = STEPS[key]?.(place, Math.max(Math.floor(inView) - 1, 1));
  return next === undefined ? null : Math.min(Math.max(next, 0), count - 1);
}

/** How a click or a key chooses a row. */
export const howOf = (event: MouseEvent | KeyboardEvent): Choosing =>
  event.shiftKey ? 'through' : event.ctrlKey || event.metaKey ? 'beside' : 'alone';
