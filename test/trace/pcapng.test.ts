import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCaptureReader } from '../../src/capture/packets/reader.ts';
import { encodeTcpPacket } from '../../src/trace/pcapng/tcp-packet.ts';
import { parseIpv6 } from '../../src/trace/pcapng/endpoints.ts';
import { writePcapng } from '../../src/trace/pcapng/write-pcapng.ts';
import { concat, hexOf } from '../../src/codec/bytes.ts';
import type { Connection } from '../../src/trace/trace.ts';
import { capturedConnection } from './connections.ts';
import { connectionOf } from './hand-made.ts';
import { utf8 } from './wire.ts';

/** Written and opened again. */
function again(connections: readonly Connection[], comment?: string) {
  const reader = createCaptureReader();
  const options = comment === undefined ? {} : { comment };
  for (const piece of writePcapng(connections, options)) reader.push(piece);
  return reader.finish();
}

const plain = ({ transfers, streams, gaps, ...rest }: Connection) => ({
  ...rest,
  transfers: [...transfers],
  sent: hexOf(streams['client-to-server']),
  answered: hexOf(streams['server-to-client']),
  gaps,
});

test('what is written as pcapng and opened again is the same connection', () =>
  fc.assert(
    fc.property(capturedConnection, (connection) => {
      const { connections, kind } = again([connection]);
      expect(kind).toBe('pcapng');
      const [{ clientKnown, ...read }] = connections as [(typeof connections)[0]];
      expect(clientKnown).toBe(true);
      expect(plain(read)).toEqual(plain(connection));
    }),
    { numRuns: 200 },
  ));

test('so are several at once, told apart by their ends', () =>
  fc.assert(
    fc.property(
      fc.uniqueArray(capturedConnection, {
        minLength: 2,
        maxLength: 5,
        selector: ({ client, server }) => [client, server].toSorted().join(),
      }),
      (list) => {
        const numbered = list.map((connection, id) => ({ ...connection, id }));
        const { connections } = again(numbered);
        expect(connections.map(({ clientKnown: _, ...read }) => plain(read))).toEqual(
          numbered.map(plain),
        );
      },
    ),
    { numRuns: 50 },
  ));

describe('a connection', () => {
  test('that was open already is written without a handshake', () => {
    const connection = {
      ...connectionOf(
        [
          ['>', utf8('ask')],
          ['<', utf8('answer')],
        ],
        { times: [1, 2] },
      ),
      client: '192.0.2.1:5000',
      server: '192.0.2.2:80',
      begun: false,
    };
    const [read] = again([connection]).connections;
    expect(read).toMatchObject({ begun: false, opened: null, closed: null, end: 'none' });
    expect(Array.from(read!.transfers, ({ time }) => time)).toEqual([0, 1]);
  });

  test('without addresses and times gets addresses for examples, and times in order', () => {
    const turns = Array.from({ length: 3 }, () => ['>', utf8('x')] as const);
    const [read] = again([connectionOf(turns)]).connections;
    expect(read).toMatchObject({ client: '192.0.2.1:49152', server: '198.51.100.1:80' });
    expect(Array.from(read!.transfers, ({ time }) => time)).toEqual([0.001, 0.002, 0.003]);
  });

  test('that names its ends in words keeps their ports', () => {
    const connection = { ...connectionOf([]), client: null, server: 'localhost:8080' };
    expect(again([connection]).connections[0]).toMatchObject({ server: '198.51.100.1:8080' });
  });

  test('that sends more than a packet holds has it in many, at one time', () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251);
    const [read] = again([connectionOf([['<', bytes]], { times: [0] })]).connections;
    expect(Buffer.compare(read!.streams['server-to-client'], bytes)).toBe(0);
    expect(read!.transfers).toHaveLength(Math.ceil(300_000 / 1460));
  });

  test('misses a single byte where more follows', () => {
    const connection = {
      ...connectionOf(
        [
          ['>', utf8('a')],
          ['>', utf8('\0')],
          ['>', utf8('c')],
        ],
        { times: [0, 1, 2] },
      ),
      gaps: [{ direction: 'client-to-server', start: 1, end: 2 } as const],
    };
    const [read] = again([connection]).connections;
    expect(read!.gaps).toEqual(connection.gaps);
  });
});

test('connections without ends that touch no others are told apart', () => {
  const many = Array.from({ length: 40 }, (_, id) => ({
    ...connectionOf([['>', utf8(`${id}`)]], { times: [40 - id] }),
    id,
  }));
  const { connections } = again(many);
  expect(new Set(connections.map(({ client }) => client))).toHaveLength(40);
  expect(connections[0]!.streams['client-to-server']).toEqual(utf8('39'));
});

test('the file says of itself what it is told to', () => {
  const said = 'times are made up，时间是编造的';
  expect(again([], said).notes).toEqual([{ id: 'input/file-comment', at: 0, detail: said }]);
});

test('a long file comes in pieces of which none is long', () => {
  const bytes = new Uint8Array(3_000_000);
  const pieces = [...writePcapng([connectionOf([['>', bytes]])])];
  expect(pieces.length).toBeGreaterThan(10);
  for (const { length } of pieces) expect(length).toBeLessThanOrEqual(256 * 1024);
});

test.each([
  ['::', '00000000000000000000000000000000'],
  ['::1', '00000000000000000000000000000001'],
  ['2001:DB8::a', '20010db800000000000000000000000a'],
  ['1:2:3:4:5:6:7:8', '00010002000300040005000600070008'],
  ['::ffff:192.0.2.1', '00000000000000000000ffffc0000201'],
  ['1::', '00010000000000000000000000000000'],
  ['1:2', null],
  ['::1::', null],
  ['1:2:3:4:5:6:7:8:9', null],
  ['1:2:3:4::5:6:7:8', null],
  ['12345::', null],
  ['::1.2.3.256', null],
  ['', null],
])('the IPv6 address %j', (text, hex) => {
  const bytes = parseIpv6(text);
  expect(bytes === null ? null : hexOf(bytes)).toBe(hex);
});

/** The sum that a right checksum makes 0xffff: RFC 1071 §1. */
function sumOf(bytes: Uint8Array): number {
  let sum = 0;
  bytes.forEach((byte, i) => {
    sum += i % 2 === 0 ? byte << 8 : byte;
    if (sum > 0xffff) sum -= 0xffff;
  });
  return sum;
}

const anyAddress = fc
  .constantFrom(4, 16)
  .chain((length) =>
    fc.tuple(
      fc.uint8Array({ minLength: length, maxLength: length }),
      fc.uint8Array({ minLength: length, maxLength: length }),
    ),
  );

test('checksums are right, of IPv4 and of TCP over both versions', () =>
  fc.assert(
    fc.property(
      anyAddress,
      fc.uint8Array({ maxLength: 1460 }),
      fc.nat(0xffff_ffff),
      ([from, to], payload, sequence) => {
        const packet = encodeTcpPacket({
          source: { address: from, port: 5000 },
          target: { address: to, port: 80 },
          ...{ sequence, acknowledged: sequence ^ 0x55, flags: 0x18, payload },
        });
        const ipv4 = from.length === 4;
        if (ipv4) expect(sumOf(packet.subarray(0, 20))).toBe(0xffff);
        const segment = packet.subarray(ipv4 ? 20 : 40);
        const length = Uint8Array.of(0, 6, segment.length >> 8, segment.length & 255);
        expect(sumOf(concat([from, to, length, segment]))).toBe(0xffff);
      },
    ),
  ));
