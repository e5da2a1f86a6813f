import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/simulation/engine.ts';
import { FORMULAS, formulaValue, type FormulaId } from '../../src/simulation/formulas/index.ts';
import { latencies, rank } from '../../src/simulation/latency.ts';
import { createNetwork, DOWN } from '../../src/simulation/network.ts';
import { INITIAL, PARAMETER_IDS, type Parameters } from '../../src/simulation/parameters.ts';
import type { Run } from '../../src/simulation/run.ts';
import { run } from './bytes.ts';

const HOUR = 3_600_000;

/** An hour on a warm connection, with nothing in between. */
const LONG: Partial<Parameters> = {
  window: HOUR,
  warm: 'on',
  heartbeat: 0,
  proxyIdle: 0,
  keepAliveIdle: HOUR,
};

const expected = (id: FormulaId, changes: Partial<Parameters>): number =>
  formulaValue(id, { ...INITIAL, ...changes })!;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Student's t for 19 degrees of freedom, 99.9 % on both sides. */
const T_19 = 3.88;
const BATCHES = 20;

/** Within 1 %, and within the confidence interval of the means of twenty batches. */
function expectNear(batches: readonly number[], value: number): void {
  const measured = mean(batches);
  const spread = Math.sqrt(
    batches.reduce((sum, batch) => sum + (batch - measured) ** 2, 0) / (batches.length - 1),
  );
  expect(Math.abs(measured / value - 1)).toBeLessThan(0.01);
  expect(Math.abs(measured - value)).toBeLessThanOrEqual(
    (T_19 * spread) / Math.sqrt(batches.length) + 1e-9,
  );
}

/** Means of a number of each delivered piece of news, over equal parts of the run. */
function batched(
  { news }: Run,
  value: (born: number, delivered: number, left: number) => number,
): number[] {
  const sums = Array.from({ length: BATCHES }, () => ({ sum: 0, count: 0 }));
  for (let i = 0; i < news.length; i++) {
    if (Number.isNaN(news.delivered[i]!)) continue;
    const batch = sums[Math.floor((i * BATCHES) / news.length)]!;
    batch.sum += value(news.born[i]!, news.delivered[i]!, news.left[i]!);
    batch.count++;
  }
  return sums.map(({ sum, count }) => sum / count);
}

const latencyBatches = (one: Run): number[] =>
  batched(one, (born, delivered) => (delivered - born) / 1000);

/** Twenty seeds, a number of each run. */
const seeded = (
  transport: 'polling' | 'long-polling',
  changes: Partial<Parameters>,
  value: (run: Run) => number,
): number[] =>
  Array.from({ length: BATCHES }, (_, seed) => value(run(transport, { ...changes, seed })));

