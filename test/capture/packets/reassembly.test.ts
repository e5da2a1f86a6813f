import { describe, expect, test } from 'vitest';
import type { Packet } from '../../../src/capture/packets/packet-reader.ts';
import { HANDSHAKE, notesIn, readPackets, segment, textOf, transfersIn } from './talk.ts';

/** What becomes of packets that follow the handshake: transfers and notes. */
function told(packets: readonly Packet[]) {
  const result = readPackets([...HANDSHAKE, ...packets]);
  expect(result.connections).toHaveLength(1);
  const [connection] = result.connections;
  return { transfers: transfersIn(connection), notes: notesIn(result), connection: connection! };
}

const FIN = (mark: '>' | '<', at: number, ack: number) => segment(mark, 'FA', at, ack);

test('a connection from its handshake to its end', () => {
  const { connections, notes } = readPackets([
    segment('>', 'S', 0, 0, '', { time: 100 }),
    segment('<', 'SA', 0, 0, '', { time: 100.25 }),
    segment('>', 'A', 0, 0, '', { time: 100.5 }),
    segment('>', 'PA', 0, 0, 'ask', { time: 101 }),
    segment('<', 'A', 0, 3, '', { time: 101.1 }),
    segment('<', 'PA', 0, 3, 'answer', { time: 102 }),
    segment('<', 'FA', 6, 3, '', { time: 103 }),
    segment('>', 'FA', 3, 7, '', { time: 104 }),
    segment('<', 'A', 7, 4, '', { time: 104.5 }),
  ]);
  expect(notes).toEqual([]);
  expect(connections).toHaveLength(1);
  expect(connections[0]).toMatchObject({
    id: 0,
    client: '10.0.0.1:50000',
    server: '10.0.0.2:80',
    clientKnown: true,
    begun: true,
    opened: 0,
    closed: 4,
    end: 'fin',
    ordered: true,
    gaps: [],
  });
  expect([...connections[0]!.transfers]).toEqual([
    { direction: 'client-to-server', start: 0, end: 3, time: 1, arrived: null },
    { direction: 'server-to-client', start: 0, end: 6, time: 2, arrived: null },
  ]);
  expect(textOf(connections[0], '>')).toBe('ask');
  expect(textOf(connections[0], '<')).toBe('answer');
});

describe('segments', () => {
  test('whose sequence numbers wrap go on', () => {
    const long = 'x'.repeat(40);
    const { transfers, notes } = told([
      segment('>', 'A', 0, 0, long),
      segment('>', 'A', 40, 0, 'y'),
    ]);
    expect(transfers).toEqual([`>${long}`, '>y']);
    expect(notes).toEqual([]);
  });

  test('sent again are not heard twice', () => {
    const { transfers, notes } = told([
      segment('>', 'A', 0, 0, 'abc'),
      segment('>', 'A', 0, 0, 'abc'),
      segment('>', 'A', 1, 0, 'bcde'),
    ]);
    expect(transfers).toEqual(['>abc', '>de']);
    expect(notes).toEqual([]);
  });

  test('sent again with other bytes do not change what was heard, and that is said', () => {
    const { transfers, notes } = told([
      segment('>', 'A', 0, 0, 'abc'),
      segment('>', 'A', 0, 0, 'aXcd'),
    ]);
    expect(transfers).toEqual(['>abc', '>d']);
    expect(notes).toEqual([['overlap-differs', 4, '10.0.0.1:50000 → 10.0.0.2:80']]);
  });

  test('out of order wait for those before them', () => {
    const { transfers, notes } = told([
      segment('>', 'A', 4, 0, 'ef'),
      segment('<', 'A', 0, 0, 'other'),
      segment('>', 'A', 2, 0, 'cd'),
      segment('>', 'A', 0, 0, 'ab'),
    ]);
    expect(transfers).toEqual(['<other', '>ab', '>cd', '>ef']);
    expect(notes).toEqual([]);
  });

  test('that overlap while they wait keep the bytes seen first', () => {
    const { transfers, notes } = told([
      segment('>', 'A', 4, 0, 'efg'),
      segment('>', 'A', 2, 0, 'cdEFGhi'),
      segment('>', 'A', 0, 0, 'ab'),
    ]);
    expect(transfers.join('')).toBe('>ab>cd>efg>hi');
    expect(notes).toEqual([['overlap-differs', 4, '10.0.0.1:50000 → 10.0.0.2:80']]);
  });

  test('late ones have their own time; those that waited have the time at which they could be read', () => {
    const { connection } = told([
      segment('>', 'A', 2, 0, 'cd', { time: 1 }),
      segment('>', 'A', 0, 0, 'ab', { time: 3 }),
    ]);
    expect(Array.from(connection.transfers, ({ time }) => time)).toEqual([2, 2]);
  });
});

