import { perDirection, type Direction } from './trace.ts';
import type { Transfers } from './transfers.ts';

/** When and in which order the bytes of both directions were seen; four bytes a transfer. */
export interface Clock {
  /** The transfer that brought the byte at an offset; the number of transfers where none did. */
  transferOf(direction: Direction, at: number): number;
  timeAt(direction: Direction, at: number): number | null;
}

/** Looks transfers up by binary search, since those of a direction tile its stream. */
export function createClock({ length, columns }: Transfers): Clock {
  const { fromServer, ends, times } = columns;
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
