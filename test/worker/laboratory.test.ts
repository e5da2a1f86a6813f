import * as Comlink from 'comlink';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCaptureReader } from '../../src/capture/packets/reader.ts';
import { scenarioOf } from '../../src/simulation/scenario.ts';
import { createRun } from '../../src/simulation/simulate.ts';
import { TRANSPORTS, type Transport } from '../../src/simulation/transport.ts';
import { transfersFrom } from '../../src/trace/transfers.ts';
import type { Laboratory, LaneRequest, LaneResult } from '../../src/worker/laboratory-api.ts';
import { connectLaboratory } from '../../src/worker/laboratory-connect.ts';
import { createLaboratory } from '../../src/worker/laboratory.ts';
import { never, pause } from './sessions.ts';

function overChannel(): Laboratory {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => {
    port1.close();
    port2.close();
  });
  Comlink.expose(createLaboratory(pause), port2);
  return connectLaboratory(port1);
}

const lane = (transport: Transport, changes = {}): LaneRequest => ({
  id: transport,
  scenario: scenarioOf(transport, { rate: 1, window: 10_000, upstreamRate: 0.3, ...changes }),
});
const LANES = TRANSPORTS.map((transport) => lane(transport));

const run = (laboratory: Laboratory, lanes: readonly LaneRequest[] = LANES) =>
  laboratory.run(lanes, never(), () => {});

/** Every arrow of a lane. */
const arrowsOf = ({ id, connections }: LaneResult) =>
  connections.flatMap((connection) =>
    [...transfersFrom(connection.transfers)].map((_, transfer) => ({
      lane: id,
      connection: connection.id,
      transfer,
    })),
  );

describe.each([
  ['called directly', () => createLaboratory(pause)],
  ['behind a channel', overChannel],
])('a laboratory %s', (_, create) => {
  it('gives for each lane what the simulation gives', async () => {
    const results = await run(create());
    for (const [i, result] of results.entries()) {
      const steps = createRun(LANES[i]!.scenario);
      while (steps.step(1000));
      const alone = steps.finish();
      expect(result.totals).toEqual(alone.totals);
      expect(result.news).toEqual(alone.news);
      expect(result.connections.map(({ transfers }) => transfers)).toEqual(
        alone.trace.connections.map(({ transfers }) => transfers.columns),
      );
      const told = result.delays.reduce((sum, n) => sum + n, 0);
      expect(told).toBe(alone.totals.news.delivered);
    }
  });

  it('opens every arrow down to its bytes, and finds nothing wrong in them', async () => {
    const laboratory = create();
    for (const result of await run(laboratory)) {
      for (const arrow of arrowsOf(result)) {
        const { rows, detail, sent } = await laboratory.arrow(arrow);
        expect(rows.length, JSON.stringify(arrow)).toBeGreaterThan(0);
        expect(detail?.row).toEqual(rows[0]);
        expect(detail?.annotation.violations).toEqual([]);
        expect(sent).not.toBeNull();
        const last = rows.at(-1)!;
        const again = await laboratory.annotate(arrow.lane, arrow.connection, last.row);
        expect(again.row).toEqual(last);
      }
    }
  });

  it.each(['client', 'server'] as const)(
    'writes a capture file made at the %s, in which every lane has its bytes',
    async (vantage) => {
      const laboratory = create();
      const results = await run(laboratory);
      const file = await laboratory.pcapng(TRANSPORTS, vantage, null);
      const reader = createCaptureReader();
      reader.push(new Uint8Array(await file.arrayBuffer()));
      const { connections, notes } = reader.finish();
      expect(notes).toEqual([]);
      const count = results.reduce((sum, { connections }) => sum + connections.length, 0);
      expect(connections).toHaveLength(count);
      const [only] = results;
      const one = await laboratory.pcapng([only!.id], vantage, only!.connections[0]!.id);
      expect(one.size).toBeLessThan(file.size);
    },
  );

  it('writes the news as a table and as JSON', async () => {
    const laboratory = create();
    const results = await run(laboratory);
    const created = results.reduce((sum, { totals }) => sum + totals.news.created, 0);
    const lines = (await (await laboratory.csv()).text()).trimEnd().split('\r\n');
    expect(lines).toHaveLength(created + 1);
    const json = JSON.parse(await (await laboratory.json()).text()) as {
      lanes: { id: string; totals: unknown; news: unknown[] }[];
    };
    expect(json.lanes.map(({ id }) => id)).toEqual(TRANSPORTS);
    json.lanes.forEach(({ totals, news }, i) => {
      expect(totals).toEqual(results[i]!.totals);
      expect(news).toHaveLength(results[i]!.news.length);
    });
  });

  it('gives up a run that is cancelled, and one that a later run supersedes', async () => {
    const laboratory = create();
    const long = [lane('polling', { window: 3_600_000, rate: 100, pollInterval: 50 })];
    const cancelling = new AbortController();
    const cancelled = laboratory.run(long, cancelling.signal, () => cancelling.abort());
    await expect(cancelled).rejects.toHaveProperty('name', 'AbortError');
    const superseded = laboratory.run(long, never(), () => {});
    const later = run(laboratory);
    await expect(superseded).rejects.toHaveProperty('name', 'AbortError');
    expect(await later).toHaveLength(TRANSPORTS.length);
  });

  it('refuses an arrow that is not there', async () => {
    const laboratory = create();
    await run(laboratory, [lane('websocket')]);
    const nowhere = { lane: 'polling', connection: 0, transfer: 0 };
    await expect(laboratory.arrow(nowhere)).rejects.toHaveProperty('name', 'RangeError');
    const beyond = { lane: 'websocket', connection: 0, transfer: 1_000_000 };
    await expect(laboratory.arrow(beyond)).rejects.toHaveProperty('name', 'RangeError');
  });
});
