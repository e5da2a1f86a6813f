import { createHeads } from '../headers/heads.ts';
import type { Parameters } from '../parameters.ts';
import { isPoisson, rfc6202, type Formula } from './formula.ts';
import { LONG_POLLING_FORMULAS } from './long-polling.ts';
import { POLLING_FORMULAS, pollPeriod } from './polling.ts';
import { STREAM_FORMULAS } from './streams.ts';

export type { Formula, Quantity, Source } from './formula.ts';
export { pollPeriod } from './polling.ts';

/** Heads of an exchange: of the request with a cursor of one digit, of an answer with news and of an empty one. */
export function exchangeBytes(parameters: Parameters): {
  readonly request: number;
  readonly full: number;
  readonly empty: number;
} {
  const heads = createHeads(parameters);
  const { pollTarget, chunkedBodies } = heads.profile;
  const target = pollTarget ?? (parameters.since === 'forgetOnWrite' ? '/poll' : '/poll?since=0');
  const length = chunkedBodies ? null : parameters.payload;
  return {
    request: heads.request({ kind: 'poll' }, target).length,
    full: heads.response({ kind: 'body', length }).length,
    empty: heads.response({ kind: 'nothing' }).length,
  };
}

/** What both heads of all exchanges come to, where so many in a second and such a share of them are empty. */
function headBytes(parameters: Parameters, perSecond: number, emptyShare: number): number {
  const { request, full, empty } = exchangeBytes(parameters);
  return perSecond * (request + emptyShare * empty + (1 - emptyShare) * full);
}

const EXCHANGE_FORMULAS = {
  'polling-overhead': {
    lanes: ['polling'],
    quantity: 'bytes-per-second',
    inputs: ['pollInterval', 'pollMode', 'rate', 'headers', 'since'],
    source: rfc6202('2.2'),
    value(p) {
      const share = POLLING_FORMULAS['polling-empty-share'].value(p);
      return share === null ? null : headBytes(p, 1000 / pollPeriod(p), share);
    },
  },
  'long-polling-overhead': {
    lanes: ['long-polling'],
    quantity: 'bytes-per-second',
    inputs: ['rate', 'lpTimeout', 'up', 'down', 'headers', 'since'],
    source: rfc6202('2.2'),
    value(p) {
      const answers = LONG_POLLING_FORMULAS['long-polling-answers'].value(p);
      const share = LONG_POLLING_FORMULAS['long-polling-empty-share'].value(p);
      return answers === null || share === null || !isPoisson(p)
        ? null
        : headBytes(p, answers, share);
    },
  },
} as const satisfies Record<string, Formula>;

/** Every closed form that a number of a run can be held against. Words for each are by its id. */
export const FORMULAS = {
  ...POLLING_FORMULAS,
  ...LONG_POLLING_FORMULAS,
  ...EXCHANGE_FORMULAS,
  ...STREAM_FORMULAS,
} as const satisfies Record<string, Formula>;

export type FormulaId = keyof typeof FORMULAS;

export const FORMULA_IDS = Object.keys(FORMULAS) as readonly FormulaId[];

/** What a formula gives; null where its assumptions do not hold. */
export const formulaValue = (id: FormulaId, parameters: Parameters): number | null =>
  (FORMULAS[id] as Formula).value(parameters);
