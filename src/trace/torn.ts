import type { Captured } from './captured.ts';
import type { Clock } from './clock.ts';
import { findFrames, UNKNOWN_BITS } from './frame-search.ts';
import type { Torn } from './http-units.ts';
import { DIRECTIONS, type Connection, type Direction } from './trace.ts';

type CapturedBytes = Readonly<Record<Direction, Captured>>;

/** Whether bytes of a connection were not captured: some between, or those of its beginning. */
export const isTorn = ({ begun }: Connection, captured: CapturedBytes): boolean =>
  !begun || DIRECTIONS.some((direction) => captured[direction].gaps.length > 0);

/** Whether someone saw the connection itself, so that its bytes may be any protocol. */
export const isCapture = ({ client, server, begun }: Connection): boolean =>
  client !== null || server !== null || !begun;

/** What reading HTTP needs to go on over what was not captured. */
export const tornOf = (
  { begun, streams }: Connection,
  captured: CapturedBytes,
  clock: Clock,
): Torn => ({
  captured,
  begun,
  transferOf: clock.transferOf,
  hasFrames(direction, from, to) {
    const sender = direction === 'client-to-server' ? 'client' : 'server';
    const stream = {
      bytes: streams[direction],
      captured: captured[direction],
      sender,
      deflate: true,
      transferFrom: (at: number) => clock.startFrom(direction, at),
    } as const;
    return findFrames(stream, from, to, UNKNOWN_BITS) >= 0;
  },
});
