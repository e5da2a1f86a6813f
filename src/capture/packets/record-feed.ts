/** Reads the records of a file one by one. */
export interface RecordReader {
  /**
   * Reads the record at `at` of bytes that go to `end`; `position` is its place in the file. Gives how long it is,
   * which may be beyond `end` where its content is of no interest; or less than 0: so many bytes are needed; or STOP.
   */
  read(bytes: Uint8Array, at: number, end: number, position: number): number;
}

/** Nothing after this can be read. */
export const STOP = 0;

export interface RecordFeed {
  push(bytes: Uint8Array): void;
  /** Bytes given so far. */
  readonly bytes: number;
  /** Where a record begins that is not whole; null where none does. */
  readonly cutAt: number | null;
}

/** Gives a reader whole records of a file that comes in pieces cut anywhere. Of it no more than one record is kept. */
export function createRecordFeed(reader: RecordReader): RecordFeed {
  /** The beginning of a record: the first `carried` bytes, of `needed`. */
  let carry = new Uint8Array(64);
  let carried = 0;
  let needed = 0;
  let skipping = 0;
  let stopped = false;
  let given = 0;
  let recordAt = 0;

  /** Adds to the carried bytes what they need, or what there is; gives how many were taken. */
  function carryMore(bytes: Uint8Array, at: number): number {
    const count = Math.min(needed - carried, bytes.length - at);
    if (carried + count > carry.length) {
      const larger = new Uint8Array(Math.min(needed, Math.max(carry.length * 2, carried + count)));
      larger.set(carry.subarray(0, carried));
      carry = larger;
    }
    carry.set(bytes.subarray(at, at + count), carried);
    carried += count;
    return count;
  }

  function readCarried(): void {
    const length = reader.read(carry, 0, carried, recordAt);
    if (length < 0) needed = -length;
    else done(length, carried);
  }

  function done(length: number, available: number): void {
    stopped = length === STOP;
    skipping = Math.max(0, length - available);
    recordAt += length;
    carried = 0;
    needed = 0;
  }

  /** Reads the record at `at`, or begins to carry it; gives how many bytes were taken. */
  function readAt(bytes: Uint8Array, at: number): number {
    const length = reader.read(bytes, at, bytes.length, recordAt);
    const rest = bytes.length - at;
    if (length < 0) {
      needed = -length;
      return carryMore(bytes, at);
    }
    done(length, rest);
    return Math.min(length, rest);
  }

  return {
    get bytes() {
      return given;
    },
    get cutAt() {
      return carried > 0 || skipping > 0 ? recordAt : null;
    },
    push(bytes) {
      given += bytes.length;
      let at = 0;
      while (at < bytes.length && !stopped) {
        if (skipping > 0) {
          const count = Math.min(skipping, bytes.length - at);
          skipping -= count;
          at += count;
        } else if (carried > 0) {
          at += carryMore(bytes, at);
          if (carried === needed) readCarried();
        } else at += readAt(bytes, at);
      }
    },
  };
}
