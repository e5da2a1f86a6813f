import type { Totals } from '../../simulation/run.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import type { NumberId } from './number-formulas.ts';

/** Why a run strays from a formula; words for each are by its id. */
export type DifferenceId =
  | 'failures'
  | 'chance'
  | 'start'
  | 'ending'
  | 'messages'
  | 'opening'
  | 'heartbeat'
  | 'layers'
  | 'tabs';

/** Nearer than this share of the formula's value, a run and a formula say the same. */
const ALIKE = 0.002;

export const isAlike = (simulated: number, value: number): boolean =>
  Math.abs(simulated - value) <= ALIKE * Math.abs(value);

const DELAYS: readonly NumberId[] = ['mean', 'p50', 'p95', 'max'];
const BYTES: readonly NumberId[] = ['perNews'];
const COUNTS: readonly NumberId[] = ['requests', 'empty'];

interface Seen {
  readonly number: NumberId;
  readonly totals: Totals;
  readonly scenario: Scenario;
}

/** When each reason applies. */
const APPLIES: Readonly<Record<DifferenceId, (seen: Seen) => boolean>> = {
  failures: ({ scenario }) => scenario.failures.length > 0,
  start: ({ number, scenario: { parameters } }) =>
    parameters.warm === 'off' && !BYTES.includes(number),
  opening: ({ number, scenario: { transport } }) =>
    BYTES.includes(number) && (transport === 'streaming' || transport === 'websocket'),
  heartbeat: ({ number, scenario: { parameters, transport } }) =>
    BYTES.includes(number) &&
    parameters.heartbeat > 0 &&
    parameters.heartbeat < parameters.window &&
    (transport === 'streaming' || transport === 'websocket'),
  layers: ({ number, scenario: { parameters } }) =>
    BYTES.includes(number) && (parameters.tls !== 'off' || parameters.ipHeaders !== 'off'),
  messages: ({ number, totals, scenario }) =>
    (BYTES.includes(number) || COUNTS.includes(number)) &&
    totals.messages.created > 0 &&
    (scenario.transport !== 'websocket' || BYTES.includes(number)),
  tabs: ({ number, scenario: { parameters } }) => parameters.tabs > 1 && !DELAYS.includes(number),
  ending: ({ number, totals }) => COUNTS.includes(number) || totals.news.waiting > 0,
  chance: ({ scenario: { parameters } }) => parameters.process === 'poisson',
};

/** What may be behind a difference, the weightiest first. */
export const differencesOf = (
  number: NumberId,
  scenario: Scenario,
  totals: Totals,
): DifferenceId[] =>
  (Object.keys(APPLIES) as DifferenceId[]).filter((id) =>
    APPLIES[id]({ number, totals, scenario }),
  );