describe('probes', () => {
  test('for keep-alive are no bytes, with or without one', () => {
    const { transfers, notes } = told([
      segment('>', 'A', 0, 0, 'abc'),
      segment('>', 'A', 2, 0, ''),
      segment('<', 'A', 0, 3, ''),
      segment('>', 'A', 2, 0, '\0'),
      segment('<', 'A', 0, 3, ''),
    ]);
    expect(transfers).toEqual(['>abc']);
    expect(notes).toEqual([]);
  });

  test('for keep-alive do not begin the stream of a connection that was open', () => {
    const { connections } = readPackets([
      segment('<', 'A', 0, 3, ''),
      segment('>', 'A', 2, 0, '\0'),
      segment('>', 'A', 3, 0, 'def'),
    ]);
    expect(transfersIn(connections[0])).toEqual(['>def']);
  });

  test('of a closed window are the byte that is sent again when it opens', () => {
    const { transfers, notes } = told([
      segment('>', 'A', 0, 0, 'a'),
      segment('<', 'A', 0, 0, '', { window: 0 }),
      segment('>', 'A', 0, 0, 'abc'),
    ]);
    expect(transfers).toEqual(['>a', '>bc']);
    expect(notes).toEqual([]);
  });
});

describe('what is missing', () => {
  test('is a gap where the other end has it', () => {
    const { transfers, notes, connection } = told([
      segment('>', 'A', 0, 0, 'ab'),
      segment('>', 'A', 5, 0, 'fg'),
      segment('<', 'A', 0, 7, 'yes'),
    ]);
    expect(transfers).toEqual(['>ab', '>...', '>fg', '<yes']);
    expect(connection.gaps).toEqual([{ direction: 'client-to-server', start: 2, end: 5 }]);
    expect(notes).toEqual([['bytes-missing', 5, '3']]);
  });

  test('is a gap at once, so that an answer does not come before what it answers', () => {
    const { transfers } = told([segment('<', 'A', 0, 5, 'yes'), segment('>', 'A', 5, 3, 'fg')]);
    expect(transfers).toEqual(['>.....', '<yes', '>fg']);
  });

  test('is filled where it comes after all', () => {
    const { transfers, notes, connection } = told([
      segment('<', 'A', 0, 5, 'yes'),
      segment('>', 'A', 1, 0, 'bc'),
      segment('>', 'A', 0, 0, 'abcde'),
    ]);
    expect(transfers).toEqual(['>abcde', '<yes']);
    expect(connection.gaps).toEqual([]);
    expect(notes).toEqual([]);
  });

  test('is filled by its last byte alone, which looks like a probe', () => {
    const { transfers } = told([segment('<', 'A', 0, 3, 'yes'), segment('>', 'A', 2, 0, 'c')]);
    expect(transfers).toEqual(['>..c', '<yes']);
  });

  test('is filled in part', () => {
    const { transfers, notes, connection } = told([
      segment('<', 'A', 0, 9, 'yes'),
      segment('>', 'A', 3, 0, 'def'),
    ]);
    expect(transfers).toEqual(['>...def...', '<yes']);
    expect(connection.gaps.map(({ start, end }) => [start, end])).toEqual([
      [0, 3],
      [6, 9],
    ]);
    expect(notes).toEqual([['bytes-missing', 3, '6']]);
  });

  test('at the end of the capture is a gap too', () => {
    const { transfers, connection } = told([
      segment('>', 'A', 3, 0, 'de'),
      segment('>', 'A', 7, 0, 'h'),
      FIN('<', 2, 0),
    ]);
    expect(transfers).toEqual(['>...', '>de', '>..', '>h', '<..']);
    expect(connection.gaps).toHaveLength(3);
  });

  test('is none where the other end acknowledges a FIN that was not captured', () => {
    const { connection, notes } = told([segment('>', 'A', 0, 0, 'ab'), segment('<', 'A', 0, 3)]);
    expect(connection.gaps).toEqual([]);
    expect(notes).toEqual([]);
  });

  test('of a packet that was cut is a gap, and the next packet follows it', () => {
    const { transfers, notes, connection } = told([
      segment('>', 'A', 0, 0, 'abcdef', { captured: 2 }),
      segment('>', 'A', 6, 0, 'gh', { captured: 0 }),
      segment('>', 'A', 8, 0, 'ij'),
    ]);
    expect(transfers).toEqual(['>ab....', '>..', '>ij']);
    expect(connection.gaps).toEqual([{ direction: 'client-to-server', start: 2, end: 8 }]);
    expect(notes).toEqual([
      ['packets-cut', 3, '2'],
      ['bytes-missing', 3, '6'],
    ]);
  });

  test('beyond what is filled ends the direction, and that is said', () => {
    const packets = [
      segment('>', 'A', 0, 0, 'ab'),
      segment('>', 'A', 200, 0, 'far'),
      segment('<', 'A', 0, 0, 'yes'),
    ];
    const result = readPackets([...HANDSHAKE, ...packets], { gapBytes: 100 });
    expect(transfersIn(result.connections[0])).toEqual(['>ab', '<yes']);
    expect(notesIn(result)).toEqual([['gap-too-large', 5, '198']]);
  });

  test('behind more than is held is a gap', () => {
    const packets = Array.from({ length: 6 }, (_, i) => segment('>', 'A', 2 + 2 * i, 0, 'xy'));
    const result = readPackets([...HANDSHAKE, ...packets, segment('<', 'A', 0, 0, 'yes')], {
      heldSegments: 4,
    });
    expect(transfersIn(result.connections[0])).toEqual([
      '>..',
      ...Array.from({ length: 6 }, () => '>xy'),
      '<yes',
    ]);
  });
});

