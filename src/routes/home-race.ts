import { INITIAL } from '../simulation/parameters.ts';
import { INITIAL_SETUP, type RaceSetup } from '../simulation/setup.ts';

/** The race of the home page: short, lively, the same each time. */
export const HOME_RACE: RaceSetup = {
  ...INITIAL_SETUP,
  parameters: {
    ...INITIAL,
    ...{ window: 20_000, rate: 0.9, seed: 11, up: 80, down: 80, upstreamRate: 0.25 },
  },
};

/** How much of it is shown at once, in seconds. */
export const HOME_SPAN = 5;
