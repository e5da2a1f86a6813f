import { parseSetup } from '../simulation/address.ts';
import type { Failure } from '../simulation/failures.ts';
import { PARAMETER_IDS } from '../simulation/parameters.ts';
import type { ParameterId, Parameters } from '../simulation/parameters.ts';
import type { LaneSetup } from '../simulation/setup.ts';

/** What a lesson sets of a simulated run: what differs from the simulation's defaults. */
export interface Settings {
  readonly lanes: readonly LaneSetup[];
  readonly parameters: Partial<Parameters>;
  readonly failures: readonly Failure[];
}

/** Attributes in the notation of a race's address, `lanes` with blanks between; or what is wrong with them. */
export function readSettings(given: ReadonlyMap<string, string>): Settings | string {
  const pairs = [...given].map(
    ([name, value]) =>
      [name, name === 'lanes' ? value.trim().split(/\s+/u).join('_') : value] as const,
  );
  const { setup, faults } = parseSetup(pairs);
  const [fault] = faults;
  if (fault) return `${fault.key}=${fault.value}: ${fault.reason}`;
  const changed = PARAMETER_IDS.filter((id) => given.has(id));
  const parameters = Object.fromEntries(
    changed.map((id): [ParameterId, unknown] => [id, setup.parameters[id]]),
  ) as Partial<Parameters>;
  return { lanes: setup.lanes, parameters, failures: setup.failures };
}
