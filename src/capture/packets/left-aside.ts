import { uint16 } from '../../codec/bytes.ts';
import type { Place } from './link.ts';

/** Names of what is no TCP; they are the same in every language. */
const ETHER_TYPES: Readonly<Record<number, string>> = {
  0x0806: 'ARP',
  0x8035: 'RARP',
  0x8847: 'MPLS',
  0x8863: 'PPPoE',
  0x8864: 'PPPoE',
  0x888e: 'EAPOL',
  0x88cc: 'LLDP',
};

const PROTOCOLS: Readonly<Record<number, string>> = {
  1: 'ICMP',
  2: 'IGMP',
  17: 'UDP',
  47: 'GRE',
  50: 'ESP',
  58: 'ICMPv6',
  89: 'OSPF',
  132: 'SCTP',
};

/** What travels on a port as a rule. */
const UDP_PORTS: Readonly<Record<number, string>> = {
  53: 'UDP (DNS)',
  67: 'UDP (DHCP)',
  123: 'UDP (NTP)',
  443: 'UDP (QUIC)',
  1900: 'UDP (SSDP)',
  5353: 'UDP (mDNS)',
};

const UDP = 17;
/** Below, the two bytes are a length: IEEE 802.3. */
const LEAST_ETHER_TYPE = 0x0600;

export const nameOfEtherType = (type: number): string =>
  ETHER_TYPES[type] ??
  (type < LEAST_ETHER_TYPE ? 'LLC' : `EtherType 0x${type.toString(16).padStart(4, '0')}`);

export const nameOfProtocol = (protocol: number, place: Place): string =>
  protocol === UDP ? nameOfUdp(place) : (PROTOCOLS[protocol] ?? `IP ${protocol}`);

function nameOfUdp({ bytes, at, end }: Place): string {
  if (at + 4 > end) return 'UDP';
  return UDP_PORTS[uint16(bytes, at)] ?? UDP_PORTS[uint16(bytes, at + 2)] ?? 'UDP';
}
