import { MOST_CONNECTIONS } from '../pool.ts';
import type { ParameterId, Parameters } from '../parameters.ts';
import {
  isPoisson,
  rateOf,
  rfc6202,
  roundTrip,
  tripsToConnect,
  when,
  type Formula,
  type Quantity,
} from './formula.ts';

const isQuiet = ({ jitter, loss, bwUp, bwDown }: Parameters): boolean =>
  jitter === 0 && loss === 0 && bwUp === 0 && bwDown === 0;

/** From a poll to its answer, on a connection that is open or has to be made. */
const exchange = (parameters: Parameters): number =>
  roundTrip(parameters) * (1 + (parameters.keepAliveIdle === 0 ? tripsToConnect(parameters) : 0)) +
  parameters.think;

/** How often the server is really asked: edge rule E1. Milliseconds. */
export function pollPeriod(parameters: Parameters): number {
  const { pollInterval, pollMode } = parameters;
  const open = exchange(parameters);
  switch (pollMode) {
    case 'fixedDelay':
      return pollInterval + open;
    case 'skip':
      return Math.max(1, Math.ceil(open / pollInterval)) * pollInterval;
    case 'fixedRate':
      return Math.max(pollInterval, open / MOST_CONNECTIONS);
  }
}

/** Whether requests wait for a connection: from then on all six are busy all the time. */
export const isSaturated = (parameters: Parameters): boolean =>
  parameters.pollMode === 'fixedRate' && pollPeriod(parameters) > parameters.pollInterval;

/**
 * Polls that queue keep the distances at which the six connections began, T, and after one that was open already
 * as long as it takes to connect; the last gap takes up the rest of an exchange. So they come as often as E1
 * says, but not evenly.
 */
function gapsOf(parameters: Parameters): readonly number[] {
  const { pollInterval, warm } = parameters;
  const late = warm === 'on' ? tripsToConnect(parameters) * roundTrip(parameters) : 0;
  const gaps = Array.from({ length: MOST_CONNECTIONS - 1 }, (_, i) =>
    i === 0 ? pollInterval + late : pollInterval,
  );
  const last = exchange(parameters) - gaps.reduce((sum, gap) => sum + gap, 0);
  return [...gaps, last];
}

const unevenMean = (parameters: Parameters): number =>
  gapsOf(parameters).reduce((sum, gap) => sum + gap ** 2, 0) / (2 * exchange(parameters));

/** Of an event that may be born at any moment, until the server looks. */
export const meanWait = (parameters: Parameters): number =>
  isSaturated(parameters) ? unevenMean(parameters) : pollPeriod(parameters) / 2;

export const longestWait = (parameters: Parameters): number =>
  isSaturated(parameters) ? Math.max(...gapsOf(parameters)) : pollPeriod(parameters);

const isEven = (parameters: Parameters): boolean => isQuiet(parameters) && !isSaturated(parameters);

/** From the moment the server looks until the answer is there. */
export const delayAfterLook = ({ down, think, snapshot }: Parameters): number =>
  down + (snapshot === 'arrival' ? think : 0);

const TIMES: readonly ParameterId[] = [
  'warm',
  'pollInterval',
  'pollMode',
  'up',
  'down',
  'think',
  'snapshot',
  'keepAliveIdle',
  'tls',
];

const polling = (
  quantity: Quantity,
  inputs: readonly ParameterId[],
  value: Formula['value'],
): Formula => ({ lanes: ['polling'], quantity, inputs, source: rfc6202('1'), value });

/** λT: events that are born between two polls. */
const eventsPerPoll = (parameters: Parameters): number =>
  rateOf(parameters) * pollPeriod(parameters);

function emptyShare(parameters: Parameters): number | null {
  const { process, rate } = parameters;
  if (rate === 0) return 1;
  if (process === 'poisson') return Math.exp(-eventsPerPoll(parameters));
  if (process === 'periodic') return Math.max(0, 1 - eventsPerPoll(parameters));
  return null;
}

export const POLLING_FORMULAS = {
  'polling-latency-mean': polling(
    'ms',
    TIMES,
    when(isQuiet, (p) => meanWait(p) + delayAfterLook(p)),
  ),
  'polling-latency-median': polling(
    'ms',
    TIMES,
    when(isEven, (p) => pollPeriod(p) / 2 + delayAfterLook(p)),
  ),
  'polling-latency-p95': polling(
    'ms',
    TIMES,
    when(isEven, (p) => 0.95 * pollPeriod(p) + delayAfterLook(p)),
  ),
  'polling-latency-max': polling(
    'ms',
    TIMES,
    when(isQuiet, (p) => longestWait(p) + delayAfterLook(p)),
  ),
  'polling-latency-variance': polling(
    'ms2',
    TIMES,
    when(isEven, (p) => pollPeriod(p) ** 2 / 12),
  ),
  'polling-empty-share': polling('share', [...TIMES, 'rate', 'process'], emptyShare),
  'polling-requests': polling('per-second', TIMES, (p) => 1000 / pollPeriod(p)),
  'polling-wasted': polling('per-second', [...TIMES, 'rate', 'process'], (p) => {
    const share = emptyShare(p);
    return share === null ? null : (share * 1000) / pollPeriod(p);
  }),
  'polling-events-per-answer': polling(
    'count',
    [...TIMES, 'rate'],
    when(isPoisson, (p) => eventsPerPoll(p) / -Math.expm1(-eventsPerPoll(p))),
  ),
  /** With an endpoint that knows the latest value alone. */
  'polling-lost-share': polling(
    'share',
    [...TIMES, 'rate', 'since'],
    when(
      (p) => isPoisson(p) && p.since === 'latestOnly',
      (p) => 1 + Math.expm1(-eventsPerPoll(p)) / eventsPerPoll(p),
    ),
  ),
  'polling-connection-seconds': polling('seconds-per-second', TIMES, (p) =>
    p.keepAliveIdle === 0 ? exchange(p) / pollPeriod(p) : 1,
  ),
} as const satisfies Record<string, Formula>;
