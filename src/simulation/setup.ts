import type { Failure } from './failures.ts';
import { INITIAL, type Parameters } from './parameters.ts';
import { PRESET_IDS, PRESETS, type PresetId } from './presets.ts';
import type { Scenario } from './scenario.ts';
import { TRANSPORTS, type Transport } from './transport.ts';

/** A lane of a race, with what it changes of the parameters that all lanes share. */
export interface LaneSetup {
  readonly transport: Transport;
  readonly changes: Partial<Parameters>;
}

/** All that a race depends on: an address says it. */
export interface RaceSetup {
  readonly lanes: readonly LaneSetup[];
  readonly parameters: Parameters;
  readonly failures: readonly Failure[];
}

const plainLanes = (transports: readonly Transport[]): LaneSetup[] =>
  transports.map((transport) => ({ transport, changes: {} }));

export const INITIAL_SETUP: RaceSetup = {
  lanes: plainLanes(TRANSPORTS),
  parameters: INITIAL,
  failures: [],
};

/** A setup that has a name: `initial` is what a race begins with. */
export type SetupId = 'initial' | PresetId;

export const SETUP_IDS: readonly SetupId[] = ['initial', ...PRESET_IDS];

export function setupOf(preset: SetupId): RaceSetup {
  if (preset === 'initial') return INITIAL_SETUP;
  const { lanes, parameters, failures } = PRESETS[preset];
  return { lanes: plainLanes(lanes), parameters: { ...INITIAL, ...parameters }, failures };
}

/** The scenario of each lane. */
export const scenariosOf = ({ lanes, parameters, failures }: RaceSetup): Scenario[] =>
  lanes.map(({ transport, changes }) => ({
    transport,
    parameters: { ...parameters, ...changes },
    failures,
  }));
