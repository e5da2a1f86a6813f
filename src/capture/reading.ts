import type { InputKind, Note, ReasonId } from '../trace/input.ts';
import type { LogConnection } from '../trace/log/log.ts';
import type { Direction } from '../trace/trace.ts';
import type { TextPacket } from './text-packets.ts';

/** One thing pasted or dropped. */
export interface Source {
  readonly content: string | Uint8Array;
  readonly fileName?: string;
  /** Overrides detection. */
  readonly kind?: InputKind;
  /** Of bytes that do not say it themselves. */
  readonly direction?: Direction;
}

/** Bytes of one direction. */
export interface Piece {
  readonly direction: Direction | null;
  readonly bytes: Uint8Array;
  /** The position in the text of its first character, after a direction mark; 0 for a file. */
  readonly at: number;
}

/** What was made of a source. */
export interface Reading {
  readonly kind: InputKind;
  readonly reason: ReasonId;
  readonly certain: boolean;
  /** Other kinds that it could be, the likelier first. */
  readonly alternatives: readonly InputKind[];
  /** The notation of the bytes after HTTP text; null where there is none. */
  readonly inner: InputKind | null;
  /** In order; neighbours differ in direction. */
  readonly pieces: readonly Piece[];
  /** What dumps of packets show, headers and all; their bytes are in no piece. */
  readonly packets: readonly TextPacket[];
  /** What a HAR tells: connections without bytes. */
  readonly logs: readonly LogConnection[];
  /** In order of position. */
  readonly notes: readonly Note[];
  /** Of what was given, in bytes. */
  readonly size: number;
}
