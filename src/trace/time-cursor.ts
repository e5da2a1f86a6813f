import type { Connection, Direction } from './trace.ts';

/**
 * When the bytes of a direction were seen, asked in order of offset: each transfer is passed once, where a search
 * for each of a million frames would take a second.
 */
export function createTimeCursor(
  { transfers }: Connection,
  direction: Direction,
): (at: number) => number | null {
  let next = 0;
  let end = 0;
  let time: number | null = null;
  return (at) => {
    while (end <= at) {
      if (next === transfers.length) return null;
      const transfer = transfers.at(next++);
      if (transfer.direction === direction) ({ end, time } = transfer);
    }
    return time;
  };
}
