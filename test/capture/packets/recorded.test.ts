import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CaptureResult } from '../../../src/capture/packets/reader.ts';
import { DIRECTIONS, type Connection } from '../../../src/trace/trace.ts';
import { readFile } from './files.ts';
import { hasTool, mayCapture, run, startCapture } from './tools.ts';
import { createTraffic, LAST_WORD, type Seen } from './traffic.ts';

/** Ways of recording the same packets. */
const WAYS: Readonly<Record<string, readonly string[]>> = {
  'on lo': ['-i', 'lo'],
  'on lo, in nanoseconds': ['-i', 'lo', '--time-stamp-precision=nano'],
  'on any': ['-i', 'any'],
  'on any, as Linux cooked 1': ['-i', 'any', '-y', 'LINUX_SLL'],
};

/** Milliseconds, on a busy machine. */
const PATIENCE = 120_000;

const CUT = 'on lo, cut after 96 bytes';

const allowed = await mayCapture();
const why = allowed ? '' : ' (skipped: tcpdump is missing, or may not capture here)';

describe.skipIf(!allowed)(`traffic recorded with tcpdump${why}`, { timeout: PATIENCE }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'capture-'));
  const fileOf = (way: string) => join(folder, `${way.replaceAll(/\W+/g, '-')}.pcap`);
  let seen: Seen[] = [];

  beforeAll(async () => {
    const traffic = await createTraffic();
    const filter = ['tcp', 'port', String(traffic.port)];
    const ways = { ...WAYS, [CUT]: ['-i', 'lo', '-s', '96'] };
    const stops = await Promise.all(
      Object.entries(ways).map(([way, args]) =>
        startCapture([...args, '-B', '16384', '-w', fileOf(way), ...filter]),
      ),
    );
    seen = await traffic.talk();
    await traffic.mark();
    await vi.waitUntil(() => Object.keys(ways).every((way) => isRecorded(fileOf(way))), {
      timeout: PATIENCE,
      interval: 100,
    });
    for (const stop of stops) await stop?.();
    traffic.close();
  }, PATIENCE);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Holds every connection against what the relay saw of it. */
  function expectSeen({ connections, notes }: CaptureResult): void {
    expect(notes.filter(({ id }) => id !== 'input/gzip' && id !== 'input/pcap-variant')).toEqual(
      [],
    );
    // One more said the last word.
    expect(connections).toHaveLength(seen.length + 1);
    for (const { client, asked, answered } of seen) {
      const connection = connections.find((each) => each.client === client);
      expect(connection).toMatchObject({ clientKnown: true, begun: true, gaps: [] });
      expectBytes(connection!.streams['client-to-server'], asked);
      expectBytes(connection!.streams['server-to-client'], answered);
      expectTiled(connection!);
    }
    expect(connections.map(({ end }) => end)).toContain('fin');
    expect(connections.map(({ end }) => end)).toContain('rst');
  }

  test.each(Object.keys(WAYS))('%s has the bytes that the ends saw', (way) => {
    const file = readFileSync(fileOf(way));
    expectSeen(readFile([file]));
    expectSeen(readFile([gzipSync(file)]));
  });

  test('is the same in pieces of any size', () => {
    const file = readFileSync(fileOf('on lo'));
    for (const size of [7, 1000, 65_536]) {
      const pieces = Array.from({ length: Math.ceil(file.length / size) }, (_, i) =>
        file.subarray(i * size, (i + 1) * size),
      );
      expectSeen(readFile(pieces));
    }
  });

  test('cut to their headers has every byte that was kept in its place', () => {
    const { connections, notes } = readFile([readFileSync(fileOf(CUT))]);
    expect(notes.map(({ id }) => id)).toEqual(['input/packets-cut', 'input/bytes-missing']);
    for (const { client, asked } of seen) {
      const connection = connections.find((each) => each.client === client)!;
      const expected = Buffer.concat(asked);
      for (const { direction, start, end } of connection.gaps) {
        if (direction === 'client-to-server') expected.fill(0, start, end);
      }
      expectBytes(connection.streams['client-to-server'], [expected]);
    }
  });

  test.skipIf(!hasTool('editcap')).each(['pcap', 'pcapng', 'nsecpcap', 'modpcap'])(
    'and converted to %s has the same bytes',
    (format) => {
      const file = join(folder, `converted.${format}`);
      run('editcap', ['-F', format, fileOf('on lo, in nanoseconds'), file]);
      expectSeen(readFile([readFileSync(file)]));
    },
  );

  test.skipIf(!hasTool('tshark'))('has the streams that Wireshark follows', () => {
    const { connections } = readFile([readFileSync(fileOf('on lo'))]);
    for (const { id, streams } of connections) {
      const followed = follow(fileOf('on lo'), id);
      expectBytes(streams['client-to-server'], [followed.asked]);
      expectBytes(streams['server-to-client'], [followed.answered]);
    }
  });
});

/** Whether tcpdump has written the last word: it reads behind. */
const isRecorded = (file: string): boolean => readFileSync(file).includes(LAST_WORD);

/** Of typed arrays so long that a difference takes long to print. */
function expectBytes(bytes: Uint8Array, expected: readonly Buffer[]): void {
  const whole = Buffer.concat(expected);
  expect(bytes.length).toBe(whole.length);
  expect(Buffer.compare(bytes, whole)).toBe(0);
}

function expectTiled({ streams, transfers }: Connection): void {
  const ends = { 'client-to-server': 0, 'server-to-client': 0 };
  let last = 0;
  for (const { direction, start, end, time } of transfers) {
    expect(start).toBe(ends[direction]);
    expect(time).toBeGreaterThanOrEqual(last);
    last = time!;
    ends[direction] = end;
  }
  for (const direction of DIRECTIONS) expect(ends[direction]).toBe(streams[direction].length);
}

/** What Wireshark prints of a stream: a line of hex for each run, indented where the server sent it. */
function follow(file: string, stream: number): { asked: Buffer; answered: Buffer } {
  const lines = run('tshark', ['-r', file, '-q', '-z', `follow,tcp,raw,${stream}`]).split('\n');
  const runs = (pattern: RegExp) =>
    Buffer.from(lines.flatMap((line) => pattern.exec(line)?.[1] ?? []).join(''), 'hex');
  return { asked: runs(/^([0-9a-f]+)$/), answered: runs(/^\t([0-9a-f]+)$/) };
}
