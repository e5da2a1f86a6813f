import { describe, expect, test } from 'vitest';
import { bytesOfHex, concat } from '../../../src/codec/bytes.ts';
import { encodeTcpPacket } from '../../../src/trace/pcapng/tcp-packet.ts';
import { notesIn, readPackets, segment, transfersIn } from './talk.ts';

const IPV4 = segment('>', 'A', 0, 0, 'four').bytes;
const V6 = (last: number) =>
  concat([bytesOfHex('20010db8000000000000000000000000').subarray(0, 15), Uint8Array.of(last)]);
const IPV6 = encodeTcpPacket({
  source: { address: V6(1), port: 50_000 },
  target: { address: V6(2), port: 443 },
  sequence: 1,
  acknowledged: 0,
  flags: 0x10,
  payload: new TextEncoder().encode('six'),
});

const MACS = 'ffffffffffff 020000000001';

/** What one packet of a link type says, given in hex and bytes. */
function told(linkType: number, ...parts: (string | Uint8Array)[]) {
  const bytes = concat(parts.map((part) => (typeof part === 'string' ? bytesOfHex(part) : part)));
  const result = readPackets([{ bytes, linkType, time: null }]);
  return {
    transfers: result.connections.flatMap((connection) => transfersIn(connection)),
    ends: result.connections.map(({ client, server }) => `${client} ${server}`),
    notes: notesIn(result),
  };
}

describe('the link type', () => {
  test.each<[string, number, string, Uint8Array]>([
    ['Ethernet', 1, `${MACS} 0800`, IPV4],
    ['Ethernet with IPv6', 1, `${MACS} 86dd`, IPV6],
    ['Ethernet with a VLAN', 1, `${MACS} 8100 0005 0800`, IPV4],
    ['Ethernet with VLANs in VLANs', 1, `${MACS} 88a8 0005 8100 0006 86dd`, IPV6],
    ['Ethernet with old VLANs in VLANs', 1, `${MACS} 9100 0005 8100 0006 0800`, IPV4],
    ['Linux cooked', 113, '0000 0001 0006 020000000001 0000 0800', IPV4],
    ['Linux cooked 2', 276, '86dd 0000 00000001 0304 00 06 0200000000010000', IPV6],
    ['raw IP', 101, '', IPV4],
    ['raw IP of a BSD', 12, '', IPV6],
    ['raw IP of OpenBSD', 14, '', IPV4],
    ['IPv4', 228, '', IPV4],
    ['IPv6', 229, '', IPV6],
    ['loopback of a little-endian machine', 0, '02000000', IPV4],
    ['loopback of macOS, IPv6', 0, '1e000000', IPV6],
    ['loopback of a big-endian machine', 0, '00000002', IPV4],
    ['loopback of OpenBSD', 108, '00000018', IPV6],
  ])('%s is read', (_name, linkType, header, packet) => {
    const { transfers, ends, notes } = told(linkType, header, packet);
    expect(notes).toEqual([]);
    expect(transfers).toEqual([packet === IPV4 ? '>four' : '>six']);
    expect(ends).toEqual([
      packet === IPV4 ? '10.0.0.1:50000 10.0.0.2:80' : '[2001:db8::1]:50000 [2001:db8::2]:443',
    ]);
  });

  test('that cannot be read is told', () => {
    expect(told(127, '00', IPV4).notes).toEqual([['link-type', 0, '127 1']]);
  });
});

