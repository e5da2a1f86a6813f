import type { Direction } from './direction.ts';
import type { InputKind, Note } from './input.ts';
import type { LogConnection } from './log/log.ts';
import type { Transfers } from './transfers.ts';

export { DIRECTIONS, opposite, perDirection, type Direction } from './direction.ts';

/** Bytes that travelled but were not captured: zeros stand in their place in the stream. */
export interface Gap {
  readonly direction: Direction;
  /** Half-open, in bytes of the direction's stream. */
  readonly start: number;
  readonly end: number;
}

/** One connection: the bytes of each direction, and in which order they were seen. */
export interface Connection {
  readonly id: number;
  /** `address:port`; null where the source does not say. */
  readonly client: string | null;
  readonly server: string | null;
  /** False where a capture began when the connection was open already. */
  readonly begun: boolean;
  readonly opened: number | null;
  readonly closed: number | null;
  readonly end: 'fin' | 'rst' | 'none';
  /** False where nothing says how the two directions interleave. */
  readonly ordered: boolean;
  readonly streams: Readonly<Record<Direction, Uint8Array>>;
  /** In the order seen; per direction the transfers tile the stream. */
  readonly transfers: Transfers;
  /** In order of offset per direction. */
  readonly gaps: readonly Gap[];
}

/** What every source (paste, file, simulation, lesson) yields and every view draws. */
export interface Trace {
  readonly input: {
    readonly kind: InputKind;
    readonly bytes: number;
    readonly notes: readonly Note[];
  };
  readonly connections: readonly Connection[];
  /** What a log tells of connections whose bytes nobody kept. */
  readonly logs?: readonly LogConnection[];
}