describe('polling', { timeout: 60_000 }, () => {
  const cases: [name: string, changes: Partial<Parameters>][] = [
    ['each second', { pollInterval: 1000 }],
    ['each 10 s', { pollInterval: 10_000 }],
    ['each second, looked up on arrival', { snapshot: 'arrival', think: 200 }],
    ['a second after each answer', { pollMode: 'fixedDelay' }],
    [
      'a second after each answer, each on its own connection',
      { pollMode: 'fixedDelay', keepAliveIdle: 0 },
    ],
    [
      'each 100 ms, skipping while one is open',
      { pollMode: 'skip', pollInterval: 100, think: 150 },
    ],
  ];
  test.each(cases)('%s: delay as P1, P2 and P6 say', (_name, changes) => {
    const parameters = { ...LONG, rate: 12, ...changes };
    const one = run('polling', parameters);
    const sorted = latencies(one.news);
    expectNear(latencyBatches(one), expected('polling-latency-mean', parameters));
    const p95 = expected('polling-latency-p95', parameters);
    const max = expected('polling-latency-max', parameters);
    expect(Math.abs(rank(sorted, 0.95) / p95 - 1)).toBeLessThan(0.01);
    expect(sorted.at(-1)).toBeLessThanOrEqual(max);
    expect(sorted.at(-1)).toBeGreaterThan(0.99 * max);
    const center = expected('polling-latency-mean', parameters);
    expectNear(
      batched(one, (born, delivered) => ((delivered - born) / 1000 - center) ** 2),
      expected('polling-latency-variance', parameters),
    );
  });

  test.each(['off', 'on'] as const)(
    'faster than six connections can, warm %s: rate as E1 says, delay by the gaps that remain',
    (warm) => {
      const parameters = { ...LONG, rate: 12, pollInterval: 50, think: 500, warm } as const;
      const one = run('polling', { ...parameters, window: 1_800_000 });
      expectNear(latencyBatches(one), expected('polling-latency-mean', parameters));
      const rate = expected('polling-requests', parameters);
      expect(rate).toBe(10);
      expect(Math.abs(one.totals.requests / 1800 / rate - 1)).toBeLessThan(0.01);
      expect(one.totals.connections).toBe(6);
    },
  );

  const quick = { ...LONG, window: 450_000, up: 20, down: 20, pollInterval: 100 };
  test.each([2, 10])('of %i news in a second: empty, full and wasted as P3 and P4 say', (rate) => {
    const parameters = { ...quick, rate };
    const share = ({ totals }: Run): number => totals.emptyAnswers / totals.requests;
    expectNear(seeded('polling', parameters, share), expected('polling-empty-share', parameters));
    const perAnswer = ({ totals }: Run): number =>
      totals.news.delivered / (totals.requests - totals.emptyAnswers);
    expectNear(
      seeded('polling', parameters, perAnswer),
      expected('polling-events-per-answer', parameters),
    );
    const { totals } = run('polling', parameters);
    expect(totals.requests / 450).toBeCloseTo(expected('polling-requests', parameters), 9);
    expect(expected('polling-wasted', parameters)).toBeCloseTo(
      expected('polling-empty-share', parameters) * 10,
      12,
    );
  });

  test('of news at a steady pace: empty as P3′ says', () => {
    const parameters = { ...LONG, process: 'periodic', rate: 0.2, phase: 2500 } as const;
    const { totals } = run('polling', parameters);
    expect(expected('polling-empty-share', parameters)).toBeCloseTo(0.8, 12);
    expect(totals.emptyAnswers / totals.requests).toBeCloseTo(0.8, 12);
    expect(expected('polling-empty-share', { ...parameters, rate: 2 })).toBe(0);
  });

  test.each([10])('of %i news in a second: lost as P5 says', (rate) => {
    const parameters = { ...quick, rate, since: 'latestOnly' } as const;
    expectNear(
      seeded('polling', parameters, ({ totals }) => totals.news.lost / totals.news.created),
      expected('polling-lost-share', parameters),
    );
  });

  test('without keep-alive: connections open as C1 says', () => {
    const parameters = { ...LONG, warm: 'off', keepAliveIdle: 0, think: 30 } as const;
    const { totals } = run('polling', parameters);
    expect(totals.connectionSeconds / 3600).toBeCloseTo(
      expected('polling-connection-seconds', parameters),
      9,
    );
    expect(totals.connections).toBe(3600);
  });

  test('costs what B1 says', () => {
    const parameters = { ...quick, rate: 10, since: 'forgetOnWrite' } as const;
    const perSecond = ({ totals }: Run): number =>
      (totals.bytes['client-to-server']['http-head'] +
        totals.bytes['server-to-client']['http-head']) /
      450;
    expectNear(seeded('polling', parameters, perSecond), expected('polling-overhead', parameters));
  });
});

describe('long polling', { timeout: 60_000 }, () => {
  // the worked examples, a hundred times as fast: λg is 0.1, 0.5, 2 and 5
  test.each([
    [100, 1],
    [100, 5],
    [200, 10],
    [200, 25],
  ])(
    'of %i news in a second over %i ms: delay, answers and gaps as L1 to L3 and L5 say',
    (rate, rtt) => {
      const delays = { up: rtt / 2, down: rtt / 2, lpTimeout: 300 };
      const parameters = { ...LONG, window: 1_800_000, rate, ...delays };
      const one = run('long-polling', parameters);
      expectNear(latencyBatches(one), expected('long-polling-latency-mean', parameters));
      expectNear(
        batched(one, (born, _delivered, left) => (left > born ? 1 : 0)),
        expected('long-polling-gap-share', parameters),
      );
      const max = expected('long-polling-latency-max', parameters);
      expect(one.totals.latency!.max).toBeLessThanOrEqual(max);
      expect(one.totals.latency!.max).toBeGreaterThan(0.95 * max);
      const answers = expected('long-polling-answers', parameters);
      expect(Math.abs((one.totals.requests - 1) / 1800 / answers - 1)).toBeLessThan(0.01);
    },
  );

  test('with thinking on both sides: delay as L1 says', () => {
    const parameters = { ...LONG, rate: 5, think: 40, clientThink: 60 };
    expectNear(
      latencyBatches(run('long-polling', parameters)),
      expected('long-polling-latency-mean', parameters),
    );
  });

  // a hundred times as fast as the worked example: the same shares of many more exchanges
  test.each([2, 4])('of %i news in a second, held for 300 ms: empty as L4 says', (rate) => {
    const parameters = { ...LONG, window: 600_000, rate, up: 0.5, down: 0.5, lpTimeout: 300 };
    expectNear(
      seeded(
        'long-polling',
        parameters,
        ({ totals }) => totals.emptyAnswers / (totals.requests - 1),
      ),
      expected('long-polling-empty-share', parameters),
    );
  });

  test('costs what B1 says', () => {
    const parameters = { ...LONG, window: 900_000, rate: 5, since: 'forgetOnWrite' } as const;
    const perSecond = ({ totals }: Run): number =>
      (totals.bytes['client-to-server']['http-head'] +
        totals.bytes['server-to-client']['http-head']) /
      900;
    expectNear(
      seeded('long-polling', parameters, perSecond),
      expected('long-polling-overhead', parameters),
    );
  });
});

