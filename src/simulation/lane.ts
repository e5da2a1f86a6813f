import type { Parameters } from './parameters.ts';
import type { NewsRecord } from './record.ts';

/** One tab of the browser, reading the news. */
export interface Tab {
  /** A piece of news is born: what the server does about it for this tab. */
  news(number: number): void;
  /** Leaves, as a client that is no longer interested. */
  close(): void;
  /** The server ends what it can end by itself. */
  dismiss(): void;
}

/** One lane: what all tabs of one browser share. */
export interface Lane {
  openTab(record: NewsRecord): Tab;
  /** The watched tab says something, by its number from 1. */
  say(number: number): void;
}

/** The last of the tabs that are open at the start is the one somebody looks at. */
export const watchedTab = ({ tabs }: Parameters): number => tabs - 1;
