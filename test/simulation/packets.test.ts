import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCaptureReader } from '../../src/capture/packets/reader.ts';
import { capturePackets, segmentsOf, type Vantage } from '../../src/simulation/packets.ts';
import { DOWN } from '../../src/simulation/network.ts';
import type { Run } from '../../src/simulation/run.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import type { Connection, Direction } from '../../src/trace/trace.ts';
import { run } from './bytes.ts';
import { copiesIn, fileOf, LOSSY } from './lossy.ts';
import { anyScenario } from './scenarios.ts';

/** One line for each segment: when, which way, what, sequence, acknowledgement, length. */
const linesOf = (one: Run, vantage: Vantage, place = 0): string[] =>
  segmentsOf(one, place, vantage).map(
    ({ time, way, kind, sequence, acknowledged, start, end }) =>
      `${(time * 1000).toFixed(0)} ${way === 0 ? '>' : '<'} ${kind} ${sequence} ${acknowledged} ${end - start}`,
  );

const ONCE = { process: 'list', times: [1000], sseReplay: 'off', window: 2000 } as const;

describe('the packets of a connection', () => {
  test('as its client sees them: handshake, segments, and an ACK where nothing goes back', () => {
    expect(linesOf(run('streaming', ONCE), 'client')).toEqual([
      '0 > syn 0 0 0',
      '100 < syn-ack 0 1 0',
      '100 > ack 1 1 0',
      '100 > data 1 1 74',
      '200 < data 1 75 80',
      '240 > ack 75 81 0',
      '1050 < data 81 75 34',
      '1090 > ack 75 115 0',
    ]);
  });

  test('as its server sees them: the same, half a round trip to one side', () => {
    expect(linesOf(run('streaming', ONCE), 'server')).toEqual([
      '50 > syn 0 0 0',
      '50 < syn-ack 0 1 0',
      '150 > ack 1 1 0',
      '150 > data 1 1 74',
      '150 < data 1 75 80',
      '290 > ack 75 81 0',
      '1000 < data 81 75 34',
      '1140 > ack 75 115 0',
    ]);
  });

  test('end with FIN, ACK, FIN, ACK', () => {
    const one = run('websocket', { rate: 0, warm: 'on', window: 3000 }, [
      { kind: 'client-closes', at: 1000, amount: 0 },
    ]);
    expect(linesOf(one, 'server').slice(-6)).toEqual([
      '1050 > data 159 130 8',
      '1050 < data 130 167 4',
      '1050 < fin 134 167 0',
      '1150 > ack 167 135 0',
      '1150 > fin 167 135 0',
      '1150 < ack 135 168 0',
    ]);
  });

  test('are as many as were counted, with headers for each', () => {
    const one = run('streaming', { ...ONCE, ipHeaders: '40' });
    const { packets, bytes } = one.totals;
    expect(packets).toBe(segmentsOf(one, 0, 'client').length);
    expect(bytes['client-to-server']['tcp-ip']).toBe(5 * 40);
    expect(bytes['server-to-client']['tcp-ip']).toBe(3 * 40);
    const options = run('streaming', { ...ONCE, ipHeaders: '52' }).totals.bytes;
    expect(options['client-to-server']['tcp-ip']).toBe(5 * 52 + 8);
  });

  test('of a long write are cut at the MSS', () => {
    const one = run('websocket', { ...ONCE, payload: 3000, warm: 'on' });
    const lengths = segmentsOf(one, 0, 'client')
      .filter(({ kind, way }) => kind === 'data' && way === 1)
      .map(({ start, end }) => end - start);
    expect(lengths).toEqual([129, 1460, 1460, 84]);
  });

  test('are sent again when they are lost', () => {
    const one = run('websocket', { ...ONCE, warm: 'on', window: 4000 }, [
      { kind: 'packet-lost', at: 900, amount: 0 },
    ]);
    const sent = linesOf(one, 'server').filter((line) => line.includes('<'));
    expect(sent.slice(-2)).toEqual(['1000 < data 130 159 22', '2000 < retransmission 130 159 22']);
    expect(
      linesOf(one, 'client')
        .filter((line) => line.includes(' 130 '))
        .at(-1),
    ).toBe('2050 < retransmission 130 159 22');
    expect(one.totals.retransmissions).toBe(1);
  });

  test('with TLS cost a record for each write, and the handshake', () => {
    const plain = run('websocket', { ...ONCE, heartbeat: 0 });
    const secret = run('websocket', { ...ONCE, heartbeat: 0, tls: 'tls13' });
    const bytes = secret.totals.bytes;
    expect(bytes['client-to-server'].tls).toBe(1971 + 80 + 22);
    expect(bytes['server-to-client'].tls).toBe(841 + 2 * 22);
    expect(bytes['server-to-client'].payload).toBe(plain.totals.bytes['server-to-client'].payload);
  });
});

