import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat } from '../../../src/codec/bytes.ts';
import { LIMITS } from '../../../src/capture/packets/limits.ts';
import { DIRECTIONS } from '../../../src/trace/trace.ts';
import { blocks, numbers, pcap, readFile } from './files.ts';
import { HANDSHAKE, notesIn, readPackets, segment, textOf, transfersIn } from './talk.ts';

const TALK = [...HANDSHAKE, segment('>', 'PA', 0, 0, 'ask'), segment('<', 'PA', 0, 3, 'answer')];
const ng = blocks();
const { u32 } = numbers(true);

/** Small enough that a lie costs little. */
const SMALL = { gapBytes: 100_000 };

const files: [string, Uint8Array][] = [
  ['pcap', pcap(TALK.map(({ bytes }) => ({ bytes })))],
  [
    'pcapng',
    concat([ng.section('a'), ng.interface(), ...TALK.map(({ bytes }) => ng.enhanced(bytes))]),
  ],
];

describe.each(files)('a %s file', (_kind, file) => {
  test('that ends after any byte shows what came before, and says where it is cut', () => {
    let most = 0;
    for (let end = 0; end < file.length; end++) {
      const result = readFile([file.subarray(0, end)]);
      const shown = result.connections.flatMap((connection) => transfersIn(connection)).join('');
      expect('>ask<answer'.startsWith(shown)).toBe(true);
      expect(shown.length).toBeGreaterThanOrEqual(most);
      most = shown.length;
      for (const [id, at, detail] of notesIn(result).filter(([id]) => id === 'file-cut')) {
        expect([id, at + Number(detail)]).toEqual(['file-cut', end]);
      }
    }
  });

  test('with any byte changed is read without a fault, and no stream is longer than the file', () => {
    for (let at = 0; at < file.length; at++) {
      for (const value of [0, 0xff, file[at]! ^ 1, file[at]! ^ 0x80]) {
        const changed = file.slice();
        changed[at] = value;
        const { connections } = readFile([changed], SMALL);
        for (const { streams, gaps } of connections) {
          const missing = gaps.reduce((sum, { start, end }) => sum + end - start, 0);
          const all = DIRECTIONS.reduce((sum, direction) => sum + streams[direction].length, 0);
          expect(all - missing).toBeLessThanOrEqual(file.length);
        }
      }
    }
  });
});

describe('a file', () => {
  test.each<[string, Uint8Array, string[]]>([
    ['that is empty', new Uint8Array(), ['empty']],
    ['that is too short to tell', Uint8Array.of(0xd4, 0xc3), ['not-a-capture']],
    ['that is something else', new TextEncoder().encode('GET / HTTP/1.1'), ['not-a-capture']],
    ['that is gzip of something else', gzipSync('hello there'), ['gzip', 'not-a-capture']],
    ['with a section of no byte order', u32(0x0a0d0d0a, 28, 7, 1, 0, 0, 28), ['section-magic']],
    ['with a block of no length', concat([ng.section(), u32(6, 0, 0)]), ['block-length']],
    ['with a block of odd length', concat([ng.section(), u32(77, 13, 0)]), ['block-length']],
    [
      'with a packet block that is too short',
      concat([ng.section(), u32(6, 16, 0, 16)]),
      ['block-length'],
    ],
    [
      'with a packet before any interface',
      concat([ng.section(), ng.enhanced(TALK[0]!.bytes)]),
      ['no-interface'],
    ],
    [
      'with a packet longer than any',
      concat([pcap([]), u32(0, 0, 0x7fff_ffff, 60)]),
      ['record-length'],
    ],
    [
      'that ends in a large block',
      concat([ng.section(), u32(6, 0x4000_0000, 0)]),
      ['file-cut', 'block-too-large'],
    ],
    [
      'that ends in a block of no interest',
      concat([ng.section(), u32(77, 0xffff_fffc, 0)]),
      ['file-cut'],
    ],
  ])('%s says so', (_name, file, notes) => {
    const result = readFile([file]);
    expect(
      notesIn(result)
        .map(([id]) => id)
        .toSorted(),
    ).toEqual(notes.toSorted());
    expect(result.connections).toEqual([]);
  });

  test('whose blocks end with another length goes on', () => {
    const wrong = ng.enhanced(TALK[3]!.bytes);
    wrong.set([1, 2, 3, 4], wrong.length - 4);
    const result = readFile([
      concat([ng.section(), ng.interface(), wrong, ng.enhanced(TALK[4]!.bytes)]),
    ]);
    expect(transfersIn(result.connections[0])).toEqual(['>ask', '<answer']);
    expect(notesIn(result).map(([id]) => id)).toEqual(['block-lengths-differ']);
  });

  test('whose packet says it is longer than its block is read as far as that goes', () => {
    const wrong = ng.enhanced(TALK[3]!.bytes);
    wrong.set([0xff, 0xff], 20);
    const result = readFile([concat([ng.section(), ng.interface(), wrong])]);
    expect(transfersIn(result.connections[0])).toEqual(['>ask']);
    expect(notesIn(result).map(([id]) => id)).toEqual(['captured-length']);
  });

  test('whose options lie about their length is read', () => {
    const described = ng.interface(101, { resolution: 9 });
    described.set([9, 0, 0xff, 0xff], 16);
    const file = concat([ng.section(), described, ng.enhanced(TALK[3]!.bytes)]);
    expect(transfersIn(readFile([file]).connections[0])).toEqual(['>ask']);
  });

  test('of a million interfaces keeps few, and reads the packets of the first', () => {
    const many = new Uint8Array(20 * 1_000_000);
    const one = blocks().block(1, new Uint8Array([101, 0, 0, 0, 0, 0, 0, 0]));
    for (let at = 0; at < many.length; at += one.length) many.set(one, at);
    const file = concat([
      ng.section(),
      many,
      ng.enhanced(TALK[3]!.bytes, 0n, 5),
      ng.enhanced(TALK[4]!.bytes, 0n, 999_999),
    ]);
    const result = readFile([file]);
    expect(transfersIn(result.connections[0])).toEqual(['>ask']);
    expect(notesIn(result).map(([id, , detail]) => [id, detail])).toEqual([['no-interface', '1']]);
  });

  test('whose clock goes back has no times before its first', () => {
    const file = pcap(TALK.map(({ bytes }, i) => ({ bytes, seconds: 100 - i })));
    const result = readFile([file]);
    expect(Array.from(result.connections[0]!.transfers, ({ time }) => time)).toEqual([0, 0]);
    expect(notesIn(result).map(([id, , detail]) => [id, detail])).toEqual([
      ['time-backwards', '4'],
    ]);
  });
});

