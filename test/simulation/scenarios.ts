import * as fc from 'fast-check';
import type { Failure } from '../../src/simulation/failures.ts';
import type { Parameters } from '../../src/simulation/parameters.ts';
import { scenarioOf, type Scenario } from '../../src/simulation/scenario.ts';
import { TRANSPORTS } from '../../src/simulation/transport.ts';

const milliseconds = (max: number) => fc.integer({ min: 0, max });

/** Parameters of all sorts, small enough that a run is short. */
export const anyParameters: fc.Arbitrary<Partial<Parameters>> = fc.record(
  {
    window: fc.integer({ min: 1000, max: 20_000 }),
    seed: fc.nat(),
    tabs: fc.constantFrom(1, 1, 2, 7),
    warm: fc.constantFrom('off', 'on'),
    up: milliseconds(300),
    down: milliseconds(300),
    jitter: fc.constantFrom(0, 0, 40, 300),
    bwUp: fc.constantFrom(0, 0, 64, 1000),
    bwDown: fc.constantFrom(0, 0, 64, 1000),
    loss: fc.constantFrom(0, 0, 0.05, 0.3),
    rto: fc.integer({ min: 200, max: 3000 }),
    mss: fc.constantFrom(536, 1460),
    process: fc.constantFrom('poisson', 'periodic', 'burst'),
    rate: fc.constantFrom(0, 0.2, 1, 5, 30),
    phase: milliseconds(2000),
    burstEvery: fc.integer({ min: 100, max: 5000 }),
    payload: fc.constantFrom(0, 1, 20, 40, 125, 126, 2000),
    upstreamRate: fc.constantFrom(0, 0, 1, 5),
    think: fc.constantFrom(0, 0, 30, 400),
    snapshot: fc.constantFrom('reply', 'arrival'),
    since: fc.constantFrom('cursor', 'latestOnly', 'forgetOnWrite'),
    batch: fc.constantFrom('joined', 'json-array'),
    keepAliveIdle: fc.constantFrom(0, 300, 5000, 75_000),
    pollInterval: fc.constantFrom(50, 300, 1000, 5000),
    pollMode: fc.constantFrom('fixedRate', 'fixedDelay', 'skip'),
    lpTimeout: fc.constantFrom(100, 1000, 30_000),
    clientThink: fc.constantFrom(0, 200),
    streamFormat: fc.constantFrom('sse', 'ndjson'),
    sseRetry: fc.constantFrom(0, 500, 3000),
    sseReplay: fc.constantFrom('on', 'off'),
    heartbeat: fc.constantFrom(0, 500, 2000),
    pongTimeout: fc.constantFrom(1000, 5000),
    heartbeatCheck: fc.constantFrom('timeout', 'next-tick'),
    wsReplay: fc.constantFrom('off', 'on'),
    permessageDeflate: fc.constantFrom('off', 'takeover', 'no-takeover'),
    closeAnswer: fc.constantFrom('on', 'off', 'without-fin'),
    slowReader: fc.constantFrom('queue', 'keepLatest', 'coalesce', 'close'),
    highWater: fc.constantFrom(0, 500, 65_536),
    proxyBuffer: fc.constantFrom(0, 0, 256, 4096),
    proxyIdle: fc.constantFrom(0, 500, 3000, 60_000),
    proxyUpgrade: fc.constantFrom('pass', 'pass', 'drop'),
    headers: fc.constantFrom('minimal', 'chrome-http', 'chrome-https', 'lubbers-2009', 'custom'),
    date: fc.constantFrom('off', 'on'),
    customRequest: fc.integer({ min: 0, max: 1000 }),
    customResponse: fc.integer({ min: 0, max: 1000 }),
    tls: fc.constantFrom('off', 'tls13', 'tls13-resumed'),
    ipHeaders: fc.constantFrom('off', '40', '52', '72'),
  },
  { requiredKeys: [] },
);

const at = milliseconds(20_000);
const amount = fc.constantFrom(0, 500, 5000);

export const anyFailure: fc.Arbitrary<Failure> = fc.oneof(
  fc.record({ kind: fc.constantFrom('cut', 'silence', 'server-restart'), at, amount }),
  fc.record({
    kind: fc.constantFrom('idle-timer', 'buffering-proxy'),
    at,
    amount: fc.constant(500),
  }),
  fc.record({ kind: fc.constant('tabs'), at, amount: fc.constant(7) }),
  fc.record({
    kind: fc.constantFrom('packet-lost', 'client-closes', 'server-closes'),
    at,
    amount: fc.constant(0),
  }),
);

export const anyTransport = fc.constantFrom(...TRANSPORTS);

/** One lane with anything set and, where asked for, anything failing. */
export const anyScenario = (failures: number): fc.Arbitrary<Scenario> =>
  fc
    .tuple(anyTransport, anyParameters, fc.array(anyFailure, { maxLength: failures }))
    .map(([transport, parameters, list]) => scenarioOf(transport, parameters, list));
