/** A packet that a dump in a text shows, from its link header on, or from its IP header where the link type is `RAW`. */
export interface TextPacket extends Dump {
  /** As in pcap files. */
  readonly linkType: number;
}

export interface Dump {
  readonly bytes: Uint8Array;
  /** In seconds of a clock, or since the first; null where the text does not say it. */
  readonly time: number | null;
  /** The position of its dump in the text. */
  readonly at: number;
}

const NULL = 0;
const ETHERNET = 1;
const RAW = 101;
const COOKED = 113;
const COOKED_2 = 276;

/** Length of the link header, and where in it the type of the payload stands; −1 for none. */
const LINKS: readonly (readonly [linkType: number, header: number, typeAt: number])[] = [
  [RAW, 0, -1],
  [ETHERNET, 14, 12],
  [COOKED, 16, 14],
  [COOKED_2, 20, 0],
  [NULL, 4, -1],
];

const VLANS = new Set([0x8100, 0x88a8, 0x9100]);
const ETHERTYPES = new Set([0x0800, 0x86dd]);

/**
 * The dumps as packets, where most of them are: with the link type whose headers lead to an IP header that agrees with
 * the length of the dump. Those of other protocols (ARP) are packets then as well. Other bytes are no packets.
 */
export function packetsIn(dumps: readonly Dump[]): readonly TextPacket[] {
  const counts = LINKS.map(([linkType, header, typeAt]) => ({
    linkType,
    count: dumps.filter(({ bytes }) => holdsIp(bytes, header, typeAt)).length,
  }));
  const best = counts.reduce((most, each) => (each.count > most.count ? each : most));
  if (best.count * 2 <= dumps.length) return [];
  return dumps.map((dump) => ({ ...dump, linkType: best.linkType }));
}

const uint16 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

function holdsIp(bytes: Uint8Array, header: number, typeAt: number): boolean {
  let at = header;
  if (typeAt >= 0) {
    let type = uint16(bytes, typeAt);
    // Each VLAN tag is four bytes between the addresses and the type. IEEE 802.1Q
    for (; VLANS.has(type) && header === 14; at += 4) type = uint16(bytes, at + 2);
    if (!ETHERTYPES.has(type)) return false;
  }
  const version = (bytes[at] ?? 0) >> 4;
  if (version === 4) return isIpv4(bytes, at);
  return version === 6 && isIpv6(bytes, at);
}

/** Behind a short packet Ethernet fills up to 60 bytes. IEEE 802.3 §3.2.8 */
const PADDING = 46;

const fits = (length: number, rest: number): boolean =>
  length === rest || (length < rest && rest <= PADDING) || length === 0;

/** RFC 791 §3.1. A total length of 0 is that of a segment which the network card would have cut. */
function isIpv4(bytes: Uint8Array, at: number): boolean {
  const header = ((bytes[at] ?? 0) & 0x0f) * 4;
  const rest = bytes.length - at;
  if (header < 20 || header > rest) return false;
  const length = uint16(bytes, at + 2);
  return (fits(length, rest) || sumsUp(bytes, at, header)) && isTransport(bytes[at + 9] ?? 0);
}

/** The checksum of an IPv4 header: RFC 1071. It tells a packet that was cut short from bytes that are none. */
function sumsUp(bytes: Uint8Array, at: number, header: number): boolean {
  let sum = 0;
  for (let i = at; i < at + header; i += 2) sum += uint16(bytes, i);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
  return sum === 0xffff;
}

/** RFC 8200 §3 */
function isIpv6(bytes: Uint8Array, at: number): boolean {
  const rest = bytes.length - at - 40;
  return rest >= 0 && fits(uint16(bytes, at + 4), rest) && isTransport(bytes[at + 6] ?? 0);
}

/** ICMP, TCP, UDP, their forms for IPv6, and what may come before them. */
const TRANSPORTS = new Set([0, 1, 6, 17, 43, 44, 58, 60]);
const isTransport = (protocol: number): boolean => TRANSPORTS.has(protocol);