test('an end follows what waits for the link, however long', () => {
  // Six responses at once over 64 kbit/s: a server that closes after each has most of them waiting still.
  const one = run('polling', {
    ...ONCE,
    keepAliveIdle: 0,
    tabs: 7,
    bwDown: 64,
    pollInterval: 1000,
  });
  for (const place of one.trace.connections.keys()) {
    const own = segmentsOf(one, place, 'server').filter(({ way }) => way === DOWN);
    const fin = own.findIndex(({ kind }) => kind === 'fin');
    const data = own.findLastIndex(({ kind }) => kind === 'data');
    if (fin >= 0) expect(fin, `connection ${place}`).toBeGreaterThan(data);
  }
});

/** Whether all that was sent came, and to a side that had not ended the connection: else it is in no stream. */
function isHeard({ trace, connections, scenario }: Run, place: number): boolean {
  const { endings } = connections[place]!;
  return [...trace.connections[place]!.transfers].every(({ direction, arrived }) => {
    const reader = direction === 'client-to-server' ? 'server' : 'client';
    const ended = endings.find(({ by }) => by === reader)?.time ?? Infinity;
    return arrived! < scenario.parameters.window / 1000 && arrived! <= ended;
  });
}

describe('a packet that is lost', () => {
  test('is seen where it was sent, and its copy; where it was to arrive, the copy alone', () => {
    const one = run('websocket', { ...ONCE, warm: 'on', payload: 2000, window: 4000 }, [
      { kind: 'packet-lost', at: 900, amount: 0 },
    ]);
    const news = (vantage: Vantage): string[] =>
      linesOf(one, vantage).filter((line) => / < (data|retransmission) \d{3,} /.test(line));
    expect(news('server').slice(-3)).toEqual([
      '1000 < data 130 159 1460',
      '1000 < data 1590 159 544',
      '2000 < retransmission 130 159 1460',
    ]);
    // What is behind it comes first, though nobody reads it first.
    expect(news('client').slice(-2)).toEqual([
      '1050 < data 1590 159 544',
      '2050 < retransmission 130 159 1460',
    ]);
  });

  test('may be a SYN, which is one again', () => {
    const one = run('polling', { ...ONCE, rto: 500 }, [{ kind: 'silence', at: 0, amount: 300 }]);
    expect(linesOf(one, 'client').slice(0, 4)).toEqual([
      '0 > syn 0 0 0',
      '500 > syn 0 0 0',
      '600 < syn-ack 0 1 0',
      '600 > ack 1 1 0',
    ]);
    expect(linesOf(one, 'server')[0]).toBe('550 > syn 0 0 0');
  });

  test('a refused connection is a SYN and an RST', () => {
    const one = run('polling', { ...ONCE, keepAliveIdle: 0, window: 3000 }, [
      { kind: 'server-restart', at: 900, amount: 500 },
    ]);
    expect(linesOf(one, 'client', 1)).toEqual(['1000 > syn 0 0 0', '1100 < rst 0 1 0']);
    const down = run('polling', ONCE, [{ kind: 'server-restart', at: 0, amount: 500 }]);
    expect(linesOf(down, 'client')).toEqual(['0 > syn 0 0 0', '100 < rst 0 1 0']);
  });

  test.each(['polling', 'long-polling', 'streaming', 'websocket'] as const)(
    'on %s every copy is there, once, at the end that sent it',
    (transport) => {
      const one = run(transport, LOSSY);
      expect(one.totals.retransmissions).toBeGreaterThan(5);
      const again = (['client', 'server'] as const).map((vantage, way) =>
        copiesIn(one, vantage, way),
      );
      expect(again[0]! + again[1]!).toBe(one.totals.retransmissions);
    },
  );
});

/** Of each write: where it was sent, when it left; where it was read, when all before it was there too. */
function expectSameTimes(
  told: Connection,
  read: Connection,
  vantage: Vantage,
  begun: number,
): void {
  const own: Direction = vantage === 'client' ? 'client-to-server' : 'server-to-client';
  for (const { direction, start, end, time, arrived } of told.transfers) {
    if (start === end) continue;
    const found = [...read.transfers].find(
      (transfer) =>
        transfer.direction === direction &&
        (direction === own
          ? transfer.start <= start && start < transfer.end
          : transfer.start < end && end <= transfer.end),
    );
    expect(begun + found!.time!).toBeCloseTo(direction === own ? time! : arrived!, 5);
  }
}

describe('a run as a capture file', { timeout: 60_000 }, () => {
  test.each(['client', 'server'] as const)(
    'seen at the %s and opened again has the same streams, at the same times',
    (vantage) => {
      fc.assert(
        fc.property(anyScenario(0), (scenario) => {
          const one = simulate(scenario);
          const reader = createCaptureReader();
          reader.push(fileOf(one, vantage));
          const found = reader.finish().connections;
          const begun = capturePackets([one], vantage).next().value?.time ?? 0;
          const read = new Map(found.map((connection) => [connection.client, connection]));
          one.trace.connections.forEach(({ client, streams, transfers }, place) => {
            if (transfers.length === 0 || !isHeard(one, place)) return;
            expect(read.get(client)?.streams).toEqual(streams);
            expectSameTimes(one.trace.connections[place]!, read.get(client)!, vantage, begun);
          });
        }),
        { numRuns: 25, endOnFailure: true },
      );
    },
  );
});
