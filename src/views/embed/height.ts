import type { Attachment } from 'svelte/attachments';

/** What an embed tells the page around it: how tall its contents are, in CSS pixels. Nothing else is ever told. */
export interface HeightMessage {
  readonly source: 'wire101';
  readonly type: 'height';
  readonly height: number;
}

/** Whoever stands around the page; itself where it stands alone. */
const around = (): Window | null => (window.parent === window ? null : window.parent);

/** Tells the page around how tall an element is, at first and whenever that changes. */
export const tellHeight =
  (parent: () => Pick<Window, 'postMessage'> | null = around): Attachment<HTMLElement> =>
  (element) => {
    let told = -1;
    const tell = (): void => {
      const height = Math.ceil(element.getBoundingClientRect().height);
      if (height === told) return;
      told = height;
      const message: HeightMessage = { source: 'wire101', type: 'height', height };
      // A number is no secret, and the page around is not known.
      parent()?.postMessage(message, '*');
    };
    const watching = new ResizeObserver(tell);
    watching.observe(element);
    return () => watching.disconnect();
  };