describe('a compressed file', () => {
  const file = files[0]![1];
  const packed = gzipSync(file);

  test('that ends after any byte says so', () => {
    for (let end = 4; end < packed.length; end++) {
      const ids = notesIn(readFile([packed.subarray(0, end)])).map(([id]) => id);
      expect(ids).toContain('gzip');
      expect(ids.some((id) => id === 'gzip-cut' || id === 'not-a-capture')).toBe(true);
    }
  });

  test('that is damaged says so, and shows what came before', () => {
    const noise = Uint8Array.from({ length: 4000 }, (_, i) => Math.imul(i, 2_654_435_761) >>> 24);
    const long = gzipSync(concat([file, noise]), { level: 0 });
    long.set([0xff, 0xff, 0xff, 0xff], long.length - 8);
    const result = readFile([long]);
    expect(notesIn(result).map(([id]) => id)).toContain('gzip-damaged');
    expect(textOf(result.connections[0], '<')).toBe('answer');
  });

  test('that inflates without end is stopped', () => {
    const bomb = gzipSync(concat([pcap([]), new Uint8Array(40_000_000)]));
    const limits = { freeInflated: 1_000_000 };
    expect(notesIn(readFile([bomb], limits)).map(([id]) => id)).toContain('gzip-too-large');
    const few = { inflatedBytes: 2_000_000 };
    expect(notesIn(readFile([bomb], few)).map(([id]) => id)).toContain('gzip-too-large');
  });
});

/** Undoes what is done to an address and a port to find their flow: the address that, with this port, gives `hash`. */
function addressOfHash(hash: number, port: number) {
  const mixed = hash ^ (hash >>> 13) ^ (hash >>> 26);
  const address = Math.imul(mixed, inverse(0x85ebca6b)) ^ Math.imul(port + 1, 0x9e3779b1);
  const bytes = [24, 16, 8, 0].map((shift) => (address >>> shift) & 255);
  return { address: Uint8Array.from(bytes), port };
}

/** Modulo 2³², by Newton. */
function inverse(odd: number): number {
  let x = odd;
  for (let i = 0; i < 5; i++) x = Math.imul(x, 2 - Math.imul(odd, x));
  return x;
}

