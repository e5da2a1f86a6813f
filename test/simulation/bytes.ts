import type { Run } from '../../src/simulation/run.ts';
import { scenarioOf } from '../../src/simulation/scenario.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import type { Direction, Trace } from '../../src/trace/trace.ts';

/** Bytes of all connections in one direction. */
export const bytesIn = (trace: Trace, direction: Direction): number =>
  trace.connections.reduce((sum, { streams }) => sum + streams[direction].length, 0);

/** A lane with changes, run. */
export const run = (...given: Parameters<typeof scenarioOf>): Run => simulate(scenarioOf(...given));
