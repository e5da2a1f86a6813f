import { PRESET_IDS } from '../../src/simulation/presets.ts';
import { scenarioOf, type Scenario } from '../../src/simulation/scenario.ts';
import { scenariosOf, setupOf } from '../../src/simulation/setup.ts';
import { createRun } from '../../src/simulation/simulate.ts';
import { TRANSPORTS } from '../../src/simulation/transport.ts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
const HOUR = 3_600_000;
const STEP = 65_536;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

interface Measured {
  readonly milliseconds: number;
  /** The longest that one step of 65,536 events took: what a worker cannot be interrupted in. */
  readonly longest: number;
  readonly news: number;
  readonly transfers: number;
}

function measure(scenario: Scenario): Measured {
  const start = performance.now();
  const steps = createRun(scenario);
  let longest = 0;
  for (let goesOn = true, before = start; goesOn; before = performance.now()) {
    goesOn = steps.step(STEP);
    longest = Math.max(longest, performance.now() - before);
  }
  const { news, trace } = steps.finish();
  const transfers = trace.connections.reduce((sum, { transfers }) => sum + transfers.length, 0);
  return { milliseconds: performance.now() - start, longest, news: news.length, transfers };
}

function report(name: string, scenario: Scenario): void {
  measure(scenario);
  const rounds = Array.from({ length: ROUNDS }, () => measure(scenario));
  const [{ news, transfers }] = rounds as [Measured];
  const took = median(rounds.map(({ milliseconds }) => milliseconds));
  const longest = median(rounds.map(({ longest }) => longest));
  const per = ((took * 1000) / (news + transfers)).toFixed(2);
  console.log(
    `  ${name.padEnd(34)} ${took.toFixed(0).padStart(6)} ms  ${String(news).padStart(7)} news ` +
      `${String(transfers).padStart(7)} transfers  ${per.padStart(5)} µs each, longest step ${longest.toFixed(0)} ms`,
  );
}

console.log(`\nSimulation, medians of ${ROUNDS} rounds; one hour of each lane.`);
for (const transport of TRANSPORTS) {
  report(`${transport}, as preset`, scenarioOf(transport, { window: HOUR }));
  report(`${transport}, 200 news a second`, scenarioOf(transport, { window: HOUR, rate: 200 }));
}
for (const id of PRESET_IDS) {
  for (const scenario of scenariosOf(setupOf(id))) {
    const parameters = { ...scenario.parameters, window: HOUR };
    report(`${id}, ${scenario.transport}`, { ...scenario, parameters });
  }
}
