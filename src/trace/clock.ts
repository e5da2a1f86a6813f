import { perDirection, type Direction } from './trace.ts';
import type { Transfers } from './transfers.ts';

/** When and in which order the bytes of both directions were seen; four bytes a transfer. */
export interface Clock {
  /** The transfer that brought the byte at an offset; the number of transfers where none did. */
  transferOf(direction: Direction, at: number): number;
  timeAt(direction: Direction, at: number): number | null;
}

/** Looks transfers up by binary search, since those of a direction tile its stream. */
export function createClock(transfers: Transfers): Clock {
  const counts = perDirection(() => 0);
  for (let i = 0; i < transfers.length; i++) counts[transfers.directionOf(i)]++;
  const own = perDirection((direction) => new Uint32Array(counts[direction]));
  const next = perDirection(() => 0);
  for (let i = 0; i < transfers.length; i++) {
    const direction = transfers.directionOf(i);
    own[direction][next[direction]++] = i;
  }
  function transferOf(direction: Direction, at: number): number {
    const list = own[direction];
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (transfers.endOf(list[middle]!) <= at) low = middle + 1;
      else high = middle;
    }
    return list[low] ?? transfers.length;
  }
  return {
    transferOf,
    timeAt(direction, at) {
      const transfer = transferOf(direction, at);
      return transfer < transfers.length ? transfers.timeOf(transfer) : null;
    },
  };
}
