/** Who a mark belongs to. */
export const PEERS = ['client', 'server', 'proxy'] as const;

export type Peer = (typeof PEERS)[number];

/** What may be said of a trace beside its bytes. Append only: the place of a kind is its number in a column. */
export const MARK_KINDS = [
  /** A piece of news: from its birth at the server until a client has it; open while it waits. */
  'news',
  /** It will never be delivered. */
  'news-lost',
  /** It came a second time. */
  'news-duplicated',
  /** An answer that parallel requests overtook, thrown away by the client. */
  'answer-stale',
  /** A message of the client: from its birth until the server has it. */
  'message',
  'message-lost',
  /** A request is open: from its first byte leaving until its answer is whole. */
  'request-open',
  /** A server keeps a request unanswered until there is news. */
  'request-held',
  /** A held request ended without news. */
  'hold-timeout',
  /** A request waits for one of the six connections to a host. */
  'connection-limit',
  /** From the first SYN until the client may speak. */
  'connecting',
  'connection-open',
  /** A peer says, or learns, that a connection has ended. */
  'connection-closed',
  'connection-broken',
  /** A client will try again: from the loss until the attempt. */
  'reconnect-wait',
  /** A packet is lost until a copy of it is sent. */
  'retransmission',
  /** A proxy holds bytes back. */
  'proxy-buffer',
  'proxy-timeout',
  'ping',
  'pong',
  /** No Pong came in time: the peer is taken for dead. */
  'pong-missed',
  'websocket-open',
  'close-sent',
  'close-timeout',
  /** A queue to a slow reader ended the connection, or news was left out of it. */
  'slow-reader',
  /** Nothing passes, or nobody answers. */
  'outage',
  'server-down',
  'tab-opened',
] as const;

export type MarkKind = (typeof MARK_KINDS)[number];

/** Something that happened at an instant, or lasted. */
export interface Mark {
  readonly kind: MarkKind;
  /** Seconds from the start of the trace. */
  readonly time: number;
  /** When it ended; null for an instant, and for what had not ended when the trace did. */
  readonly until: number | null;
  readonly peer: Peer;
  /** The id of a connection of the trace; null where none is meant. */
  readonly connection: number | null;
  /** The number of a piece of news, from 1; of a client's message where the kind says so. */
  readonly subject: number | null;
}

/** Marks as columns, in order of time: 26 bytes each. They pass between threads as they are. */
export interface MarkColumns {
  readonly length: number;
  /** Index in MARK_KINDS. */
  readonly kind: Uint8Array;
  /** Index in PEERS. */
  readonly peer: Uint8Array;
  readonly time: Float64Array;
  /** NaN for an instant, and for what had not ended. */
  readonly until: Float64Array;
  /** NONE where none is meant. */
  readonly connection: Uint32Array;
  readonly subject: Uint32Array;
}

export interface Marks extends Iterable<Mark> {
  readonly length: number;
  /** @throws RangeError beyond `length`. */
  at(index: number): Mark;
  readonly columns: MarkColumns;
}

/** What stands in a column of numbers for "none". */
export const NONE = 0xffff_ffff;

export interface MarksBuilder {
  /** Gives the number by which `end` finds the mark again. In any order: `finish` sorts by time. */
  push(kind: MarkKind, peer: Peer, time: number, connection?: number, subject?: number): number;
  end(mark: number, until: number): void;
  finish(): Marks;
}

const KIND_NUMBERS = new Map(MARK_KINDS.map((kind, number) => [kind, number]));
const PEER_NUMBERS = new Map(PEERS.map((peer, number) => [peer, number]));

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
const meant = (value: number): number | null => (value === NONE ? null : value);

/** Marks as they are read, of columns that may have come from another thread. */
export function marksOf(columns: MarkColumns): Marks {
  const { length, kind, peer, time, until, connection, subject } = columns;
  const at = (index: number): Mark => {
    if (!(index >= 0 && index < length)) throw new RangeError(`there is no mark ${index}`);
    return {
      kind: MARK_KINDS[kind[index]!]!,
      time: time[index]!,
      until: known(until[index]!),
      peer: PEERS[peer[index]!]!,
      connection: meant(connection[index]!),
      subject: meant(subject[index]!),
    };
  };
  return {
    length,
    at,
    columns,
    *[Symbol.iterator]() {
      for (let i = 0; i < length; i++) yield at(i);
    },
  };
}

type Growing = { -readonly [Name in keyof Omit<MarkColumns, 'length'>]: MarkColumns[Name] };

const allocate = (room: number): Growing => ({
  kind: new Uint8Array(room),
  peer: new Uint8Array(room),
  time: new Float64Array(room),
  until: new Float64Array(room),
  connection: new Uint32Array(room),
  subject: new Uint32Array(room),
});

function resized(from: Growing, room: number, length: number): Growing {
  const to = allocate(room);
  to.kind.set(from.kind.subarray(0, length));
  to.peer.set(from.peer.subarray(0, length));
  to.time.set(from.time.subarray(0, length));
  to.until.set(from.until.subarray(0, length));
  to.connection.set(from.connection.subarray(0, length));
  to.subject.set(from.subject.subarray(0, length));
  return to;
}

/** In order of time; of one time in the order they were made. */
function sorted(columns: Growing): Growing {
  const { time } = columns;
  if (time.every((value, i) => i === 0 || time[i - 1]! <= value)) return columns;
  const order = Uint32Array.from(time, (_, i) => i).sort((a, b) => time[a]! - time[b]! || a - b);
  const to = allocate(time.length);
  order.forEach((from, i) => {
    to.kind[i] = columns.kind[from]!;
    to.peer[i] = columns.peer[from]!;
    to.time[i] = columns.time[from]!;
    to.until[i] = columns.until[from]!;
    to.connection[i] = columns.connection[from]!;
    to.subject[i] = columns.subject[from]!;
  });
  return to;
}

/** Gathers marks one by one. */
export function createMarks(): MarksBuilder {
  let room = 64;
  let length = 0;
  let columns = allocate(room);

  return {
    push(kind, peer, time, connection = NONE, subject = NONE) {
      if (length === room) columns = resized(columns, (room *= 2), length);
      columns.kind[length] = KIND_NUMBERS.get(kind)!;
      columns.peer[length] = PEER_NUMBERS.get(peer)!;
      columns.time[length] = time;
      columns.until[length] = NaN;
      columns.connection[length] = connection;
      columns.subject[length] = subject;
      return length++;
    },
    end(mark, until) {
      columns.until[mark] = until;
    },
    finish: () => marksOf({ length, ...sorted(resized(columns, length, length)) }),
  };
}
