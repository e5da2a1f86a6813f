import type { DeflateSide } from '../codec/websocket/deflate.ts';
import type { Finding } from '../codec/websocket/finding.ts';
import type { FrameIndex, Tail } from '../codec/websocket/scan.ts';
import type { EventStream } from './event-streams.ts';
import type { HttpPart } from './http-units.ts';
import type { Direction } from './trace.ts';

/** One direction of a conversation, taken apart into units; offsets are in the direction's stream. */
export interface Side {
  readonly direction: Direction;
  readonly bytes: Uint8Array;
  readonly http: HttpPart;
  /** The event streams among its responses, by position of their unit. */
  readonly streams: ReadonlyMap<number, EventStream>;
  readonly frames: FrameIndex;
  /** What payloads break, by position of the frame in the index. */
  readonly findings: ReadonlyMap<number, readonly Finding[]>;
  /** Where the stream ends inside a unit. */
  readonly tail: Tail | null;
  /** Bytes that belong to nothing that could be read: `[at, end)`, empty where all is explained. */
  readonly unexplained: { readonly at: number; readonly end: number };
  /** What this direction's compressed messages were made with; null where none may be compressed. */
  readonly deflate: DeflateSide | null;
}
