import type { InputKind, Note } from './input.ts';

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

/** A run of bytes that travelled together. `start` and `end` are offsets in the stream of its direction. */
export interface Transfer {
  readonly direction: Direction;
  readonly start: number;
  readonly end: number;
  /** Seconds from the first transfer of the trace; null where the source knows no times. */
  readonly time: number | null;
}

/** One connection: the bytes of each direction, and in which order they were seen. */
export interface Connection {
  readonly id: number;
  /** `address:port`; null where the source does not say. */
  readonly client: string | null;
  readonly server: string | null;
  readonly opened: number | null;
  readonly closed: number | null;
  readonly end: 'fin' | 'rst' | 'none';
  /** False where nothing says how the two directions interleave. */
  readonly ordered: boolean;
  readonly streams: Readonly<Record<Direction, Uint8Array>>;
  /** In the order seen; per direction the transfers tile the stream. */
  readonly transfers: readonly Transfer[];
}

/** What every source (paste, file, simulation, lesson) yields and every view draws. */
export interface Trace {
  readonly input: {
    readonly kind: InputKind;
    readonly bytes: number;
    readonly notes: readonly Note[];
  };
  readonly connections: readonly Connection[];
}
