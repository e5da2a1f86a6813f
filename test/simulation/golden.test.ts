import { describe, expect, test } from 'vitest';
import type { Parameters } from '../../src/simulation/parameters.ts';
import { scenarioOf } from '../../src/simulation/scenario.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import type { Transport } from '../../src/simulation/transport.ts';
import { bytesIn } from './bytes.ts';

/** Scenario G1: news at 2.5, 7.5 … 57.5 s, a minute, 50 ms each way, a warm connection, least heads. */
const G1: Partial<Parameters> = {
  window: 60_000,
  process: 'periodic',
  rate: 0.2,
  phase: 2500,
  warm: 'on',
  sseReplay: 'off',
  heartbeat: 0,
  proxyIdle: 0,
};

interface Row {
  readonly name: string;
  readonly transport: Transport;
  readonly changes: Partial<Parameters>;
  readonly requests: number;
  readonly empty: number;
  readonly up: number;
  readonly down: number;
  readonly delivered: number;
  readonly mean: number;
}

const row = (
  name: string,
  transport: Transport,
  changes: Partial<Parameters>,
  [requests, empty, up, down, delivered, mean]: readonly [
    number,
    number,
    number,
    number,
    number,
    number,
  ],
): Row => ({ name, transport, changes, requests, empty, up, down, delivered, mean });

const ROWS: readonly Row[] = [
  row('polling each second', 'polling', { pollInterval: 1000 }, [60, 48, 3191, 2004, 12, 600]),
  row('polling each 10 s', 'polling', { pollInterval: 10_000 }, [6, 1, 318, 422, 10, 5100]),
  row('long polling for 30 s', 'long-polling', {}, [13, 0, 692, 708, 12, 50]),
  row('long polling for 3 s', 'long-polling', { lpTimeout: 3000 }, [24, 11, 1277, 1005, 12, 50]),
  row('server-sent events', 'streaming', {}, [1, 0, 74, 488, 12, 50]),
  row('WebSocket', 'websocket', {}, [1, 0, 158, 393, 12, 50]),
];

describe('the golden scenario G1', () => {
  test.each(ROWS)('$name', ({ transport, changes, requests, empty, up, down, delivered, mean }) => {
    const run = simulate(scenarioOf(transport, { ...G1, ...changes }));
    const { totals } = run;
    expect({
      requests: totals.requests,
      empty: totals.emptyAnswers,
      up: bytesIn(run.trace, 'client-to-server'),
      down: bytesIn(run.trace, 'server-to-client'),
      delivered: totals.news.delivered,
      mean: totals.latency?.mean,
      lost: totals.news.lost,
      connections: totals.connections,
    }).toEqual({ requests, empty, up, down, delivered, mean, lost: 0, connections: 1 });
  });
});
