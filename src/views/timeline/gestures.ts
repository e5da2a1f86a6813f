import type { Attachment } from 'svelte/attachments';

/** What hands do on a lane; pixels from its upper left corner. */
export interface Gestures {
  readonly onhover: (at: { x: number; y: number } | null) => void;
  readonly onclick: (at: { x: number; y: number }) => void;
  readonly ondrag: (pixels: number) => void;
  readonly onzoom: (factor: number, y: number) => void;
}

/** A press that moves less is a click. */
const STILL = 4;
const WHEEL_SPEED = 0.0025;
/** Some browsers tell the wheel in lines. */
const LINE = 16;

/** Reads wheel with Ctrl or ⌘, dragging with a mouse or a pen, and two fingers; one finger is left to scroll the page. */
export const gestures =
  (to: () => Gestures): Attachment<HTMLElement> =>
  (element) => {
    const within = new AbortController();
    const listen = <K extends keyof HTMLElementEventMap>(
      type: K,
      handle: (event: HTMLElementEventMap[K]) => void,
    ): void => element.addEventListener(type, handle, { passive: false, signal: within.signal });
    const placeOf = ({ clientX, clientY }: { clientX: number; clientY: number }) => {
      const { left, top } = element.getBoundingClientRect();
      return { x: clientX - left, y: clientY - top };
    };
    let pressed: { y: number; last: number; moved: boolean } | null = null;
    let fingers: { apart: number; y: number } | null = null;

    listen('wheel', (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const pixels = event.deltaY * (event.deltaMode === 1 ? LINE : 1);
      to().onzoom(Math.exp(-pixels * WHEEL_SPEED), placeOf(event).y);
    });

    listen('pointerdown', (event) => {
      if (event.pointerType === 'touch' || event.button !== 0) return;
      pressed = { y: event.clientY, last: event.clientY, moved: false };
    });
    listen('pointermove', (event) => {
      if (pressed === null) return to().onhover(placeOf(event));
      if (!pressed.moved && Math.abs(event.clientY - pressed.y) < STILL) return;
      if (!pressed.moved) element.setPointerCapture(event.pointerId);
      to().ondrag(event.clientY - pressed.last);
      pressed = { ...pressed, last: event.clientY, moved: true };
    });
    listen('click', (event) => {
      const dragged = pressed?.moved === true;
      pressed = null;
      if (!dragged) to().onclick(placeOf(event));
    });
    listen('pointercancel', () => (pressed = null));
    listen('pointerleave', (event) => {
      if (event.buttons === 0) pressed = null;
      to().onhover(null);
    });

    const read = ({ touches: [a, b] }: TouchEvent) =>
      a && b
        ? {
            apart: Math.max(Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY), 1),
            y: placeOf({ clientX: 0, clientY: (a.clientY + b.clientY) / 2 }).y,
          }
        : null;
    listen('touchstart', (event) => (fingers = read(event)));
    listen('touchmove', (event) => {
      const now = read(event);
      if (now === null || fingers === null) return;
      event.preventDefault();
      to().onzoom(now.apart / fingers.apart, now.y);
      to().ondrag(now.y - fingers.y);
      fingers = now;
    });
    listen('touchend', (event) => (fingers = read(event)));

    return () => within.abort();
  };
