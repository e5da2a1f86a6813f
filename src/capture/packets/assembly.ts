import type { NoteList } from '../note-list.ts';
import type { CapturedConnection } from './connection.ts';
import { createConnections } from './connections.ts';
import { createFindings, type Findings } from './findings.ts';
import { createFragments } from './fragments.ts';
import { createDatagram, readIpv4, readIpv6 } from './ip.ts';
import { nameOfEtherType, nameOfProtocol } from './left-aside.ts';
import type { Budget } from './limits.ts';
import { CUT, IPV4, IPV6, readLink, UNKNOWN_LINK, type Place } from './link.ts';
import { createSegment, readSegment } from './segment.ts';
import { createTally } from './tally.ts';

/** Packets in, connections out. */
export interface Assembly {
  readonly packets: number;
  readonly findings: Findings;
  /**
   * A packet whose captured bytes are `[at, end)` and which was `length` bytes long on the wire; `time` is in seconds
   * from the first packet, NaN where unknown; `position` is where notes say it is. Nothing of `bytes` is kept.
   */
  take(
    bytes: Uint8Array,
    at: number,
    end: number,
    length: number,
    linkType: number,
    time: number,
    position: number,
  ): void;
  /** Notes what is to be said, and gives the connections. */
  finish(): CapturedConnection[];
}

const TCP = 6;

/** Clocks of several interfaces differ by less; more than this, in seconds, is told. */
const CLOCK_STEP = 0.01;

export function createAssembly(budget: Budget, notes: NoteList): Assembly {
  const findings = createFindings(notes);
  const connections = createConnections({ budget, findings });
  const leftAside = createTally();
  const linkTypes = createTally();
  const fragments = createFragments();
  const place: Place = { bytes: new Uint8Array(), at: 0, end: 0, wireEnd: 0 };
  const datagram = createDatagram();
  const segment = createSegment();
  let packets = 0;
  let lastTime = 0;
  let fragmentsAt: number | null = null;

  function takeLink(linkType: number, position: number): void {
    const type = readLink(place, linkType);
    if (type === IPV4 || type === IPV6) takeIp(type, position);
    else if (type === CUT) findings.count('input/packets-unreadable', position);
    else if (type === UNKNOWN_LINK) linkTypes.count(String(linkType), position);
    else leftAside.count(nameOfEtherType(type), position);
  }

  function takeIp(type: number, position: number): void {
    const { bytes } = place;
    if (!(type === IPV4 ? readIpv4(place, datagram) : readIpv6(place, datagram))) {
      return findings.count('input/packets-unreadable', position);
    }
    if (datagram.protocol !== TCP) {
      return leftAside.count(nameOfProtocol(datagram.protocol, place), position);
    }
    segment.head = bytes;
    segment.sourceAt = datagram.sourceAt;
    segment.targetAt = datagram.targetAt;
    segment.addressLength = datagram.addressLength;
    if (datagram.fragment) {
      fragmentsAt ??= position;
      if (!fragments.take(place, datagram)) return;
    }
    takeTcp(position);
  }

  function takeTcp(position: number): void {
    const { bytes, at, end, wireEnd } = place;
    if (!readSegment(segment, bytes, at, end, wireEnd)) {
      return findings.count('input/packets-unreadable', position);
    }
    if (segment.captured < segment.length) findings.count('input/packets-cut', position);
    connections.take(segment);
  }

  /** No time is before that of the first packet. */
  function timed(time: number, position: number): number {
    if (time < lastTime - CLOCK_STEP) findings.count('input/time-backwards', position);
    if (!Number.isNaN(time)) lastTime = time;
    return time < 0 ? 0 : time;
  }

  return {
    findings,
    get packets() {
      return packets;
    },
    take(bytes, at, end, length, linkType, time, position) {
      packets++;
      place.bytes = bytes;
      place.at = at;
      place.end = end;
      place.wireEnd = at + Math.max(length, end - at);
      segment.time = timed(time, position);
      segment.position = position;
      takeLink(linkType, position);
    },
    finish() {
      const list = connections.finish();
      findings.count('input/fragments-overlap', fragmentsAt ?? 0, fragments.overlaps);
      findings.count('input/fragments-missing', fragmentsAt ?? 0, fragments.incomplete);
      findings.tell();
      for (const [id, tally] of [
        ['input/link-type', linkTypes],
        ['input/packets-left-aside', leftAside],
      ] as const) {
        const told = tally.tell();
        if (told !== null) notes.add(id, told.at, told.detail);
      }
      return list;
    },
  };
}
