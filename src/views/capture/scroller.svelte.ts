import type { Attachment } from 'svelte/attachments';
import { on } from 'svelte/events';
import { laidOut } from '../common/measure.ts';

/** Where a list stands of which only the rows in view are drawn: to be attached to the element that scrolls. */
export class Scroller {
  /** Pixels above the view. */
  top = $state(0);
  /** Pixels that are in view; 0 until the page has been laid out. */
  height = $state(0);
  #element: HTMLElement | null = null;

  readonly attach: Attachment<HTMLElement> = (element) => {
    this.#element = element;
    const leave = on(element, 'scroll', () => (this.top = element.scrollTop));
    const end = laidOut<HTMLElement>(({ clientHeight }) => (this.height = clientHeight))(element);
    return () => {
      leave();
      end?.();
      this.#element = null;
    };
  };

  /** Scrolls. The event comes later than the focus moves, which needs the row to be there. */
  to(top: number): void {
    // To ask the element instead would lay the page out in the midst of changing it.
    if (this.#element === null || top === this.top) return;
    this.#element.scrollTop = top;
    this.top = this.#element.scrollTop;
  }

  /** Moves the focus to what is drawn there. */
  focus(selector: string): void {
    this.#element?.querySelector<HTMLElement>(selector)?.focus();
  }
}
