import { describe, expect, test } from 'vitest';
import { createCaptureReader } from '../../src/capture/packets/reader.ts';
import { readPaste } from '../../src/capture/paste.ts';
import { packetsOf, sample, sampleBytes } from './samples.ts';
import { hexOf, notesOf, piecesOf, read, toHexdump } from './write.ts';

const ETHERNET = 1;
const RAW = 101;
const COOKED_2 = 276;
const HEADERS: Record<number, number> = { [ETHERNET]: 14, [RAW]: 0, [COOKED_2]: 20 };

/** One WebSocket connection over the loopback interface, as a file and as text. */
const rows: readonly (readonly [text: string, file: string, linkType: number, times: boolean])[] = [
  ['tcpdump-x.txt', 'echo.pcap', RAW, true],
  ['tcpdump-X.txt', 'echo.pcap', RAW, true],
  ['tcpdump-xx.txt', 'echo.pcap', ETHERNET, true],
  ['tcpdump-XX.txt', 'echo.pcap', ETHERNET, true],
  ['tcpdump-t-x.txt', 'echo.pcap', RAW, false],
  ['tcpdump-tt-v-e-xx.txt', 'echo.pcap', ETHERNET, true],
  ['tcpdump-ttt-x.txt', 'echo.pcap', RAW, true],
  ['tcpdump-ttttt-x.txt', 'echo.pcap', RAW, true],
  ['tcpdump-tttt-X.txt', 'echo.pcap', RAW, true],
  ['tcpdump-any-x.txt', 'echo-any.pcap', RAW, true],
  ['tcpdump-any-XX.txt', 'echo-any.pcap', COOKED_2, true],
  ['tshark-x.txt', 'echo.pcap', ETHERNET, false],
  ['tshark-P-x.txt', 'echo.pcap', ETHERNET, true],
  ['tshark-any-x.txt', 'echo-any.pcap', COOKED_2, false],
];

describe('packets that a tool printed are those of the file', () => {
  test.each(rows)('%s', (name, file, linkType, times) => {
    const { kind, certain, packets, pieces } = read(sample(name));
    const expected = packetsOf(file);
    const link = file === 'echo.pcap' ? HEADERS[ETHERNET]! : HEADERS[COOKED_2]!;
    expect(kind).toBe(name.startsWith('tcpdump') ? 'tcpdump' : 'hexdump');
    expect(certain).toBe(true);
    expect(pieces).toEqual([]);
    expect(new Set(packets.map((packet) => packet.linkType))).toEqual(new Set([linkType]));
    expect(packets.map(({ bytes }) => hexOf(bytes))).toEqual(
      expected.map(({ bytes }) => hexOf(bytes.subarray(link - HEADERS[linkType]!))),
    );
    for (const [i, { time }] of packets.entries()) {
      if (!times) expect(time).toBeNull();
      else expect(time! - packets[0]!.time!).toBeCloseTo(expected[i]!.time - expected[0]!.time, 5);
    }
  });

  test('what tshark unmasked is left out, for the packet is there as well', () => {
    expect(notesOf(read(sample('tshark-x.txt'))).map(([id]) => id)).toEqual([
      'packets',
      'derived-data',
    ]);
  });

  test('tcpdump -A shows too little to be read', () => {
    const reading = read(sample('tcpdump-A.txt'));
    expect(reading).toMatchObject({ kind: 'tcpdump', packets: [], pieces: [] });
    expect(notesOf(reading)).toEqual([['packets-without-bytes', 0, '']]);
  });

  test('a dump that is cut short is a packet all the same', () => {
    const text = sample('tcpdump-XX.txt').split('\n');
    const cut = [...text.slice(0, 3), ...text.slice(6)].join('\n');
    expect(read(cut).packets).toHaveLength(14);
    expect(read(cut).packets[0]!.bytes).toHaveLength(32);
  });

  test('midnight passes', () => {
    const at = (time: string) => `${time} IP 127.0.0.1.1 > 127.0.0.1.2: Flags [S], length 0`;
    const row = '\t0x0000:  4500 0014 0000 0000 4006 0000 7f00 0001\n\t0x0010:  7f00 0001';
    const text = [at('23:59:59.900000'), row, at('00:00:00.100000'), row].join('\n');
    const times = read(text).packets.map(({ time }) => time!);
    expect(times[1]! - times[0]!).toBeCloseTo(0.2, 6);
  });
});

describe('a paste of packets is the connection that the file holds', () => {
  test.each(rows)('%s', (name, file, _linkType, times) => {
    const reader = createCaptureReader();
    reader.push(sampleBytes(file));
    const [captured] = reader.finish().connections;
    const { trace, readings } = readPaste([{ content: sample(name) }]);
    const [connection, ...others] = trace.connections;
    expect(others).toEqual([]);
    const { streams, client, server, begun, end } = captured!;
    expect(connection).toMatchObject({ streams, client, server, begun, end, gaps: [] });
    const timed = [...captured!.transfers].map(({ direction, start, time }) => [
      direction,
      start,
      times ? time : null,
    ]);
    expect(
      [...connection!.transfers].map(({ direction, start, time }) => [
        direction,
        start,
        rounded(time),
      ]),
    ).toEqual(
      timed.map(([direction, start, time]) => [direction, start, rounded(time as number | null)]),
    );
    expect(trace.input.kind).toBe(readings[0]!.kind);
  });

  test('bytes beside them are a connection of their own', () => {
    const { trace } = readPaste([
      { content: `${sample('tcpdump-x.txt')}\n81 05 48 65 6c 6c 6f\n` },
    ]);
    expect(trace.connections.map(({ id, client }) => [id, client])).toEqual([
      [0, '127.0.0.1:35210'],
      [1, null],
    ]);
    expect(hexOf(trace.connections[1]!.streams['server-to-client'])).toBe('810548656c6c6f');
  });
});

const rounded = (time: number | null): number | null =>
  time === null ? null : Math.round(time * 1e6) / 1e6;

describe('dumps that are no packets are bytes', () => {
  const dump = '0000   81 05 48 65 6c 6c 6f                              ..Hello\n';

  test('copied from Wireshark: with text, without, with a bar in it', () => {
    for (const text of [dump, '0000   81 05 48 65 6c 6c 6f\n', dump.replace('..Hello', '')])
      expect(piecesOf(read(text))).toEqual(['?810548656c6c6f']);
    const bars = '0000   81 7c 3e 7c 6c 3c 7c                              .|>|l<|\n';
    expect(piecesOf(read(bars))).toEqual(['?817c3e7c6c3c7c']);
  });

  test('several of them follow each other, without a note', () => {
    const reading = read(`${dump}\n${dump}`);
    expect(piecesOf(reading)).toEqual(['?810548656c6c6f810548656c6c6f']);
    expect(reading.notes).toEqual([]);
    expect(read(`${toHexdump(Uint8Array.of(1, 2))}${toHexdump(Uint8Array.of(3))}`).notes).toEqual(
      [],
    );
  });
});
