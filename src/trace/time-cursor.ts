import type { Connection, Direction } from './trace.ts';

/**
 * When the bytes of a direction were seen, asked in order of offset: each transfer is passed once, where a search
 * for each of a million frames would take a second.
 */
export function createTimeCursor(
  { transfers }: Connection,
  direction: Direction,
): (at: number) => number | null {
  const { fromServer, ends, times } = transfers.columns;
  const way = direction === 'server-to-client' ? 1 : 0;
  let transfer = 0;
  return (at) => {
    while (transfer < ends.length && (fromServer[transfer] !== way || ends[transfer]! <= at)) {
      transfer++;
    }
    const time = times[transfer] ?? NaN;
    return Number.isNaN(time) ? null : time;
  };
}
