import type { ParameterId, Parameters } from '../parameters.ts';
import {
  isPoisson,
  rateOf,
  rfc6202,
  roundTrip,
  when,
  type Formula,
  type Quantity,
} from './formula.ts';

/** The time in which nobody listens: from an answer leaving to the next request being looked at. */
export const gapOf = (parameters: Parameters): number =>
  roundTrip(parameters) + parameters.think + parameters.clientThink;

const isPlain = (parameters: Parameters): boolean =>
  isPoisson(parameters) && parameters.snapshot === 'reply' && parameters.keepAliveIdle > 0;

interface Terms {
  readonly rate: number;
  readonly gap: number;
  /** λg: events that are born in a gap. */
  readonly born: number;
  /** q(1 − e): events that end a hold, for each exchange. */
  readonly ending: number;
}

/** q is the share of gaps without an event, e that of holds. */
function termsOf(parameters: Parameters): Terms {
  const rate = rateOf(parameters);
  const own = gapOf(parameters);
  const born = rate * own;
  const ending = Math.exp(-born) * -Math.expm1(-rate * parameters.lpTimeout);
  return { rate, gap: own, born, ending };
}

const INPUTS: readonly ParameterId[] = ['rate', 'up', 'down', 'think', 'clientThink', 'lpTimeout'];

const longPolling = (
  quantity: Quantity,
  section: string,
  value: (parameters: Parameters) => number,
): Formula => ({
  lanes: ['long-polling'],
  ...{ quantity, inputs: INPUTS, source: rfc6202(section) },
  value: when(isPlain, value),
});

export const LONG_POLLING_FORMULAS = {
  'long-polling-latency-mean': longPolling('ms', '2.2', (p) => {
    const { rate, gap, born, ending } = termsOf(p);
    return p.down + (rate * gap ** 2) / 2 / (born + ending);
  }),
  'long-polling-latency-max': longPolling('ms', '2.2', (p) => gapOf(p) + p.down),
  'long-polling-answers': longPolling('per-second', '2.2', (p) => {
    const { rate, gap, ending } = termsOf(p);
    return 1000 / (gap + ending / rate);
  }),
  'long-polling-empty-share': longPolling('share', '2.2', (p) =>
    Math.exp(-rateOf(p) * (gapOf(p) + p.lpTimeout)),
  ),
  'long-polling-gap-share': longPolling('share', '2.2', (p) => {
    const { born, ending } = termsOf(p);
    return born / (born + ending);
  }),
} as const satisfies Record<string, Formula>;
