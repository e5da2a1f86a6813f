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
 * The bytes of a connection as they were given, up to `most` of a strand. Where directions were guessed from the very
 * bytes that make no sense, the guess is undone: they are one strand again.
 */
export function strandsOf(
  connection: Connection,
  guessed: boolean,
  most = Number.POSITIVE_INFINITY,
): Strand[] {
  if (guessed) return [{ direction: null, bytes: inOrder(connection, most) }];
  const { streams } = connection;
  return DIRECTIONS.filter((direction) => streams[direction].length > 0).map((direction) => ({
    direction,
    bytes: streams[direction].subarray(0, most),
  }));
}

/** Both directions as they were seen. */
function inOrder({ streams, transfers }: Connection, most: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const { direction, start, end } of transfers) {
    const part = streams[direction].subarray(start, Math.min(end, start + most - length));
    parts.push(part);
    length += part.length;
    if (length === most) break;
  }
  return concat(parts);
}

/** The part that is looked at. */
export const firstOf = ({ direction, bytes }: Strand): Strand => ({
  direction,
  bytes: bytes.subarray(0, LOOKED_AT),
});