describe('streaming and WebSocket', () => {
  test.each(['streaming', 'websocket'] as const)('%s: one transit, as S1 says', (transport) => {
    const parameters = { ...LONG, window: 60_000, rate: 2, sseReplay: 'off' } as const;
    const { latency } = run(transport, parameters).totals;
    const value = expected(`${transport}-latency`, parameters);
    expect(latency).toMatchObject({ mean: value, p50: value, p95: value, max: value });
  });

  test.each(['streaming', 'websocket'] as const)('%s on a slow link: as S1 says', (transport) => {
    const parameters = {
      ...{ ...LONG, window: 60_000, process: 'periodic', rate: 1, phase: 500 },
      ...{ payload: 1000, bwDown: 64, sseReplay: 'off' },
    } as const satisfies Partial<Parameters>;
    const { latency } = run(transport, parameters).totals;
    expect(latency!.max).toBeCloseTo(expected(`${transport}-latency`, parameters), 3);
  });

  test.each(['off', 'tls13', 'tls13-resumed'] as const)(
    'first news from cold, tls %s: as S2 says',
    (tls) => {
      for (const transport of ['streaming', 'websocket'] as const) {
        const parameters = { tls, think: 20, rate: 0 } as const;
        const { trace } = run(transport, parameters);
        const first = [...trace.connections[0]!.transfers].find(
          ({ direction }) => direction === 'server-to-client',
        )!;
        expect(first.arrived! * 1000).toBeCloseTo(expected('stream-cold-start', parameters), 9);
      }
    },
  );

  test.each(['streaming', 'websocket'] as const)('%s: costs what B1 says', (transport) => {
    const parameters = { ...LONG, window: 60_000, process: 'periodic', rate: 5 } as const;
    const changes = { ...parameters, sseReplay: 'off' } as const;
    const { bytes } = run(transport, changes).totals;
    const down = bytes['server-to-client'];
    const framing = down['body-framing'] + down['sse-framing'] + down['ws-framing'];
    // news in the first round trip of the handshake is lost
    const delivered = down.payload / INITIAL.payload;
    expect(framing / delivered).toBeCloseTo(expected(`${transport}-overhead`, changes) / 5, 9);
  });

  test.each([50, 200])(
    'a proxy that gathers 4096 bytes of %i news in a second: as X1 says',
    (rate) => {
      const parameters = { ...LONG, rate, proxyBuffer: 4096, sseReplay: 'off' } as const;
      const one = run('streaming', parameters);
      const extra = batched(one, (born, delivered) => (delivered - born) / 1000 - INITIAL.down);
      expectNear(extra, expected('proxy-buffer-mean', parameters));
      const { born, delivered } = one.news;
      const firsts = [...born.keys()].filter((i) => i > 0 && delivered[i]! > delivered[i - 1]!);
      expect(firsts.length).toBeGreaterThan(1000);
      const extraOfFirsts = firsts.map((i) => (delivered[i]! - born[i]!) / 1000 - INITIAL.down);
      const first = expected('proxy-buffer-first', parameters);
      expect(Math.abs(mean(extraOfFirsts) / first - 1)).toBeLessThan(0.01);
      expect(expected('proxy-buffer-first', { ...parameters, rate: 1 })).toBe(120_000);
      expect(expected('proxy-buffer-mean', { ...parameters, rate: 1 })).toBe(60_000);
    },
  );

  test.each([
    ['timeout', 25_000, 20_000],
    ['next-tick', 30_000, 20_000],
  ] as const)(
    'a dead client, found by %s: after what H1 and H2 say',
    (heartbeatCheck, heartbeat, pongTimeout) => {
      const parameters = {
        heartbeat,
        pongTimeout,
        heartbeatCheck,
        up: 1,
        down: 1,
        rate: 0,
      } as const;
      const changes = { ...LONG, ...parameters, window: 200_000 };
      const found = Array.from({ length: 100 }, (_, i) => {
        const at = heartbeat + ((i + 0.5) * heartbeat) / 100;
        const { marks } = run('websocket', changes, [{ kind: 'silence', at, amount: HOUR }]);
        const missed = [...marks].find(({ kind }) => kind === 'pong-missed')!;
        return missed.time * 1000 - at;
      });
      const value = expected('dead-peer-mean', changes);
      expect(Math.abs(mean(found) / value - 1)).toBeLessThan(0.01);
      const [least, most] =
        heartbeatCheck === 'timeout'
          ? [pongTimeout, heartbeat + pongTimeout]
          : [heartbeat, 2 * heartbeat];
      expect(Math.min(...found)).toBeGreaterThanOrEqual(least);
      expect(Math.max(...found)).toBeLessThanOrEqual(most);
    },
  );

  test('heartbeats cost what H3 says', () => {
    const changes = { ...LONG, rate: 0, heartbeat: 10_000 };
    const ws = run('websocket', changes).totals.bytes;
    const sse = run('streaming', changes).totals.bytes;
    const frames = ws['client-to-server']['ws-framing'] + ws['server-to-client']['ws-framing'];
    const comments =
      sse['server-to-client']['body-framing'] + sse['server-to-client']['sse-framing'];
    // the last interval of the hour ends with it
    expect(frames / 3590).toBeCloseTo(expected('websocket-heartbeat', changes), 2);
    expect(comments / 3590).toBeCloseTo(expected('streaming-heartbeat', changes), 2);
  });

  test('connections are open all the time, as C1 says', () => {
    for (const transport of ['long-polling', 'streaming', 'websocket'] as const) {
      const { totals } = run(transport, LONG);
      expect(totals.connectionSeconds / 3600).toBe(expected('stream-connection-seconds', LONG));
    }
  });
});

