/** What paints nothing, a page in the background or a frame out of sight, is waited for no longer, in milliseconds. */
const PATIENCE = 2000;

/** What was written is painted before it is made to answer: on a small machine the reader reads a second sooner so. */
export const init = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.visibilityState === 'hidden') return resolve();
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, PATIENCE);
  });
