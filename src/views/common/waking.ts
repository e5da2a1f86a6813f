import { Turns } from './turns.ts';

/** What goes before a deed on a part of the page. */
const APPROACHES = ['pointerover', 'pointerdown', 'touchstart', 'focusin', 'keydown'] as const;

/** Marks a part that does not answer yet: the browser tests wait until none is left. */
const ASLEEP = 'data-asleep';

/** Parts that sleep, in the order of the page. */
const asleep = new Set<() => void>();
/** Those in view, which come first. */
const inView = new Turns();
let waking = false;

/**
 * Calls `wake` once, in a task of its own: soon where the part is in view, else when those before it are awake and
 * nothing else is to be done; at once when somebody reaches for it or prints. The function returned calls it off.
 */
export function sleep(part: Element, wake: () => void): () => void {
  let leave = (): void => {};
  const watch = new IntersectionObserver((seen) => {
    if (seen.some(({ isIntersecting }) => isIntersecting)) leave = inView.take(awake);
  });
  function end(): void {
    leave();
    asleep.delete(awake);
    watch.disconnect();
    part.removeAttribute(ASLEEP);
    for (const approach of APPROACHES) part.removeEventListener(approach, awake, true);
  }
  function awake(): void {
    end();
    wake();
  }
  asleep.add(awake);
  part.setAttribute(ASLEEP, '');
  watch.observe(part);
  for (const approach of APPROACHES) part.addEventListener(approach, awake, true);
  wakeInTurn();
  return end;
}

function wakeInTurn(): void {
  if (waking) return;
  waking = true;
  addEventListener('beforeprint', wakeAll);
  const next = (): void => {
    const [wake] = asleep;
    if (wake === undefined) {
      waking = false;
      removeEventListener('beforeprint', wakeAll);
      return;
    }
    wake();
    idle(next);
  };
  idle(next);
}

const wakeAll = (): void => asleep.forEach((wake) => wake());

/** Safari does not tell when it is idle. */
const idle = (next: () => void): unknown =>
  'requestIdleCallback' in window ? requestIdleCallback(next) : setTimeout(next);
