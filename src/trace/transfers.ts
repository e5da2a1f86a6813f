import type { Direction } from './trace.ts';

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

/** Transfers in the order seen, as columns: about 24 bytes each, however many there are. */
export interface Transfers extends Iterable<Transfer> {
  readonly length: number;
  /** @throws RangeError beyond `length`. */
  at(index: number): Transfer;
  /** One column of a transfer, for loops over all of them; `index` must be below `length`. */
  directionOf(index: number): Direction;
  endOf(index: number): number;
  timeOf(index: number): number | null;
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

const SERVER = 1;

/** Gathers transfers one by one. Streams may be 4 GiB long. */
export function createTransfers(): TransfersBuilder {
  let room = 16;
  let length = 0;
  let ways = new Uint8Array(room);
  let starts = new Uint32Array(room);
  let ends = new Uint32Array(room);
  /** NaN for a time that is not known. */
  let times = new Float64Array(room);
  let arrivals = new Float64Array(room);

  function grow(): void {
    room *= 2;
    ways = enlarged(ways, new Uint8Array(room));
    starts = enlarged(starts, new Uint32Array(room));
    ends = enlarged(ends, new Uint32Array(room));
    times = enlarged(times, new Float64Array(room));
    arrivals = enlarged(arrivals, new Float64Array(room));
  }

  const read = (index: number): Transfer => {
    if (!(index >= 0 && index < length)) throw new RangeError(`there is no transfer ${index}`);
    return {
      direction: ways[index] === SERVER ? 'server-to-client' : 'client-to-server',
      start: starts[index]!,
      end: ends[index]!,
      time: known(times[index]!),
      arrived: known(arrivals[index]!),
    };
  };

  return {
    push({ direction, start, end, time, arrived }) {
      if (length === room) grow();
      ways[length] = direction === 'server-to-client' ? SERVER : 0;
      starts[length] = start;
      ends[length] = end;
      times[length] = time ?? NaN;
      arrivals[length] = arrived ?? NaN;
      length++;
    },
    finish: () => ({
      get length() {
        return length;
      },
      at: read,
      directionOf: (index) => (ways[index] === SERVER ? 'server-to-client' : 'client-to-server'),
      endOf: (index) => ends[index]!,
      timeOf: (index) => known(times[index]!),
      *[Symbol.iterator]() {
        for (let i = 0; i < length; i++) yield read(i);
      },
    }),
  };
}

function enlarged<T extends Uint8Array | Uint32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

const known = (time: number): number | null => (Number.isNaN(time) ? null : time);
