import { opposite, perDirection, type Direction } from '../trace.ts';
import { encodeTcpPacket, TcpFlag, type Endpoint } from './tcp-packet.ts';
import type { TimedPacket } from './timed-packet.ts';

/** What fits an Ethernet frame beside the headers; also told as the MSS option. */
const MOST_PAYLOAD = 1460;
/** An end acknowledges when so many bytes are on their way, so that no window seems full. */
const MOST_UNACKNOWLEDGED = 32 * 1024;

/** MSS 1460, and a window scale of 7 after a no-operation: RFC 9293 §3.2, RFC 7323 §2.2. */
const SYN_OPTIONS = Uint8Array.of(2, 4, MOST_PAYLOAD >> 8, MOST_PAYLOAD & 255, 1, 3, 3, 7);
const NONE = new Uint8Array();

/** Makes the packets of one connection, each at the time set last. */
export interface Segments {
  /** Sets the time, in seconds; it never goes back. */
  at(time: number): void;
  after(seconds: number): void;
  /** The handshake: RFC 9293 §3.5. */
  open(): Generator<TimedPacket, void>;
  send(direction: Direction, bytes: Uint8Array): Generator<TimedPacket, void>;
  /** Bytes that are not there: the other end acknowledges them all the same. */
  miss(direction: Direction, count: number): Generator<TimedPacket, void>;
  /** `first` closes, then the other end: RFC 9293 §3.6. */
  close(first: Direction): Generator<TimedPacket, void>;
  reset(direction: Direction): TimedPacket;
}

export function createSegments(
  ends: { readonly client: Endpoint; readonly server: Endpoint },
  id: number,
): Segments {
  const sender = { 'client-to-server': ends.client, 'server-to-client': ends.server };
  const next = perDirection((direction) => firstSequence(id, direction));
  const unacknowledged = perDirection(() => 0);
  const sent = perDirection(() => 0);
  let time = 0;

  function packet(
    direction: Direction,
    flags: number,
    payload: Uint8Array = NONE,
    options: Uint8Array = NONE,
  ): TimedPacket {
    const other = opposite(direction);
    const acknowledges = (flags & TcpFlag.ack) !== 0;
    const bytes = encodeTcpPacket({
      source: sender[direction],
      target: sender[other],
      sequence: next[direction],
      acknowledged: acknowledges ? next[other] : 0,
      flags,
      payload,
      options,
      identification: sent[direction]++,
    });
    const counted = flags & (TcpFlag.syn | TcpFlag.fin) ? 1 : 0;
    advance(direction, payload.length + counted);
    if (acknowledges) unacknowledged[other] = 0;
    return { time, bytes };
  }

  function advance(direction: Direction, count: number): void {
    next[direction] = (next[direction] + count) % 0x1_0000_0000;
    unacknowledged[direction] += count;
  }

  const acknowledge = (direction: Direction): TimedPacket => packet(direction, TcpFlag.ack);

  return {
    at(to) {
      time = Math.max(time, to);
    },
    after(seconds) {
      time += seconds;
    },
    *open() {
      yield packet('client-to-server', TcpFlag.syn, NONE, SYN_OPTIONS);
      yield packet('server-to-client', TcpFlag.syn | TcpFlag.ack, NONE, SYN_OPTIONS);
      yield acknowledge('client-to-server');
    },
    *send(direction, bytes) {
      for (let at = 0; at < bytes.length; at += MOST_PAYLOAD) {
        const payload = bytes.subarray(at, at + MOST_PAYLOAD);
        const last = at + MOST_PAYLOAD >= bytes.length;
        if (unacknowledged[direction] + payload.length > MOST_UNACKNOWLEDGED) {
          yield acknowledge(opposite(direction));
        }
        yield packet(direction, TcpFlag.ack | (last ? TcpFlag.psh : 0), payload);
      }
    },
    *miss(direction, count) {
      advance(direction, count);
      yield acknowledge(opposite(direction));
    },
    *close(first) {
      const second = opposite(first);
      yield packet(first, TcpFlag.fin | TcpFlag.ack);
      yield packet(second, TcpFlag.fin | TcpFlag.ack);
      yield acknowledge(first);
    },
    reset: (direction) => packet(direction, TcpFlag.rst | TcpFlag.ack),
  };
}

/** Any number will do, but another one where the ports are used anew: RFC 9293 §3.4.1. */
const firstSequence = (id: number, direction: Direction): number =>
  (Math.imul(id + 1, 0x9e3779b1) >>> 0) ^ (direction === 'client-to-server' ? 0 : 0x5555_5555);
