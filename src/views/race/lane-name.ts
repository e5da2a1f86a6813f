import type { Totals } from '../../simulation/run.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import type { Transport } from '../../simulation/transport.ts';

/** A lane as it is named and coloured everywhere. */
export interface LaneName {
  readonly id: string;
  readonly name: string;
  readonly transport: Transport;
  /** The second of two lanes of one transport: drawn in the same colour, hatched. */
  readonly second: boolean;
}

/** A lane that was run, and what it came to. */
export interface CountedLane extends LaneName {
  readonly scenario: Scenario;
  readonly totals: Totals;
}

const COLOURS: Readonly<Record<Transport, string>> = {
  polling: 'var(--transport-1)',
  'long-polling': 'var(--transport-2)',
  streaming: 'var(--transport-3)',
  websocket: 'var(--transport-4)',
};

export const transportColour = (transport: Transport): string => COLOURS[transport];
