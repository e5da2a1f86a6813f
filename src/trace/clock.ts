import { perDirection, type Direction } from './trace.ts';
import type { Transfers } from './transfers.ts';

/** When and in which order the bytes of both directions were seen; four bytes a transfer. */
export interface Clock {
  /** The transfer that brought the byte at an offset; the number of transfers where none did. */
  readonly transferOf: (direction: Direction, at: number) => number;
  readonly timeAt: (direction: Direction, at: number) => number | null;
  /** Where the first transfer begins at or after an offset; Infinity where none does. */
  readonly startFrom: (direction: Direction, at: number) => number;
}

/** Looks transfers up by binary search, since those of a direction tile its stream. */
export function createClock({ length, columns }: Transfers): Clock {
  const { fromServer, starts, ends, times } = columns;
  const own = perDirection((direction) => transfersOf(fromServer, direction));

  function transferOf(direction: Direction, at: number): number {
    const list = own[direction];
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[list[middle]!]! <= at) low = middle + 1;
      else high = middle;
    }
    return list[low] ?? length;
  }
  return {
    transferOf,
    timeAt(direction, at) {
      const transfer = transferOf(direction, at);
      const time = transfer < length ? times[transfer]! : NaN;
      return Number.isNaN(time) ? null : time;
    },
    startFrom(direction, at) {
      const transfer = at === 0 ? transferOf(direction, 0) : transferOf(direction, at - 1);
      if (transfer === length) return Infinity;
      return starts[transfer]! >= at ? starts[transfer]! : ends[transfer]!;
    },
  };
}

/** The numbers of the transfers of one direction. */
function transfersOf(fromServer: Uint8Array, direction: Direction): Uint32Array {
  const flag = direction === 'server-to-client' ? 1 : 0;
  let count = 0;
  for (let i = 0; i < fromServer.length; i++) if (fromServer[i] === flag) count++;
  const own = new Uint32Array(count);
  let next = 0;
  for (let i = 0; i < fromServer.length; i++) if (fromServer[i] === flag) own[next++] = i;
  return own;
}
