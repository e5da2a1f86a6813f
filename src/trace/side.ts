import type { DeflateSide } from '../codec/websocket/deflate.ts';
import type { Finding } from '../codec/websocket/finding.ts';
import type { Losses } from '../codec/websocket/losses.ts';
import type { FrameIndex, Tail } from '../codec/websocket/scan.ts';
import type { Captured, Span } from './captured.ts';
import type { EventStreams } from './event-streams.ts';
import type { Direction } from './trace.ts';
import type { HttpPart } from './unit-reader.ts';

/** One direction of a conversation, taken apart into units; offsets are in the direction's stream. */
export interface Side {
  readonly direction: Direction;
  readonly bytes: Uint8Array;
  /** Which of the bytes were captured: zeros stand for the others. */
  readonly captured: Captured;
  readonly http: HttpPart;
  /** The event streams among its responses, by position of their unit. */
  readonly streams: EventStreams;
  readonly frames: FrameIndex;
  /** What of the frames was not captured. */
  readonly losses: Losses;
  /** What payloads break, by position of the frame in the index. */
  readonly findings: ReadonlyMap<number, readonly Finding[]>;
  /** Where the stream ends inside a unit. */
  readonly tail: Tail | null;
  /** Captured bytes that belong to nothing that could be read, in order. */
  readonly unexplained: readonly Span[];
  /** What this direction's compressed messages were made with; null where none may be compressed. */
  readonly deflate: DeflateSide | null;
}

/** True where what comes last was lost, or could not be read: something may have been said there. */
export const endsLost = ({ bytes, captured, unexplained }: Side): boolean =>
  bytes.length > 0 &&
  (!captured.covers(bytes.length - 1, bytes.length) || unexplained.at(-1)?.end === bytes.length);
