import type { Annotation } from '../codec/annotation.ts';
import type { Handshake } from '../codec/websocket/handshake.ts';
import type { Tail } from '../codec/websocket/scan.ts';
import type { Closing } from '../trace/closing.ts';
import type { InputKind, Note, ReasonId } from '../trace/input.ts';
import type { MessageView } from '../trace/message-view.ts';
import type { Problem } from '../trace/problems.ts';
import type { Protocol } from '../trace/protocol.ts';
import type { Row } from '../trace/row.ts';
import type { Direction } from '../trace/trace.ts';

/** One thing pasted or dropped. Bytes are transferred: the caller's buffer is empty afterwards. */
export interface OpenSource {
  readonly content: string | Uint8Array<ArrayBuffer>;
  readonly fileName?: string;
  /** Overrides detection. */
  readonly kind?: InputKind;
  /** Of bytes that do not say it themselves. */
  readonly direction?: Direction;
}

export interface OpenRequest {
  /** One, or one for each direction. */
  readonly sources: readonly OpenSource[];
  /** Negotiated `Sec-WebSocket-Extensions`, where no handshake is in the input. */
  readonly extensions?: string;
}

/** How one source was read. */
export interface SourceSummary {
  readonly kind: InputKind;
  /** Why it was taken for that; keyed to words. */
  readonly reason: ReasonId;
  /** False where another kind fits as well. */
  readonly certain: boolean;
  /** Other kinds that it could be. */
  readonly alternatives: readonly InputKind[];
  /** Bytes read from it. */
  readonly bytes: number;
  /** Size of what was given, in bytes. */
  readonly size: number;
  /** What reading it has to say aloud. */
  readonly notes: readonly Note[];
}

/** What was opened, small enough to send at once; rows follow window by window. */
export interface Summary {
  readonly sources: readonly SourceSummary[];
  readonly protocol: Protocol;
  readonly rows: number;
  readonly frames: number;
  /** The row of the first frame; null where there is none. */
  readonly firstFrameRow: number | null;
  readonly messages: number;
  readonly bytes: Readonly<Record<Direction, number>>;
  readonly problemRows: number;
  readonly errors: number;
  readonly warnings: number;
  readonly handshake: Handshake | null;
  readonly closing: Closing;
  /** Where a stream ends inside a unit, by direction. */
  readonly incomplete: Readonly<Record<Direction, Incomplete | null>>;
}

export interface Incomplete {
  readonly row: number;
  readonly at: number;
  readonly part: Tail['part'];
  readonly need: number | string | null;
  readonly have: number;
}

/** One row, taken apart to the bit, with what it belongs to. */
export interface UnitDetail {
  readonly row: Row;
  readonly annotation: Annotation;
  /** The message that the frame belongs to; null for control frames and other units. */
  readonly message: MessageView | null;
}

export type Progress = (done: number, total: number) => void;

/**
 * What the interface may ask of the worker: window by window, cancellable by signal. A later `open` supersedes
 * an earlier one, which rejects with an AbortError. Nothing else rejects on bad bytes: they are data.
 */
export interface Session {
  open(request: OpenRequest, signal: AbortSignal, progress: Progress): Promise<Summary>;
  /** Rows `[from, to)`, cut to what there is. */
  rows(from: number, to: number): Promise<Row[]>;
  /** The problems of problem rows `[from, to)`, in order. */
  problems(from: number, to: number): Promise<Problem[]>;
  /** The next row with a problem after `row` (before it, where `step` is -1), or -1. */
  nextProblem(row: number, step: 1 | -1): Promise<number>;
  annotate(row: number): Promise<UnitDetail>;
  /** Bytes `[from, to)` of a frame's payload, unmasked. */
  payload(row: number, from: number, to: number): Promise<Uint8Array>;
  /** The report, as a JSON file: it may be longer than a string. */
  report(signal: AbortSignal): Promise<Blob>;
  dispose(): Promise<void>;
}
