import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

/*
 * A file of any size on the decoder's page, and what the page does meanwhile. Whoever looks often makes long tasks of
 * its own, so what happens is noted by the page itself and asked for seldom.
 */

declare global {
  interface Window {
    /** When the first rows stood in the page, and when the last reading was over; 0 before. */
    firstRows: number;
    quietSince: number;
    /** Tasks of 50 ms and more, in milliseconds; the browser tells of no others. */
    longTasks: number[];
  }
}

/** To be called before the page is gone to. */
export const watch = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longTasks.push(duration);
    }).observe({ type: 'longtask', buffered: true });
    window.firstRows = window.quietSince = 0;
    let reading = false;
    new MutationObserver(() => {
      const now = performance.now();
      const was = reading;
      reading = document.querySelector('progress') !== null;
      if (reading && !was) window.firstRows = window.quietSince = 0;
      if (was && !reading) window.quietSince = now;
      if (window.firstRows === 0 && document.querySelector('[data-row], [data-at]') !== null)
        window.firstRows = now;
    }).observe(document, { subtree: true, childList: true });
  });

/** The longest task since the last time it was asked for, in milliseconds; 0 where none reached 50. */
export const longestTask = async (page: Page): Promise<number> => {
  const tasks = await page.evaluate(() => window.longTasks.splice(0));
  return Math.max(0, ...tasks);
};

/**
 * Drops a file where a reader would, and answers when, on the page's clock: a file chosen elsewhere lends its bytes,
 * for a script cannot make a drop of a path.
 */
export async function drop(page: Page, path: string): Promise<number> {
  await page.evaluate(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', id: 'given' });
    input.hidden = true;
    document.body.append(input);
  });
  await page.locator('#given').setInputFiles(path);
  // What taking the file along costs is no part of reading it.
  await page.waitForTimeout(500);
  await longestTask(page);
  return page.evaluate(() => {
    const now = performance.now();
    const { files } = document.querySelector<HTMLInputElement>('#given')!;
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(files![0]!);
    document.querySelector('#given')!.remove();
    const pane = document.querySelector('textarea, .held, .pane')!;
    for (const type of ['dragenter', 'dragover', 'drop'])
      pane.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    return now;
  });
}

/** Waits until a heading says so and nothing is being read, and tells since when, on the page's clock. */
export async function readingOver(page: Page, told: RegExp, timeout: number): Promise<number> {
  const seen = await page.waitForFunction(
    ([source, flags]) => {
      const told = new RegExp(source, flags);
      const reading = document.querySelector('progress') !== null;
      const says = [...document.querySelectorAll('h2')].some((h) => told.test(h.textContent));
      return !reading && says && window.quietSince > 0 ? window.quietSince : null;
    },
    [told.source, told.flags] as const,
    { polling: 250, timeout },
  );
  return Number(await seen.jsonValue());
}

/** Scrolls the rows at so many pixels a picture for a time, and tells how many pictures a second there were. */
export const scrollRate = (page: Page, pixels: number, milliseconds: number): Promise<number> =>
  page.evaluate(
    async ([pixels, milliseconds]) => {
      let list: Element | null = document.querySelector('[data-row]');
      while (list !== null && list.scrollHeight <= list.clientHeight) list = list.parentElement;
      if (list === null) throw new Error('no rows to scroll');
      const start = await new Promise<number>(requestAnimationFrame);
      let pictures = 0;
      let now = start;
      for (; now - start < milliseconds; pictures++) {
        list.scrollTop += pixels;
        now = await new Promise<number>(requestAnimationFrame);
      }
      return (pictures * 1000) / (now - start);
    },
    [pixels, milliseconds] as const,
  );

/** What the processes of pages hold in memory, workers included, in bytes as Linux counts them; null elsewhere. */
export async function memoryOf(page: Page): Promise<number | null> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  try {
    return processInfo
      .filter(({ type }) => type === 'renderer')
      .map(({ id }) => /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1])
      .reduce((sum, kilobytes) => sum + Number(kilobytes ?? 0) * 1024, 0);
  } catch {
    return null;
  }
}
