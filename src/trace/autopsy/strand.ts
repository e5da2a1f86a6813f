import type { Connection, Direction } from '../trace.ts';
import { DIRECTIONS } from '../trace.ts';
import { concat } from '../../codec/bytes.ts';

/** Bytes that belong together, in the order seen. */
export interface Strand {
  /** Null where nobody said whose they are: both sides' may follow each other. */
  readonly direction: Direction | null;
  readonly bytes: Uint8Array;
}

/**
 * Bytes of a strand that are looked at: enough for thousands of frames, and little enough to try every hypothesis on
 * them while someone blinks.
 */
export const LOOKED_AT = 64 * 1024;

/**
 * The bytes of a connection as they were given. Where directions were guessed from the very bytes that make no sense,
 * the guess is undone: they are one strand again.
 */
export function strandsOf({ streams, transfers }: Connection, guessed: boolean): Strand[] {
  if (guessed) {
    const parts = Array.from(transfers, ({ direction, start, end }) =>
      streams[direction].subarray(start, end),
    );
    return [{ direction: null, bytes: concat(parts) }];
  }
  return DIRECTIONS.filter((direction) => streams[direction].length > 0).map((direction) => ({
    direction,
    bytes: streams[direction],
  }));
}

/** The part that is looked at. */
export const firstOf = ({ direction, bytes }: Strand): Strand => ({
  direction,
  bytes: bytes.subarray(0, LOOKED_AT),
});
