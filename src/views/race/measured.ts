import type { FormulaId } from '../../simulation/formulas/index.ts';
import type { Totals } from '../../simulation/run.ts';

/** What a run of so many seconds gave for what a formula says; shares from 0 to 1. Null where a run does not show it. */
const MEASURED: Readonly<
  Partial<Record<FormulaId, (totals: Totals, seconds: number) => number | null>>
> = {
  'polling-latency-mean': mean,
  'polling-latency-median': ({ latency }) => latency?.p50 ?? null,
  'polling-latency-p95': ({ latency }) => latency?.p95 ?? null,
  'polling-latency-max': longest,
  'polling-empty-share': emptyShare,
  'polling-requests': perSecond(({ requests, messages }) => requests - messages.created),
  'polling-wasted': perSecond(({ emptyAnswers }) => emptyAnswers),
  'polling-lost-share': ({ news }) => share(news.lost, news.created),
  'polling-connection-seconds': perSecond(({ connectionSeconds }) => connectionSeconds),
  'long-polling-latency-mean': mean,
  'long-polling-latency-max': longest,
  'long-polling-answers': perSecond(({ requests, messages }) => requests - messages.created),
  'long-polling-empty-share': emptyShare,
  'streaming-latency': mean,
  'websocket-latency': mean,
  'stream-connection-seconds': perSecond(({ connectionSeconds }) => connectionSeconds),
};

export const measuredValue = (id: FormulaId, totals: Totals, seconds: number): number | null =>
  MEASURED[id]?.(totals, seconds) ?? null;

function mean({ latency }: Totals): number | null {
  return latency?.mean ?? null;
}

function longest({ latency }: Totals): number | null {
  return latency?.max ?? null;
}

/** Messages of the client are requests as well, and are answered with nothing. */
function emptyShare({ requests, emptyAnswers, messages }: Totals): number | null {
  return share(emptyAnswers, requests - messages.created);
}

function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

function perSecond(count: (totals: Totals) => number) {
  return (totals: Totals, seconds: number): number => count(totals) / seconds;
}
