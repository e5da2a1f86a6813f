/** Which way bytes travel. */
export type Direction = 'client-to-server' | 'server-to-client';

export const DIRECTIONS: readonly Direction[] = ['client-to-server', 'server-to-client'];

export const opposite = (direction: Direction): Direction =>
  direction === 'client-to-server' ? 'server-to-client' : 'client-to-server';

/** One thing for each direction. */
export const perDirection = <T>(make: (direction: Direction) => T): Record<Direction, T> => ({
  'client-to-server': make('client-to-server'),
  'server-to-client': make('server-to-client'),
});