describe('memory is bounded', () => {
  const from = (i: number) => ({
    source: { address: Uint8Array.of(10, 1 + (i >> 16), (i >> 8) & 255, i & 255), port: 1024 },
  });

  test('by a flood of SYNs, which leaves those that speak', () => {
    const flood = Array.from({ length: 300 }, (_, i) => segment('>', 'S', 0, 0, '', from(i)));
    const packets = [
      ...HANDSHAKE,
      segment('>', 'A', 0, 0, 'hello '),
      ...flood,
      segment('>', 'A', 6, 0, 'again'),
      ...flood,
    ];
    const result = readPackets(packets, { connections: 100 });
    expect(result.connections).toHaveLength(100);
    expect(result.connections[0]!.client).toBe('10.0.0.1:50000');
    expect(textOf(result.connections[0], '>')).toBe('hello again');
    expect(notesIn(result)).toEqual([['connections-left-out', 103, '501']]);
  });

  test('by connections that speak, of which the first are kept', () => {
    const packets = Array.from({ length: 150 }, (_, i) => segment('>', 'A', 0, 0, 'hi', from(i)));
    const result = readPackets([...packets, ...packets], { connections: 100 });
    expect(result.connections).toHaveLength(100);
    expect(notesIn(result)).toEqual([['connections-left-out', 100, '50']]);
  });

  test('by streams', () => {
    const packets = Array.from({ length: 10 }, (_, i) => segment('>', 'A', 4 * i, 0, 'text'));
    const result = readPackets([...packets, segment('<', 'A', 0, 0, 'x')], { streamBytes: 12 });
    expect(textOf(result.connections[0], '>')).toBe('texttexttext');
    expect(notesIn(result).map(([id, at]) => [id, at])).toEqual([
      ['streams-too-large', 3],
      ['streams-too-large', 10],
    ]);
  });

  test('by gaps, all together', () => {
    const packets = Array.from({ length: 50 }, (_, i) => segment('>', 'A', 100 * i, 0, 'x'));
    const result = readPackets(packets, { allGapBytes: 1000 });
    expect(result.connections[0]!.streams['client-to-server'].length).toBeLessThan(1200);
    expect(notesIn(result).map(([id]) => id)).toContain('gap-too-large');
    const many = readPackets(packets, { gaps: 5 });
    expect(many.connections[0]!.gaps).toHaveLength(5);
  });

  test('by addresses that were chosen to share a hash, which would make every search long', () => {
    const packets = Array.from({ length: 1000 }, (_, i) =>
      segment('>', 'A', 0, 0, 'x', { source: addressOfHash(12_345, 1000 + i) }),
    );
    const result = readPackets(packets);
    expect(result.connections).toHaveLength(32);
    expect(notesIn(result)).toEqual([['connections-left-out', 32, '1']]);
  });

  test('by fragments that never come whole', () => {
    const packet = segment('>', 'A', 0, 0, 'hello there');
    const packets = Array.from({ length: 1000 }, (_, i) => {
      const bytes = packet.bytes.slice();
      bytes.set([i >> 8, i & 255, 0x20, 0], 4);
      return { ...packet, bytes };
    });
    expect(notesIn(readPackets(packets))).toEqual([['fragments-missing', 0, '1000']]);
  });
});

describe('anything', () => {
  /** Bytes of any kind behind what makes them a capture file. */
  const start = fc.constantFrom(
    pcap([]),
    pcap([], { little: false }),
    concat([ng.section(), ng.interface(1)]),
    concat([ng.section(), ng.interface(101)]),
    new Uint8Array(),
  );
  const record = fc.oneof(
    fc.uint8Array({ maxLength: 80 }),
    fc.uint8Array({ maxLength: 80 }).map((bytes) => ng.enhanced(bytes)),
    fc.tuple(fc.nat(4), fc.nat(50), fc.nat(255)).map(([i, at, value]) => {
      const bytes = TALK[i]!.bytes.slice();
      if (at < bytes.length) bytes[at] = value;
      return ng.enhanced(bytes);
    }),
  );

  test('is read without a fault, within the limits', () => {
    fc.assert(
      fc.property(start, fc.array(record, { maxLength: 20 }), (head, records) => {
        const file = concat([head, ...records]);
        const { connections, notes } = readFile([file], SMALL);
        expect(notes.length).toBeLessThan(1000);
        for (const { streams, transfers } of connections) {
          const ends = { 'client-to-server': 0, 'server-to-client': 0 };
          for (const { direction, start, end, time } of transfers) {
            expect(start).toBe(ends[direction]);
            expect(end).toBeGreaterThan(start);
            expect(time === null || time >= 0).toBe(true);
            ends[direction] = end;
          }
          for (const direction of DIRECTIONS) {
            expect(ends[direction]).toBe(streams[direction].length);
            expect(streams[direction].length).toBeLessThanOrEqual(LIMITS.allGapBytes + file.length);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
