import { uint16 } from '../../codec/bytes.ts';

/** Where in a packet reading is; each header that is read moves `at`. */
export interface Place {
  bytes: Uint8Array;
  at: number;
  /** Where the captured bytes end, and where the packet ended on the wire. */
  end: number;
  wireEnd: number;
}

export const IPV4 = 0x0800;
export const IPV6 = 0x86dd;

/** What stands in place of an EtherType where there is none to give. */
export const CUT = -1;
export const UNKNOWN_LINK = -2;

/** IEEE 802.1Q, 802.1ad, and what came before it. */
const VLAN_TAGS: readonly number[] = [0x8100, 0x88a8, 0x9100];

/** Steps over the header of a link type of tcpdump.org/linktypes.html; gives the EtherType of what follows. */
export function readLink(place: Place, linkType: number): number {
  switch (linkType) {
    case 1: // Ethernet: two addresses, EtherType
      return readEtherType(place, 12, 14);
    case 113: // Linux cooked capture
      return readEtherType(place, 14, 16);
    case 276: // Linux cooked capture, version 2
      return readEtherType(place, 0, 20);
    case 0: // BSD loopback: an address family in the order of the machine, which the packet says better
    case 108: // OpenBSD loopback: the same in network order
      place.at += 4;
      return readVersion(place);
    case 12: // raw IP, as some systems number it
    case 14:
    case 101: // raw IP
      return readVersion(place);
    case 228:
      return IPV4;
    case 229:
      return IPV6;
    default:
      return UNKNOWN_LINK;
  }
}

function readEtherType(place: Place, at: number, header: number): number {
  const { bytes, end } = place;
  if (place.at + header > end) return CUT;
  let type = uint16(bytes, place.at + at);
  place.at += header;
  while (VLAN_TAGS.includes(type)) {
    if (place.at + 4 > end) return CUT;
    type = uint16(bytes, place.at + 2);
    place.at += 4;
  }
  return type;
}

function readVersion({ bytes, at, end }: Place): number {
  if (at >= end) return CUT;
  const version = bytes[at]! >> 4;
  return version === 4 ? IPV4 : version === 6 ? IPV6 : 0;
}
