import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PRESET_IDS } from '../../src/simulation/presets.ts';
import type { Run } from '../../src/simulation/run.ts';
import { FATES } from '../../src/simulation/run.ts';
import { scenariosOf, setupOf } from '../../src/simulation/setup.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { WRITTEN } from '../../src/trace/layers.ts';
import { totalsOf } from '../../src/trace/totals.ts';
import { DIRECTIONS, perDirection } from '../../src/trace/trace.ts';
import { bytesIn } from './bytes.ts';
import { conversationsOf, rulesBroken } from './read.ts';
import { anyScenario } from './scenarios.ts';

/** What two runs must have in common to be the same: bytes and times, marks and results. */
const imageOf = ({ trace, marks, news, messages, totals }: Run): unknown[] => [
  ...trace.connections.flatMap(({ streams, transfers, opened, closed }) => [
    ...(Object.values(streams) as unknown[]),
    ...(Object.values(transfers.columns) as unknown[]),
    opened,
    closed,
  ]),
  ...(Object.values(marks.columns) as unknown[]),
  ...(Object.values(news) as unknown[]),
  ...(Object.values(messages) as unknown[]),
  JSON.stringify(totals),
];

/** Columns by their values, which is faster than the matchers. */
const isSame = (a: unknown, b: unknown): boolean =>
  ArrayBuffer.isView(a) && ArrayBuffer.isView(b)
    ? Array.from(a as Float64Array).every((value, i) => Object.is(value, (b as Float64Array)[i]))
    : Object.is(a, b);

/** Nothing is faster than the link, and nothing overtakes on one connection. */
function expectPhysical({ trace, scenario }: Run): void {
  const { up, down, bwUp, bwDown } = scenario.parameters;
  const wrong: unknown[] = [];
  for (const { id, transfers, streams, opened, closed } of trace.connections) {
    const last = perDirection(() => ({ end: 0, time: opened!, arrived: 0 }));
    for (const transfer of transfers) {
      const { direction, start, end } = transfer;
      const [delay, rate] = direction === 'client-to-server' ? [up, bwUp] : [down, bwDown];
      const serial = rate > 0 ? ((end - start) * 8) / rate : 0;
      const took = transfer.arrived! - transfer.time!;
      const before = last[direction];
      const isRight =
        took >= (delay + serial) / 1000 - 1e-9 &&
        start === before.end &&
        transfer.time! >= before.time &&
        transfer.arrived! >= before.arrived;
      if (!isRight) wrong.push({ id, ...transfer });
      last[direction] = { end, time: transfer.time!, arrived: transfer.arrived! };
    }
    if (closed !== null && closed < opened!) wrong.push({ id, opened, closed });
    for (const direction of DIRECTIONS) {
      if (last[direction].end !== streams[direction].length) wrong.push({ id, direction });
    }
  }
  expect(wrong).toEqual([]);
}

/** Each piece of news came once, or waits, or is counted as lost. */
function expectAccounted({ news, totals, scenario }: Run): void {
  const { created, waiting, delivered, lost, repeated } = totals.news;
  const least = scenario.parameters.down * 1000;
  expect(waiting + delivered + lost).toBe(created);
  expect(created).toBe(news.length);
  const wrong = Array.from(news.fate, (fate, i) => {
    const isDelivered = FATES[fate] === 'delivered';
    if (!isDelivered) return Number.isNaN(news.delivered[i]);
    return news.left[i]! >= news.born[i]! && news.delivered[i]! - news.left[i]! >= least;
  });
  expect(wrong.indexOf(false)).toBe(-1);
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

/** What a connection breaks that a proxy, a restart or a cut has ended; and a server that says stop. */
const ENDED_EARLY = new Set([
  'http/chunk-last-missing',
  'http/chunk-truncated',
  'http/content-length-short-body',
  'ws/tcp-closed-without-close',
  'ws/close-not-answered',
  'sse/sse-204-stop',
]);

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
        const [first, second] = [imageOf(simulate(scenario)), imageOf(simulate(scenario))];
        expect(first.length).toBe(second.length);
        expect(first.findIndex((value, i) => !isSame(value, second[i]))).toBe(-1);
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
      { numRuns: 80 },
    ));

  test('delivers each piece of news once, or counts it', () =>
    fc.assert(
      fc.property(anyScenario(3), (scenario) => expectAccounted(simulate(scenario))),
      { numRuns: 80 },
    ));

  test('counts its bytes as a reader of the trace does', () =>
    fc.assert(
      fc.asyncProperty(anyScenario(3), (scenario) => expectCounted(simulate(scenario))),
      { numRuns: 80 },
    ));

  test('breaks no rule but by ending too early', () =>
    fc.assert(
      fc.asyncProperty(anyScenario(2), async (scenario) => {
        const { trace } = simulate(scenario);
        const isRefused = scenario.parameters.proxyUpgrade === 'drop';
        const broken = rulesBroken(await conversationsOf(trace));
        const others = broken.filter((rule) => !(isRefused && rule.startsWith('ws/res-')));
        expect(others.filter((rule) => !ENDED_EARLY.has(rule))).toEqual([]);
      }),
      { numRuns: 80 },
    ));
});
