import { uint16, uint32 } from '../../codec/bytes.ts';
import type { Place } from './link.ts';

/** What an IP header says of its packet. One object serves all packets. */
export interface Datagram {
  /** Where the addresses are in the bytes of the place. */
  sourceAt: number;
  targetAt: number;
  addressLength: number;
  /** Of what follows. */
  protocol: number;
  /** True of a part; the next three are told of one alone. */
  fragment: boolean;
  identification: number;
  offset: number;
  more: boolean;
}

export const createDatagram = (): Datagram => ({
  sourceAt: 0,
  targetAt: 0,
  addressLength: 4,
  protocol: 0,
  fragment: false,
  identification: 0,
  offset: 0,
  more: false,
});

/** Ends the place where the packet says it ends: a short frame is padded. No length is one the card fills in later. */
function endAt(place: Place, start: number, length: number): void {
  if (length === 0) return;
  place.wireEnd = start + length;
  place.end = Math.min(place.end, place.wireEnd);
}

/** Steps over an IPv4 header with its options, RFC 791 §3.1; false where it is cut or lies. */
export function readIpv4(place: Place, datagram: Datagram): boolean {
  const { bytes, at, end } = place;
  if (at + 20 > end) return false;
  const header = (bytes[at]! & 15) * 4;
  const length = uint16(bytes, at + 2);
  if (bytes[at]! >> 4 !== 4 || header < 20) return false;
  endAt(place, at, length);
  place.at = at + header;
  if (place.at > place.wireEnd) return false;
  datagram.sourceAt = at + 12;
  datagram.targetAt = at + 16;
  datagram.addressLength = 4;
  datagram.protocol = bytes[at + 9]!;
  const flags = uint16(bytes, at + 6);
  datagram.fragment = (flags & 0x3fff) !== 0;
  datagram.identification = uint16(bytes, at + 4);
  datagram.offset = (flags & 0x1fff) * 8;
  datagram.more = (flags & 0x2000) !== 0;
  return true;
}

const HOP_BY_HOP = 0;
const ROUTING = 43;
const FRAGMENT = 44;
const AUTHENTICATION = 51;
const DESTINATION = 60;
const MOBILITY = 135;
const EXTENSIONS: readonly number[] = [HOP_BY_HOP, ROUTING, AUTHENTICATION, DESTINATION, MOBILITY];

/** Steps over an IPv6 header and its extensions, RFC 8200 §3, §4; false where it is cut or lies. */
export function readIpv6(place: Place, datagram: Datagram): boolean {
  const { bytes, at, end } = place;
  if (at + 40 > end || bytes[at]! >> 4 !== 6) return false;
  const length = uint16(bytes, at + 4);
  // A jumbogram says 0 and carries its length in an option, RFC 2675; the packet ends with the frame.
  if (length > 0) endAt(place, at, 40 + length);
  datagram.sourceAt = at + 8;
  datagram.targetAt = at + 24;
  datagram.addressLength = 16;
  datagram.protocol = bytes[at + 6]!;
  datagram.fragment = false;
  place.at = at + 40;
  return readExtensions(place, datagram);
}

function readExtensions(place: Place, datagram: Datagram): boolean {
  const { bytes } = place;
  while (EXTENSIONS.includes(datagram.protocol)) {
    if (place.at + 8 > place.end) return false;
    // An authentication header counts words of 4 bytes less two, the others words of 8 less one: RFC 4302 §2.2.
    const count = bytes[place.at + 1]!;
    const length = datagram.protocol === AUTHENTICATION ? (count + 2) * 4 : (count + 1) * 8;
    datagram.protocol = bytes[place.at]!;
    place.at += length;
  }
  if (datagram.protocol !== FRAGMENT) return place.at <= place.wireEnd;
  if (place.at + 8 > place.end) return false;
  readFragment(bytes, place.at, datagram);
  place.at += 8;
  return true;
}

/** RFC 8200 §4.5. */
function readFragment(bytes: Uint8Array, at: number, datagram: Datagram): void {
  const flags = uint16(bytes, at + 2);
  datagram.protocol = bytes[at]!;
  datagram.offset = flags & 0xfff8;
  datagram.more = (flags & 1) !== 0;
  datagram.identification = uint32(bytes, at + 4);
  // One that is all of its packet is none: RFC 6946 §4.
  datagram.fragment = datagram.more || datagram.offset > 0;
}
