import { browser } from '$app/environment';

/** What has been read is taken up in a task of its own, so that the page answers in between. */
export const pause = (): Promise<void> =>
  browser ? new Promise((resolve) => setTimeout(resolve)) : Promise.resolve();
