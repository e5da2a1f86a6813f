import type { Failure } from './failures.ts';
import { INITIAL, type Parameters } from './parameters.ts';
import type { Transport } from './transport.ts';

/** All that one lane depends on: the same scenario gives the same run, to the byte. */
export interface Scenario {
  readonly transport: Transport;
  readonly parameters: Parameters;
  readonly failures: readonly Failure[];
}

/** A scenario that says what it changes. */
export const scenarioOf = (
  transport: Transport,
  changes: Partial<Parameters> = {},
  failures: readonly Failure[] = [],
): Scenario => ({ transport, parameters: { ...INITIAL, ...changes }, failures });