describe('a connection', () => {
  test('that was open before the capture begins with the first bytes seen', () => {
    const { connections, notes } = readPackets([
      segment('<', 'A', 500, 70, 'late'),
      segment('>', 'A', 70, 504, 'ask'),
      segment('<', 'A', 504, 73, 'answer'),
    ]);
    expect(connections[0]).toMatchObject({ begun: false, opened: null, clientKnown: false });
    expect(connections[0]).toMatchObject({ client: '10.0.0.1:50000', server: '10.0.0.2:80' });
    expect(transfersIn(connections[0])).toEqual(['<late', '>ask', '<answer']);
    expect(notes).toEqual([]);
  });

  test('that uses the ports of another anew is a new one', () => {
    const anew = { sequence: 12_345 };
    const { connections } = readPackets([
      ...HANDSHAKE,
      segment('>', 'A', 0, 0, 'first'),
      segment('>', 'S', 0, 0, '', anew),
      segment('<', 'SA', 0, 0, '', { sequence: 99_999, acknowledged: 12_346 }),
      segment('>', 'A', 0, 0, 'second', { sequence: 12_346, acknowledged: 100_000 }),
    ]);
    expect(connections.map((connection) => transfersIn(connection))).toEqual([
      ['>first'],
      ['>second'],
    ]);
    expect(connections.map(({ id }) => id)).toEqual([0, 1]);
  });

  test('that was over does not take the bytes of one whose handshake was not captured', () => {
    const { connections } = readPackets([
      ...HANDSHAKE,
      segment('>', 'A', 0, 0, 'first'),
      FIN('>', 5, 0),
      FIN('<', 0, 6),
      segment('>', 'A', 0, 0, 'second', { sequence: 1_000_000_000 }),
    ]);
    expect(connections.map((connection) => transfersIn(connection))).toEqual([
      ['>first'],
      ['>second'],
    ]);
  });

  test('whose SYN was sent again is one', () => {
    const { connections } = readPackets([
      HANDSHAKE[0]!,
      ...HANDSHAKE,
      HANDSHAKE[1]!,
      segment('>', 'A', 0, 0, 'hi'),
    ]);
    expect(connections).toHaveLength(1);
    expect(textOf(connections[0], '>')).toBe('hi');
  });

  test('that both ends open at once is one', () => {
    const { connections } = readPackets([
      segment('>', 'S', 0, 0),
      segment('<', 'S', 0, 0),
      segment('>', 'SA', 0, 0),
      segment('<', 'SA', 0, 0),
      segment('>', 'A', 0, 0, 'from one'),
      segment('<', 'A', 0, 0, 'from the other'),
    ]);
    expect(connections).toHaveLength(1);
    expect(connections[0]!.begun).toBe(true);
    expect(transfersIn(connections[0])).toEqual(['>from one', '<from the other']);
  });

  test('whose first bytes travel with the SYN has them once', () => {
    const { connections, notes } = readPackets([
      segment('>', 'S', 0, 0, 'early'),
      segment('<', 'SA', 0, 5),
      segment('>', 'A', 5, 0, ' bird'),
    ]);
    expect(textOf(connections[0], '>')).toBe('early bird');
    expect(notes).toEqual([]);
  });

  test('that the answer to its SYN shows first has the same client', () => {
    const { connections } = readPackets([HANDSHAKE[1]!, HANDSHAKE[0]!, HANDSHAKE[2]!]);
    expect(connections).toHaveLength(1);
    expect(connections[0]).toMatchObject({ client: '10.0.0.1:50000', clientKnown: true });
  });

  test('that is refused has no bytes, and was reset', () => {
    const { connections } = readPackets([
      segment('>', 'S', 0, 0, '', { time: 5 }),
      segment('<', 'RA', 0, 0, '', { time: 7 }),
    ]);
    expect(connections[0]).toMatchObject({ end: 'rst', opened: 0, closed: 2 });
    expect(connections[0]!.transfers).toHaveLength(0);
  });

  test.each([
    ['is open', [], 'none'],
    ['one end closed', [FIN('>', 0, 0)], 'fin'],
    ['both closed', [FIN('>', 0, 0), FIN('<', 0, 1)], 'fin'],
    ['one closed and one reset', [FIN('>', 0, 0), segment('<', 'R', 0, 1)], 'rst'],
    ['was reset after its end', [FIN('>', 0, 0), FIN('<', 0, 1), segment('<', 'R', 1, 1)], 'fin'],
  ] as const)('that %s', (_name, packets, end) => {
    expect(told(packets).connection.end).toBe(end);
  });

  test('that sends on after its FIN is told, and what came before stays', () => {
    const { transfers, notes } = told([
      segment('>', 'FA', 0, 0, 'all'),
      segment('>', 'A', 1, 0, 'll'),
      segment('>', 'A', 4, 0, 'more'),
    ]);
    expect(transfers).toEqual(['>all']);
    expect(notes).toEqual([['bytes-after-end', 5, '4']]);
  });

  test('that says in a RST why has that in no stream', () => {
    expect(told([segment('<', 'R', 0, 0, 'go away')]).transfers).toEqual([]);
  });

  test('beside others keeps its bytes apart', () => {
    const other = { source: { address: Uint8Array.of(10, 0, 0, 1), port: 50_001 } };
    const { connections } = readPackets([
      ...HANDSHAKE,
      segment('>', 'S', 0, 0, '', other),
      segment('>', 'A', 0, 0, 'one '),
      segment('>', 'A', 0, 0, 'two ', other),
      segment('>', 'A', 4, 0, 'more'),
      segment('>', 'A', 4, 0, 'too', other),
    ]);
    expect(connections.map((connection) => textOf(connection, '>'))).toEqual([
      'one more',
      'two too',
    ]);
  });
});

test('an acknowledgement that no end can give leaves no gap', () => {
  const { connection, notes } = told([
    segment('>', 'A', 0, 0, 'ab'),
    segment('<', 'A', 0, 0x4000_0000, ''),
  ]);
  expect(connection.gaps).toEqual([]);
  expect(notes).toEqual([]);
});
