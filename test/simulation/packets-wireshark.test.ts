import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Vantage } from '../../src/simulation/packets.ts';
import type { Run } from '../../src/simulation/run.ts';
import { scenariosOf, setupOf } from '../../src/simulation/setup.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { TRANSPORTS } from '../../src/simulation/transport.ts';
import { hasTool, run as runTool } from '../capture/packets/tools.ts';
import { run } from './bytes.ts';
import { copiesIn, fileOf, LOSSY } from './lossy.ts';
import { conversationsOf } from './read.ts';

const FIELDS = [
  ...['_ws.malformed', '_ws.expert.severity', 'tcp.checksum.status', 'ip.checksum.status'],
  ...['http.request.method', 'websocket.opcode', 'tcp.srcport', 'tcp.analysis.retransmission'],
] as const;

const CHECKED = ['-o', 'tcp.check_checksum:TRUE', '-o', 'ip.check_checksum:TRUE'];
const WARNING = 0x600000;
const SERVER_PORT = '80';

type Row = Readonly<Record<(typeof FIELDS)[number], readonly string[]>>;

const there = hasTool('tshark');
const why = there ? '' : ' (skipped: tshark is missing)';

describe.skipIf(!there)(`in Wireshark${why}`, { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'simulated-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What Wireshark says of each packet. */
  function read(one: Run, vantage: Vantage): Row[] {
    const file = join(folder, 'run.pcapng');
    writeFileSync(file, fileOf(one, vantage));
    const fields = FIELDS.flatMap((name) => ['-e', name]);
    return runTool('tshark', ['-r', file, ...CHECKED, '-T', 'fields', ...fields])
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const cells = line.split('\t').map((cell) => (cell === '' ? [] : cell.split(',')));
        return Object.fromEntries(
          FIELDS.map((name, i) => [name, cells[i] ?? []]),
        ) as unknown as Row;
      });
  }

  const column = (rows: readonly Row[], name: keyof Row) => rows.flatMap((row) => row[name]);

  function expectSound(rows: readonly Row[]): void {
    expect(column(rows, '_ws.malformed')).toEqual([]);
    expect(new Set(column(rows, 'tcp.checksum.status'))).toEqual(new Set(['1']));
    expect(new Set(column(rows, 'ip.checksum.status'))).toEqual(new Set(['1']));
  }

  const lanes = (['chat', 'llm-tokens', 'mobile'] as const).flatMap((id) =>
    scenariosOf(setupOf(id)).flatMap((scenario) =>
      (['client', 'server'] as const).map((vantage) => ({
        ...{ id, vantage, scenario },
        lane: scenario.transport,
      })),
    ),
  );
  test.each(lanes)(
    '$id, $lane, at the $vantage: no complaint, and the same requests and frames',
    async ({ scenario, vantage }) => {
      const one = simulate({ ...scenario, parameters: { ...scenario.parameters, loss: 0 } });
      const rows = read(one, vantage);
      expectSound(rows);
      const severities = column(rows, '_ws.expert.severity').map(Number);
      expect(severities.filter((severity) => severity >= WARNING)).toEqual([]);
      expect(column(rows, 'http.request.method')).toHaveLength(one.totals.requests);
      const conversations = await conversationsOf(one.trace);
      const frames = conversations.reduce(
        (sum, { sides }) =>
          sum + sides['client-to-server'].frames.length + sides['server-to-client'].frames.length,
        0,
      );
      expect(column(rows, 'websocket.opcode')).toHaveLength(frames);
    },
  );

  // On a connection that was open already: where a handshake loses a packet, Wireshark takes the round trip for
  // long, and later copies for packets out of order.
  test.each(TRANSPORTS)('%s: it finds every packet that was sent again, and no other', (lane) => {
    const upstreamRate = lane === 'websocket' ? 0.3 : 0;
    const one = run(lane, { ...LOSSY, upstreamRate, pollMode: 'skip' });
    expect(one.totals.connections).toBe(1);
    const found = (['client', 'server'] as const).map((vantage, way) => {
      const rows = read(one, vantage);
      expectSound(rows);
      const again = rows.filter(
        (row) =>
          row['tcp.analysis.retransmission'].length > 0 &&
          (row['tcp.srcport'][0] === SERVER_PORT) === (way === 1),
      );
      expect(again).toHaveLength(copiesIn(one, vantage, way));
      return again.length;
    });
    expect(found[0]! + found[1]!).toBe(one.totals.retransmissions);
  });
});
