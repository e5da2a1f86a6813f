import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { concat } from '../../../src/codec/bytes.ts';
import { createCaptureReader, isCaptureFile } from '../../../src/capture/packets/reader.ts';
import { blocks, KUZNETZOV, MICRO, NANO, pcap, plain, readFile, type Recorded } from './files.ts';
import { HANDSHAKE, notesIn, segment, textOf, transfersIn } from './talk.ts';

const ASK = segment('>', 'PA', 0, 0, 'ask').bytes;
const ANSWER = segment('<', 'PA', 0, 3, 'answer').bytes;

const [SYN, SYN_ACK, ACK] = HANDSHAKE.map(({ bytes }) => bytes) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
];

/** A short talk; its packets come a quarter of a second one after another. */
const TALK = [SYN, SYN_ACK, ACK, ASK, ANSWER];

const timed = (resolution: number): Recorded[] =>
  TALK.map((bytes, i) => ({
    bytes,
    seconds: 1_700_000_000 + Math.floor(i / 4),
    parts: (i % 4) * (resolution / 4),
  }));

const timesOf = (file: Uint8Array) =>
  Array.from(readFile([file]).connections[0]!.transfers, ({ time }) => time);

describe('a pcap file', () => {
  test.each([
    ['microseconds', MICRO, 1e6],
    ['nanoseconds', NANO, 1e9],
    ['the headers of Kuznetzov', KUZNETZOV, 1e6],
  ])('with %s, in both byte orders', (_name, magic, resolution) => {
    for (const little of [true, false]) {
      const file = pcap(timed(resolution), { magic, little });
      const result = readFile([file]);
      expect(result.kind).toBe('pcap');
      expect(transfersIn(result.connections[0])).toEqual(['>ask', '<answer']);
      expect(timesOf(file)).toEqual([0.75, 1]);
      expect(isCaptureFile(file)).toBe('pcap');
    }
  });

  test('of the variant of Kuznetzov says so', () => {
    expect(notesIn(readFile([pcap([], { magic: KUZNETZOV })]))).toEqual([
      ['pcap-variant', 0, 'Kuznetzov'],
    ]);
  });

  test('keeps nanoseconds', () => {
    const file = pcap(
      [
        { bytes: SYN, seconds: 4_000_000_000, parts: 999_999_999 },
        { bytes: ASK, seconds: 4_000_000_001, parts: 0 },
        { bytes: ANSWER, seconds: 4_000_100_000, parts: 123_456_788 },
      ],
      { magic: NANO },
    );
    expect(timesOf(file)).toEqual([0.000000001, 99_999.123456789]);
  });

  test('with the length of a check sequence in its link type is read', () => {
    const file = pcap(timed(1e6), { linkType: 0x2400_0065 });
    expect(textOf(readFile([file]).connections[0], '<')).toBe('answer');
  });

  test('whose packets were cut says how many', () => {
    const cut = { bytes: ANSWER.subarray(0, ANSWER.length - 2), length: ANSWER.length };
    const { connections, ...rest } = readFile([pcap([{ bytes: ASK }, cut])]);
    expect(transfersIn(connections[0])).toEqual(['>ask', '<answ..']);
    expect(notesIn(rest).map(([id, , detail]) => [id, detail])).toEqual([
      ['packets-cut', '1'],
      ['bytes-missing', '2'],
    ]);
  });
});

