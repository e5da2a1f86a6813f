import type { Direction } from '../trace/direction.ts';

/** How an address names who sends. */
export const SHORT: Readonly<Record<Direction, string>> = {
  'client-to-server': 'c2s',
  'server-to-client': 's2c',
};

export const DIRECTION_NAMES: ReadonlyMap<string, Direction> = new Map([
  ['c2s', 'client-to-server'],
  ['s2c', 'server-to-client'],
]);
