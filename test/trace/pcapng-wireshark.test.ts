import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { concat, hexOf } from '../../src/codec/bytes.ts';
import { writePcapng } from '../../src/trace/pcapng/write-pcapng.ts';
import type { Connection } from '../../src/trace/trace.ts';
import { REQUEST, RESPONSE } from '../vectors/handshake.ts';
import { hasTool, run } from '../capture/packets/tools.ts';
import { capturedConnection } from './connections.ts';
import { connectionOf } from './hand-made.ts';
import { fromClient, fromServer, utf8 } from './wire.ts';

const there = hasTool('tshark');
const why = there ? '' : ' (skipped: tshark is missing)';

/** Bytes of no protocol would be malformed in any that Wireshark takes them for. */
const TCP_ONLY = ['-d', 'tcp.port==1-65535,data'];
const CHECKED = ['-o', 'tcp.check_checksum:TRUE', '-o', 'ip.check_checksum:TRUE'];
/** Milliseconds: each run of tshark takes half a second, more on a busy machine. */
const PATIENCE = 120_000;
const WARNING = '0x00600000';

describe.skipIf(!there)(`Wireshark opens what is written${why}`, { timeout: PATIENCE }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'written-'));
  const file = join(folder, 'written.pcapng');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const write = (connections: readonly Connection[], comment?: string) =>
    writeFileSync(
      file,
      concat([...writePcapng(connections, comment === undefined ? {} : { comment })]),
    );

  /** The lines that tshark prints of the file. */
  const lines = (...args: string[]): string[] =>
    run('tshark', ['-r', file, ...CHECKED, ...args])
      .split('\n')
      .filter((line) => line !== '');

  function expectNoComplaint(...args: string[]): void {
    // That a connection was reset is a warning too, and true.
    const complaint = `(_ws.malformed || _ws.expert.severity >= ${WARNING}) && tcp.flags.reset == 0`;
    expect(lines(...args, '-Y', complaint)).toEqual([]);
    const status = lines(...args, '-T', 'fields', '-e', 'tcp.checksum.status', '-e', 'ip.version');
    expect(status.length).toBeGreaterThan(0);
    for (const line of status) expect(line).toMatch(/^1\t/);
    const header = lines(...args, '-Y', 'ip', '-T', 'fields', '-e', 'ip.checksum.status');
    for (const line of header) expect(line).toBe('1');
  }

  test('without a complaint, of any connections, and finds the same bytes', () => {
    const sample = fc.sample(capturedConnection, { numRuns: 40, seed: 7 });
    const whole = sample
      .filter(({ gaps, client, server }) => gaps.length === 0 && client !== server)
      .map((connection, id) => ({ ...connection, id }));
    expect(whole.length).toBeGreaterThan(5);
    write(whole);
    expectNoComplaint(...TCP_ONLY);
    const fields = ['tcp.stream', 'tcp.srcport', 'tcp.payload'].flatMap((name) => ['-e', name]);
    const rows = lines(...TCP_ONLY, '-T', 'fields', ...fields).map((row) => row.split('\t'));
    const sent = (client: string | null, stream: number) =>
      rows.filter(([of, port]) => of === `${stream}` && client!.endsWith(`:${port}`));
    for (const { id, streams, client } of whole) {
      const payloads = sent(client, id).map(([, , payload]) => payload);
      expect(payloads.join('')).toBe(hexOf(streams['client-to-server']));
    }
  });

  test('of a WebSocket as HTTP and WebSocket, and says what the file says of itself', () => {
    const long = fromServer(new Uint8Array(200_000));
    const connection = connectionOf(
      [
        ['>', utf8(REQUEST)],
        ['<', utf8(RESPONSE)],
        ['>', fromClient('Hello')],
        ['<', long],
        ['>', fromClient('', { opcode: 8 })],
        ['<', fromServer('', { opcode: 8 })],
      ],
      { times: [0, 0.1, 0.2, 0.3, 0.4, 0.5], end: 'fin' },
    );
    write([connection], 'made by hand');
    expectNoComplaint();
    const texts = ['-Y', 'websocket.opcode == 1', '-T', 'fields', '-e', 'websocket.payload.text'];
    expect(lines('-Y', 'websocket').length).toBe(4);
    expect(lines(...texts)).toEqual(['Hello']);
    expect(run('capinfos', ['-k', file])).toContain('made by hand');
  });

  test.each(['fin', 'rst', 'none'] as const)(
    'that ends with %s, without times and with long bytes',
    (end) => {
      const bytes = new Uint8Array(500_000);
      write([
        connectionOf(
          [
            ['<', bytes],
            ['>', bytes],
            ['<', bytes],
          ],
          { end },
        ),
      ]);
      expectNoComplaint(...TCP_ONLY);
    },
  );

  test('that was open already', () => {
    const turns = [
      ['<', new Uint8Array(500_000)],
      ['>', utf8('x')],
    ] as const;
    write([{ ...connectionOf(turns), begun: false }]);
    expectNoComplaint(...TCP_ONLY);
  });
});