describe('a pcapng file', () => {
  const ng = blocks();

  test.each([true, false])('of either byte order (little-endian: %s)', (little) => {
    const { section, interface: described, enhanced } = blocks(little);
    const file = concat([
      section(),
      described(),
      ...TALK.map((bytes, i) => enhanced(bytes, 1_700_000_000_000_000n + BigInt(i))),
    ]);
    const result = readFile([file]);
    expect(result.kind).toBe('pcapng');
    expect(notesIn(result)).toEqual([]);
    expect(transfersIn(result.connections[0])).toEqual(['>ask', '<answer']);
    expect(timesOf(file)).toEqual([0.000003, 0.000004]);
    expect(isCaptureFile(file)).toBe('pcapng');
  });

  test.each([
    ['seconds', 0, 1n, 1],
    ['microseconds', 6, 1_000_000n, 1],
    ['nanoseconds', 9, 1_000_000_001n, 1.000000001],
    ['powers of two', 0x80 | 10, 512n, 0.5],
    ['attoseconds', 18, 1_500_000_000_000_000_000n, 1.5],
  ])('with times in %s', (_name, resolution, units, seconds) => {
    const file = concat([
      ng.section(),
      ng.interface(101, { resolution }),
      ng.enhanced(SYN, 1n),
      ng.enhanced(ASK, 1n + units),
    ]);
    expect(timesOf(file)).toEqual([seconds]);
  });

  test('with interfaces that count time each in its way has one clock', () => {
    const file = concat([
      ng.section(),
      ng.interface(101, { resolution: 9 }),
      ng.interface(101, { resolution: 6, offset: 1_000_000_000n }),
      ng.interface(101, { resolution: 0x80 | 20, offset: -10n }),
      ng.enhanced(SYN, 1_700_000_000_250_000_001n, 0),
      ng.enhanced(ASK, 700_000_001_250_000n, 1),
      ng.enhanced(ANSWER, (1_700_000_012n << 20n) + (1n << 18n), 2),
    ]);
    const [one, two] = timesOf(file);
    expect(one).toBeCloseTo(0.999999999, 12);
    expect(two).toBeCloseTo(1.999999999, 12);
  });

  test('with sections of different byte orders and interfaces', () => {
    const big = blocks(false);
    const file = concat([
      ng.section(),
      ng.interface(101),
      ...[SYN, SYN_ACK, ACK].map((bytes) => ng.enhanced(bytes, 5_000_000n)),
      big.section(),
      big.interface(228),
      big.enhanced(ASK, 6_000_000n),
      ng.section(),
      ng.interface(228),
      ng.enhanced(ANSWER, 7_000_000n),
    ]);
    expect(transfersIn(readFile([file]).connections[0])).toEqual(['>ask', '<answer']);
    expect(timesOf(file)).toEqual([1, 2]);
  });

  test('with simple packets, which have no time, and obsolete ones', () => {
    const file = concat([
      ng.section(),
      ng.interface(101, { snap: 0xffff }),
      ...[SYN, SYN_ACK, ACK].map((bytes) => ng.simple(bytes)),
      ng.simple(ASK),
      ng.obsolete(ANSWER, 5n),
    ]);
    const { connections, notes } = readFile([file]);
    expect(transfersIn(connections[0])).toEqual(['>ask', '<answer']);
    expect(timesOf(file)).toEqual([null, 0]);
    expect(connections[0]!.opened).toBeNull();
    expect(notes).toEqual([]);
  });

  test('whose interface cuts simple packets', () => {
    const file = concat([
      ng.section(),
      ng.interface(101, { snap: 42 }),
      ng.simple(ASK.subarray(0, 42), ASK.length),
    ]);
    expect(transfersIn(readFile([file]).connections[0])).toEqual(['>as.']);
  });

  test('steps over names, statistics, secrets and what nobody knows', () => {
    const others = [4, 5, 10, 0x0bad, 0x8000_0001, 0x4000_0bad].map((type) =>
      ng.block(type, new Uint8Array(40).fill(7)),
    );
    const file = concat([ng.section(), ...others, ng.interface(), ng.enhanced(ASK), ...others]);
    const result = readFile([file]);
    expect(notesIn(result)).toEqual([]);
    expect(transfersIn(result.connections[0])).toEqual(['>ask']);
  });

  test('says what it says of itself', () => {
    expect(notesIn(readFile([ng.section('made by hand')]))).toEqual([
      ['file-comment', 0, 'made by hand'],
    ]);
  });
});

describe('a compressed file', () => {
  const file = pcap(timed(1e6));

  test('is inflated', () => {
    const packed = gzipSync(file);
    const result = readFile([packed]);
    expect(result).toMatchObject({ kind: 'pcap', gzip: true });
    expect(notesIn(result)).toEqual([['gzip', 0, '']]);
    expect(plain(result).connections).toEqual(plain(readFile([file])).connections);
    expect(isCaptureFile(packed)).toBe('gzip');
  });

  test('in several members, the file cut anywhere between them', () => {
    for (const at of [0, 1, 24, 70, file.length]) {
      const packed = concat([gzipSync(file.subarray(0, at)), gzipSync(file.subarray(at))]);
      const result = readFile([packed]);
      expect(notesIn(result)).toEqual([['gzip', 0, '']]);
      expect(textOf(result.connections[0], '<')).toBe('answer');
    }
  });

  test('with padding behind it', () => {
    const result = readFile([concat([gzipSync(file), new Uint8Array(512)])]);
    expect(notesIn(result)).toEqual([['gzip', 0, '']]);
    expect(textOf(result.connections[0], '<')).toBe('answer');
  });
});

describe('however a file is cut into pieces, it reads the same', () => {
  const ng = blocks();
  const files: [string, Uint8Array][] = [
    ['pcap', pcap(timed(1e6))],
    [
      'pcapng',
      concat([
        ng.section('x'),
        ng.interface(),
        ...TALK.map((bytes) => ng.enhanced(bytes)),
        ng.block(77, ASK),
      ]),
    ],
    ['gzip', gzipSync(pcap(timed(1e6)))],
    ['cut pcap', pcap(timed(1e6)).subarray(0, -9)],
    [
      'damaged pcapng',
      concat([
        ng.section(),
        ng.interface(),
        ng.enhanced(ASK),
        Uint8Array.of(6, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 1),
      ]),
    ],
    ['no capture', Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)],
  ];

  test.each(files)('%s', (_name, file) => {
    const whole = plain(readFile([file]));
    for (let at = 0; at <= file.length; at++) {
      expect(plain(readFile([file.subarray(0, at), file.subarray(at)]))).toEqual(whole);
    }
    const bytes = Array.from(file, (byte) => Uint8Array.of(byte));
    expect(plain(readFile(bytes))).toEqual(whole);
  });
});

test('a reader counts what it has read', () => {
  const file = pcap(timed(1e6));
  const reader = createCaptureReader({ total: file.length });
  reader.push(file.subarray(0, 100));
  expect(reader).toMatchObject({ bytes: 100, packets: 1 });
  reader.push(file.subarray(100));
  expect(reader).toMatchObject({ bytes: file.length, packets: 5 });
});
