import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PRESET_IDS } from '../../src/simulation/presets.ts';
import type { Run } from '../../src/simulation/run.ts';
import { FATES } from '../../src/simulation/run.ts';
import { scenariosOf, setupOf } from '../../src/simulation/setup.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { totalsOf, WRITTEN } from '../../src/trace/totals.ts';
import { DIRECTIONS } from '../../src/trace/trace.ts';
import { bytesIn } from './bytes.ts';
import { conversationsOf, rulesBroken } from './read.ts';
import { anyScenario } from './scenarios.ts';

/** What two runs must have in common to be the same: bytes and times, marks and results. */
const imageOf = ({ trace, marks, news, messages, totals }: Run) => ({
  trace: trace.connections.map(({ streams, transfers, opened, closed }) => [
    streams,
    transfers.columns,
    opened,
    closed,
  ]),
  marks: marks.columns,
  ...{ news, messages, totals },
});

/** Nothing is faster than the link, and nothing overtakes on one connection. */
function expectPhysical({ trace, scenario }: Run): void {
  const { up, down, bwUp, bwDown } = scenario.parameters;
  for (const { transfers, opened, closed } of trace.connections) {
    const arrived = { 'client-to-server': 0, 'server-to-client': 0 };
    const left = { 'client-to-server': 0, 'server-to-client': 0 };
    const ends = { 'client-to-server': 0, 'server-to-client': 0 };
    for (const transfer of transfers) {
      const { direction } = transfer;
      const [delay, rate] = direction === 'client-to-server' ? [up, bwUp] : [down, bwDown];
      const least =
        delay / 1000 + (rate > 0 ? ((transfer.end - transfer.start) * 8) / rate / 1e3 : 0);
      expect(transfer.arrived! - transfer.time!).toBeGreaterThanOrEqual(least - 1e-9);
      expect(transfer.arrived).toBeGreaterThanOrEqual(arrived[direction]);
      expect(transfer.time).toBeGreaterThanOrEqual(Math.max(left[direction], opened!));
      expect(transfer.start).toBe(ends[direction]);
      arrived[direction] = transfer.arrived!;
      left[direction] = transfer.time!;
      ends[direction] = transfer.end;
    }
    if (closed !== null) expect(closed).toBeGreaterThanOrEqual(opened!);
  }
}

/** Each piece of news came once, or waits, or is counted as lost. */
function expectAccounted({ news, totals, scenario }: Run): void {
  const { created, waiting, delivered, lost, repeated } = totals.news;
  expect(waiting + delivered + lost).toBe(created);
  expect(created).toBe(news.length);
  for (let i = 0; i < news.length; i++) {
    const fate = FATES[news.fate[i]!];
    expect(Number.isNaN(news.delivered[i]!)).toBe(fate !== 'delivered');
    if (fate !== 'delivered') continue;
    expect(news.left[i]).toBeGreaterThanOrEqual(news.born[i]!);
    expect(news.delivered[i]! - news.left[i]!).toBeGreaterThanOrEqual(
      scenario.parameters.down * 1000,
    );
  }
  const parallel = scenario.transport === 'polling' && scenario.parameters.pollMode === 'fixedRate';
  if (!parallel && scenario.failures.length === 0) expect(repeated).toBe(0);
}

/** What was counted while writing is what reading finds. */
async function expectCounted(run: Run): Promise<void> {
  const { trace, totals } = run;
  const read = totalsOf(await conversationsOf(trace));
  for (const direction of DIRECTIONS) {
    const { unexplained, ...found } = read.bytes[direction];
    const counted = Object.fromEntries(
      WRITTEN.map((layer) => [layer, totals.bytes[direction][layer]]),
    );
    expect(unexplained).toBe(0);
    expect(found).toEqual(counted);
    const sum = WRITTEN.reduce((sum, layer) => sum + totals.bytes[direction][layer], 0);
    expect(sum).toBe(bytesIn(trace, direction));
  }
  expect(read.requests).toBe(totals.requests);
}

describe('each preset', { timeout: 60_000 }, () => {
  const lanes = PRESET_IDS.flatMap((id) =>
    scenariosOf(setupOf(id)).map((scenario) => ({ id, lane: scenario.transport, scenario })),
  );
  test.each(lanes)('$id, $lane: every byte is as the standards want it', async ({ scenario }) => {
    const run = simulate(scenario);
    expect(run.complete).toBe(true);
    expect(rulesBroken(await conversationsOf(run.trace))).toEqual([]);
    expectPhysical(run);
    expectAccounted(run);
    await expectCounted(run);
    expect(run.totals.news.delivered).toBeGreaterThan(0);
  });
});

describe('any scenario', { timeout: 120_000 }, () => {
  test('gives the same run each time', () =>
    fc.assert(
      fc.property(anyScenario(3), (scenario) => {
        expect(imageOf(simulate(scenario))).toEqual(imageOf(simulate(scenario)));
      }),
      { numRuns: 60 },
    ));

  test('keeps to the link, and to the order on each connection', () =>
    fc.assert(
      fc.property(anyScenario(3), (scenario) => {
        const run = simulate(scenario);
        expect(run.complete).toBe(true);
        expectPhysical(run);
      }),
      { numRuns: 150 },
    ));

  test('delivers each piece of news once, or counts it', () =>
    fc.assert(
      fc.property(anyScenario(3), (scenario) => expectAccounted(simulate(scenario))),
      { numRuns: 200 },
    ));

  test('counts its bytes as a reader of the trace does', () =>
    fc.assert(
      fc.asyncProperty(anyScenario(3), (scenario) => expectCounted(simulate(scenario))),
      { numRuns: 100 },
    ));

  test('without failures breaks no rule', () =>
    fc.assert(
      fc.asyncProperty(anyScenario(0), async (scenario) => {
        const { trace } = simulate(scenario);
        expect(rulesBroken(await conversationsOf(trace))).toEqual([]);
      }),
      { numRuns: 100 },
    ));
});