describe('a packet', () => {
  test('may be padded to the least length of a frame', () => {
    const { transfers, notes } = told(
      1,
      `${MACS} 0800`,
      segment('>', 'A', 0, 0, 'x').bytes,
      '000000000000',
    );
    expect(transfers).toEqual(['>x']);
    expect(notes).toEqual([]);
  });

  test('may have its length filled in by the card, after the capture', () => {
    const without = IPV4.slice();
    without.set([0, 0], 2);
    expect(told(1, `${MACS} 0800`, without).transfers).toEqual(['>four']);
    const jumbo = IPV6.slice();
    jumbo.set([0, 0], 4);
    expect(told(1, `${MACS} 86dd`, jumbo).transfers).toEqual(['>six']);
  });

  test('may have wrong checksums, which cards fill in too', () => {
    const wrong = IPV4.slice();
    wrong.set([0xde, 0xad], 10);
    wrong.set([0xde, 0xad], 36);
    expect(told(101, wrong).transfers).toEqual(['>four']);
  });

  test('may have options, of IP and of TCP', () => {
    const options = Uint8Array.of(1, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2);
    const tcp = segment('>', 'A', 0, 0, 'four', { options }).bytes;
    const long = concat([tcp.subarray(0, 20), Uint8Array.of(7, 3, 4, 1), tcp.subarray(20)]);
    long[0] = 0x46;
    long[3] = long.length;
    expect(told(101, long)).toMatchObject({ transfers: ['>four'], notes: [] });
  });

  test('of IPv6 may have extension headers', () => {
    const extensions = bytesOfHex(
      '3c00 010400000000' + // hop by hop, then destination options
        '2b00 010400000000' + // then routing
        '3300 000000000000' + // then authentication
        '0601 0000000000000000 0000', // then TCP
    );
    const long = concat([IPV6.subarray(0, 40), extensions, IPV6.subarray(40)]);
    long[6] = 0;
    long[5] = long.length - 40;
    expect(told(229, long)).toMatchObject({ transfers: ['>six'], notes: [] });
  });

  test.each([
    ['IP of another version', 101, '50' + '00'.repeat(39)],
    ['an IP header that is too short', 101, '44' + '00'.repeat(39)],
    [
      'a TCP header that is too short',
      101,
      '450000280000400040060000 0a000001 0a000002' + '00'.repeat(20),
    ],
    [
      'a TCP header longer than its packet',
      101,
      '450000280000400040060000 0a000001 0a000002' + '00'.repeat(12) + 'f0' + '00'.repeat(7),
    ],
    ['an Ethernet header that is cut', 1, 'ffffffffffff02'],
    ['a VLAN tag that is cut', 1, `${MACS} 8100 00`],
    [
      'an IPv6 extension that leads beyond it',
      229,
      '6000000000080040' + '00'.repeat(32) + '06ff000000000000',
    ],
    ['nothing', 101, ''],
  ])('with %s is left out, and told', (_name, linkType, hex) => {
    const { transfers, notes } = told(linkType, hex);
    expect(transfers).toEqual([]);
    expect(notes.map(([id]) => id)).toEqual([
      _name === 'IP of another version' ? 'packets-left-aside' : 'packets-unreadable',
    ]);
  });

  test('that is not TCP is named and counted', () => {
    const udp = (port: number) => {
      const packet = IPV4.slice();
      packet[9] = 17;
      packet.set([port >> 8, port & 255], 22);
      return { bytes: packet, linkType: 101, time: null };
    };
    const icmp = IPV4.slice();
    icmp[9] = 1;
    const result = readPackets([
      udp(443),
      udp(443),
      udp(443),
      udp(53),
      udp(9999),
      udp(9999),
      { bytes: icmp, linkType: 101, time: null },
      { bytes: bytesOfHex(`${MACS} 0806 0001`), linkType: 1, time: null },
    ]);
    expect(notesIn(result)).toEqual([
      ['packets-left-aside', 0, 'UDP (QUIC) 3, UDP 2, UDP (DNS) 1, ICMP 1, ARP 1'],
    ]);
  });
});

describe('fragments', () => {
  /** A part of an IPv4 packet: bytes `[from, to)` of what it carries. */
  function part(from: number, to: number, last: boolean, change = (bytes: Uint8Array) => bytes) {
    const payload = change(LONG.slice(20 + from, 20 + to));
    const bytes = concat([LONG.subarray(0, 20), payload]);
    const flags = (last ? 0 : 0x2000) | (from / 8);
    bytes.set([0, bytes.length], 2);
    bytes.set([flags >> 8, flags & 255], 6);
    return { bytes, linkType: 101, time: null };
  }
  const TEXT = 'a text that is long enough to be cut in three.';
  const LONG = segment('>', 'A', 0, 0, TEXT).bytes;
  const END = LONG.length - 20;
  const parts = [part(0, 24, false), part(24, 48, false), part(48, END, true)] as const;

  test.each([
    ['in order', [0, 1, 2]],
    ['the last first', [2, 1, 0]],
    ['one twice', [1, 1, 0, 2]],
  ])('are joined, %s', (_name, order) => {
    const result = readPackets(order.map((i) => parts[i]!));
    expect(transfersIn(result.connections[0])).toEqual([`>${TEXT}`]);
  });

  test('that overlap keep what was seen first, and that is told', () => {
    const other = part(16, 48, false, (bytes) => bytes.fill(0x58, 0, 8));
    const result = readPackets([parts[0], other, parts[2]]);
    expect(transfersIn(result.connections[0])).toEqual([`>${TEXT}`]);
    expect(notesIn(result)).toEqual([['fragments-overlap', 0, '1']]);
  });

  test('of which one is missing are told', () => {
    const result = readPackets([parts[0], parts[2]]);
    expect(result.connections).toEqual([]);
    expect(notesIn(result)).toEqual([['fragments-missing', 0, '1']]);
  });

  test('with lengths that contradict each other are not joined', () => {
    const far = part(0, 24, false);
    far.bytes.set([0x20, 100], 6);
    const result = readPackets([part(24, 48, true), part(48, END, false), far]);
    expect(result.connections).toEqual([]);
  });

  test('of IPv6 are joined', () => {
    const fragment = (from: number, to: number, more: number) => {
      const bytes = concat([
        IPV6.subarray(0, 40),
        Uint8Array.of(6, 0, 0, from | more, 0, 0, 0, 9),
        IPV6.subarray(40 + from, 40 + to),
      ]);
      bytes[6] = 44;
      bytes[5] = bytes.length - 40;
      return { bytes, linkType: 229, time: null };
    };
    const result = readPackets([fragment(16, 23, 0), fragment(0, 16, 1)]);
    expect(transfersIn(result.connections[0])).toEqual(['>six']);
    // One that is all of its packet.
    expect(transfersIn(readPackets([fragment(0, 23, 0)]).connections[0])).toEqual(['>six']);
  });
});
