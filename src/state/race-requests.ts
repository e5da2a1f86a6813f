import { scenariosOf, type RaceSetup } from '../simulation/setup.ts';
import type { Transport } from '../simulation/transport.ts';
import type { LaneRequest } from '../worker/laboratory-api.ts';

/** Each lane under its transport's name; the second of two has a name of its own. */
export function requestsOf(setup: RaceSetup): LaneRequest[] {
  const seen = new Map<Transport, number>();
  return scenariosOf(setup).map((scenario) => {
    const { transport } = scenario;
    const count = (seen.get(transport) ?? 0) + 1;
    seen.set(transport, count);
    return { id: count === 1 ? transport : `${transport}-${count}`, scenario };
  });
}
