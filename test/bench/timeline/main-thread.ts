import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';

/** What the page's main thread did, in processor time: a busy machine does not change it. */
export interface Work {
  readonly milliseconds: number;
  /** The longest task. */
  readonly longest: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** Traces the page while something happens in it. */
export async function workOf(
  browser: Browser,
  page: Page,
  path: string,
  during: () => Promise<void>,
): Promise<Work> {
  await browser.startTracing(page, { path, categories: ['toplevel'] });
  await during();
  await browser.stopTracing();
  const { traceEvents } = JSON.parse(await readFile(path, 'utf8')) as { traceEvents: TraceEvent[] };
  const threads = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents
    .filter(
      ({ name, pid, tid }) =>
        name === 'ThreadControllerImpl::RunTask' && threads.has(`${pid} ${tid}`),
    )
    .map(({ tdur = 0 }) => tdur / 1000);
  return {
    milliseconds: tasks.reduce((sum, task) => sum + task, 0),
    longest: Math.max(0, ...tasks),
  };
}
