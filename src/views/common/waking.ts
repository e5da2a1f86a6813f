import { Turns } from './turns.ts';

/** What goes before a deed on a part of the page. */
const APPROACHES = ['pointerover', 'pointerdown', 'touchstart', 'focusin', 'keydown'] as const;

/** Marks a part that does not answer yet. */
const ASLEEP = 'data-asleep';

/** How far out of view a part is near: a screen above and below. */
const NEAR = '100% 0px';

/** Whoever is there moves, sooner or later; until then a page has nothing to do but to be read. */
const MOVES = ['scroll', 'pointermove', 'touchstart', 'keydown'] as const;

/** What waits for somebody to move; null once somebody has. */
let forMove: Set<() => void> | null = new Set();

/** Parts that sleep. */
const asleep = new Set<() => void>();
/** Parts in view come first, then those near, when nothing else is to be done. */
const inView = new Turns();

/**
 * Calls `wake` once, in a task of its own: soon where the part is in view, when there is time where it is within a
 * screen of it and somebody is there, and at once when somebody reaches for it or prints. A part that is `still` shows
 * nothing that it was not written with, and wakes in view as it does near it. The function returned calls it off.
 */
export function sleep(part: Element, wake: () => void, still = false): () => void {
  let leave = (): void => {};
  const seen = still ? null : watch(part, '0px', () => (leave = inView.take(awake)));
  const ready = (): unknown => asleep.has(awake) && awake();
  const near = watch(part, NEAR, () => onceMoved(() => idle(ready)));
  function end(): void {
    leave();
    asleep.delete(awake);
    if (asleep.size === 0) removeEventListener('beforeprint', wakeAll);
    seen?.disconnect();
    near.disconnect();
    part.removeAttribute(ASLEEP);
    for (const approach of APPROACHES) part.removeEventListener(approach, awake, true);
  }
  function awake(): void {
    end();
    wake();
  }
  asleep.add(awake);
  addEventListener('beforeprint', wakeAll);
  part.setAttribute(ASLEEP, '');
  for (const approach of APPROACHES) part.addEventListener(approach, awake, true);
  return end;
}

function watch(part: Element, rootMargin: string, come: () => void): IntersectionObserver {
  const observer = new IntersectionObserver(
    (seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      come();
    },
    { rootMargin },
  );
  observer.observe(part);
  return observer;
}

/** Calls `next` when somebody has moved on this page. */
function onceMoved(next: () => void): void {
  if (forMove === null) return next();
  if (forMove.size === 0) for (const move of MOVES) addEventListener(move, moved, true);
  forMove.add(next);
}

function moved(): void {
  for (const move of MOVES) removeEventListener(move, moved, true);
  const waiting = forMove ?? [];
  forMove = null;
  for (const next of waiting) next();
}

const wakeAll = (): void => asleep.forEach((wake) => wake());

/** Safari does not tell when it is idle. */
const idle = (next: () => void): unknown =>
  'requestIdleCallback' in window ? requestIdleCallback(next) : setTimeout(next);
