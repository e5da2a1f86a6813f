import type { Direction } from './direction.ts';

/** A run of bytes that travelled together. `start` and `end` are offsets in the stream of its direction. */
export interface Transfer {
  readonly direction: Direction;
  readonly start: number;
  readonly end: number;
  /** When it was seen or, where both ends are known, sent: seconds from the start of the trace; null where unknown. */
  readonly time: number | null;
  /** When its last byte reached the other side; null where the source saw one place only. */
  readonly arrived: number | null;
}

/** Transfers in the order seen, however many there are. */
export interface Transfers extends Iterable<Transfer> {
  readonly length: number;
  /** @throws RangeError beyond `length`. */
  at(index: number): Transfer;
  /** What they are made of: plain data, which can be sent to another thread. */
  readonly columns: TransferColumns;
}

/** 25 bytes a transfer. Streams may be 4 GiB long. */
export interface TransferColumns {
  /** 1 for what the server sends. */
  readonly fromServer: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** NaN for a time that is not known. */
  readonly times: Float64Array;
  readonly arrivals: Float64Array;
}

export interface TransfersBuilder {
  /** Per direction `start` must be where the transfer before it ended, so that transfers tile the stream. */
  push(transfer: Transfer): void;
  finish(): Transfers;
}

/** Of what is known of each transfer already. */
export function transfersOf(list: Iterable<Transfer>): Transfers {
  const builder = createTransfers();
  for (const transfer of list) builder.push(transfer);
  return builder.finish();
}

/** Of columns that came from elsewhere; all are of one length. */
export function transfersFrom(columns: TransferColumns): Transfers {
  const { fromServer, starts, ends, times, arrivals } = columns;
  const { length } = fromServer;
  const at = (index: number): Transfer => {
    if (!(index >= 0 && index < length)) throw new RangeError(`there is no transfer ${index}`);
    return {
      direction: fromServer[index] === 1 ? 'server-to-client' : 'client-to-server',
      start: starts[index]!,
      end: ends[index]!,
      time: known(times[index]!),
      arrived: known(arrivals[index]!),
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

/** Gathers transfers one by one. */
export function createTransfers(): TransfersBuilder {
  let columns = allocate(16);
  let length = 0;
  return {
    push({ direction, start, end, time, arrived }) {
      if (length === columns.starts.length) columns = doubled(columns);
      columns.fromServer[length] = direction === 'server-to-client' ? 1 : 0;
      columns.starts[length] = start;
      columns.ends[length] = end;
      columns.times[length] = time ?? NaN;
      columns.arrivals[length] = arrived ?? NaN;
      length++;
    },
    finish: () =>
      transfersFrom({
        fromServer: columns.fromServer.slice(0, length),
        starts: columns.starts.slice(0, length),
        ends: columns.ends.slice(0, length),
        times: columns.times.slice(0, length),
        arrivals: columns.arrivals.slice(0, length),
      }),
  };
}

const allocate = (room: number): TransferColumns => ({
  fromServer: new Uint8Array(room),
  starts: new Uint32Array(room),
  ends: new Uint32Array(room),
  times: new Float64Array(room),
  arrivals: new Float64Array(room),
});

function doubled(columns: TransferColumns): TransferColumns {
  const larger = allocate(columns.starts.length * 2);
  larger.fromServer.set(columns.fromServer);
  larger.starts.set(columns.starts);
  larger.ends.set(columns.ends);
  larger.times.set(columns.times);
  larger.arrivals.set(columns.arrivals);
  return larger;
}

const known = (time: number): number | null => (Number.isNaN(time) ? null : time);