test.each([0.01, 0.05, 0.1])('loss of %d: a lone packet is late as R1 says', (loss) => {
  const parameters = { ...INITIAL, loss, up: 0, down: 0, window: 1e9 };
  const network = createNetwork(createEngine(Infinity), parameters, []);
  const batches = Array.from({ length: BATCHES }, () => {
    let sum = 0;
    for (let i = 0; i < 150_000; i++) sum += network.carry(i, DOWN, 0, 1).arrived;
    return sum / 150_000 / 1000;
  });
  expectNear(batches, formulaValue('loss-delay', parameters)!);
});

test('the worked examples come out to the printed digit', () => {
  const p = (id: FormulaId, changes: Partial<Parameters>) => expected(id, changes);
  expect(p('polling-latency-mean', {})).toBe(550);
  expect(p('polling-latency-mean', { pollInterval: 10_000 })).toBe(5050);
  expect(p('polling-latency-p95', {})).toBe(1000);
  expect(p('polling-latency-max', {})).toBe(1050);
  expect(p('polling-empty-share', {}).toFixed(4)).toBe('0.8187');
  expect(p('polling-empty-share', { rate: 1 }).toFixed(4)).toBe('0.3679');
  const latest = { since: 'latestOnly' } as const;
  expect(p('polling-lost-share', { ...latest, rate: 1 }).toFixed(4)).toBe('0.3679');
  expect(p('polling-lost-share', { ...latest, rate: 5 }).toFixed(4)).toBe('0.8013');
  expect(p('polling-latency-mean', { pollMode: 'fixedDelay' })).toBe(600);
  const l1 = [0.01, 0.2, 1, 5, 20, 50].map((rate) => p('long-polling-latency-mean', { rate }));
  expect(l1.map((value) => value.toFixed(2))).toEqual([
    '50.19',
    '51.00',
    '54.98',
    '72.59',
    '96.83',
    '99.93',
  ]);
  const l3 = [0.2, 1, 5, 50].map((rate) => p('long-polling-answers', { rate }));
  expect(l3.map((value) => Number(value.toPrecision(4)))).toEqual([0.2004, 0.9952, 4.519, 9.987]);
  expect(p('long-polling-latency-max', {})).toBe(150);
  expect(p('long-polling-empty-share', { rate: 0.02 }).toFixed(4)).toBe('0.5477');
  expect(p('long-polling-empty-share', { rate: 0.1 }).toFixed(4)).toBe('0.0493');
  expect(p('long-polling-gap-share', { rate: 1 }).toFixed(4)).toBe('0.0995');
  expect(p('long-polling-gap-share', { rate: 5 }).toFixed(3)).toBe('0.452');
  expect(p('stream-cold-start', {})).toBe(200);
  expect(p('stream-cold-start', { tls: 'tls13' })).toBe(300);
  expect(p('dead-peer-mean', {})).toBe(32_500);
  expect(p('dead-peer-mean', { heartbeat: 30_000, heartbeatCheck: 'next-tick' })).toBe(45_000);
  const r1 = [0.01, 0.05, 0.1].map((loss) => p('loss-delay', { loss }));
  expect(r1.map((value) => value.toFixed(1))).toEqual(['10.2', '55.6', '125.0']);
});

test('each formula names inputs that are parameters, and needs no other to be a number', () => {
  for (const [id, { inputs, lanes }] of Object.entries(FORMULAS)) {
    expect(lanes.length, id).toBeGreaterThan(0);
    for (const input of inputs) expect(PARAMETER_IDS, id).toContain(input);
  }
});
