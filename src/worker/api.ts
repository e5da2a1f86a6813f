import type { Annotation } from '../codec/annotation.ts';
import type { ClientHello } from '../codec/tls/client-hello.ts';
import type { Handshake } from '../codec/websocket/handshake.ts';
import type { Tail } from '../codec/websocket/scan.ts';
import type { Difference } from '../composer/changed/difference.ts';
import type { BytePlace, Edit } from '../composer/changed/edits.ts';
import type { Verdict } from '../composer/changed/verdict.ts';
import type { Comparison } from '../composer/compare/conversations.ts';
import type { Autopsy } from '../trace/autopsy/autopsy.ts';
import type { HypothesisId } from '../trace/autopsy/suspicion.ts';
import type { Treated } from '../trace/autopsy/treated.ts';
import type { Closing } from '../trace/closing.ts';
import type { ConnectionSummary } from '../trace/connection-summary.ts';
import type { ConversationMap } from '../trace/conversation-map.ts';
import type { InputKind, Note, ReasonId } from '../trace/input.ts';
import type { LiteralFormat } from '../trace/literals.ts';
import type { LogPart } from '../trace/log/content.ts';
import type { LogEntryView } from '../trace/log/log-view.ts';
import type { LogConnection } from '../trace/log/log.ts';
import type { MessageView } from '../trace/message-view.ts';
import type { ConversationNote } from '../trace/notes.ts';
import type { Pageable, PageablePart, PayloadPage } from '../trace/payload-pages.ts';
import type { Problem } from '../trace/problems.ts';
import type { Protocol } from '../trace/protocol.ts';
import type { Query } from '../trace/query.ts';
import type { RowTarget } from '../trace/row-of.ts';
import type { Row } from '../trace/row.ts';
import type { Connection, Direction } from '../trace/trace.ts';
import type { TransferColumns } from '../trace/transfers.ts';

/** One thing pasted or dropped. */
export interface OpenSource {
  /** A Blob is read piece by piece. Without a file name, one of type `text/plain` is pasted text. */
  readonly content: string | Blob;
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
  /** Set where the connection is known to have ended, which bytes alone do not say. */
  readonly ended?: true;
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

/** What was opened, small enough to send at once. Its connections have the numbers below `connections`; those of logs come last. */
export interface Opened {
  readonly sources: readonly SourceSummary[];
  readonly connections: number;
  /** The one to look at first: the first WebSocket one with problems, else the first WebSocket one, else the largest. */
  readonly first: number;
  readonly totals: Totals;
  /** True of what only the first part of the input says: a preview, and what is left of an opening given up. */
  readonly partial: boolean;
}

export interface Totals {
  readonly connections: number;
  readonly frames: number;
  readonly messages: number;
  readonly exchanges: number;
  readonly bytes: Readonly<Record<Direction, number>>;
  readonly errors: number;
  readonly warnings: number;
}

/** What reading has done so far. */
export interface Progress {
  /** Bytes of the input: each counts half when it is read, and whole when it is decoded. */
  readonly done: number;
  readonly total: number;
  /** Packets and frames so far; no packets in a text. */
  readonly packets: number;
  readonly frames: number;
  /** What the first part of a large input says, once: its rows can be asked for while the rest loads. */
  readonly preview: Opened | null;
}

/** One conversation, small enough to send at once; rows follow window by window. */
export interface Summary {
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
  /** What a TLS client said in the clear; null for any other. */
  readonly hello: ClientHello | null;
  readonly closing: Closing;
  /** Where a stream ends inside a unit, by direction. */
  readonly incomplete: Readonly<Record<Direction, Incomplete | null>>;
  /** What was inferred, and what could not be read. */
  readonly notes: readonly ConversationNote[];
  /** Of a connection that a log tells of; absent where there are bytes. */
  readonly log?: LogSummary;
}

export interface LogSummary extends Omit<LogConnection, 'id' | 'entries'> {
  readonly exchanges: number;
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
  /** What can be read in pages, where there is a session to ask. */
  readonly pageable?: readonly Pageable[];
}

/** One entry of a log. */
export interface LogDetail {
  readonly row: Row;
  readonly entry: LogEntryView;
}

/** A conversation with other bytes in it. */
export interface Changed {
  /** What its rows are asked for by: a number of its own, good until the next change. */
  readonly connection: number;
  readonly summary: Summary;
  readonly difference: Difference;
  /** What both peers make of it, and what they made of the original. */
  readonly verdict: Verdict;
  readonly before: Verdict;
}

/** A second input, opened beside the first. Its connections have numbers of their own, good until the next one. */
export interface Beside {
  readonly opened: Opened;
  /** The number of each of its connections, by its place in `opened`. */
  readonly numbers: readonly number[];
  readonly summaries: readonly ConnectionSummary[];
}

/** A connection as a timeline draws it: plain data. */
export interface DrawnConnection {
  readonly id: number;
  readonly opened: number | null;
  readonly closed: number | null;
  readonly end: Connection['end'];
  readonly transfers: TransferColumns;
  /** The bytes, for the words at the arrows; empty where there are too many to send. */
  readonly streams: Connection['streams'];
}

/**
 * What the interface may ask of the worker: window by window, cancellable by signal. A later `open` supersedes
 * an earlier one, which rejects with an AbortError. Nothing else rejects on bad bytes: they are data.
 * While a large input loads, all is answered from its preview.
 */
export interface Session {
  /** Given up after its preview was told, it answers with that, which stays open. */
  open(
    request: OpenRequest,
    signal: AbortSignal,
    progress: (progress: Progress) => void,
  ): Promise<Opened>;
  /** Connections `[from, to)`, cut to what there is. */
  connections(from: number, to: number): Promise<ConnectionSummary[]>;
  conversation(connection: number): Promise<Summary>;
  /** Rows `[from, to)`, cut to what there is. */
  rows(connection: number, from: number, to: number): Promise<Row[]>;
  /** The rows with these numbers, in the order given: a window of what `find` found. */
  rowsAt(connection: number, rows: Uint32Array): Promise<Row[]>;
  /** The problems of problem rows `[from, to)`, in order. */
  problems(connection: number, from: number, to: number): Promise<Problem[]>;
  /** The next row with a problem after `row` (before it, where `step` is -1), or -1. */
  nextProblem(connection: number, row: number, step: 1 | -1): Promise<number>;
  annotate(connection: number, row: number): Promise<UnitDetail>;
  /** One entry of a log; rejects where there are bytes, as `annotate` does where there are none. */
  logEntry(connection: number, row: number): Promise<LogDetail>;
  /** Bytes `[from, to)` of a part of what a row carries, codings undone; of a text in a log, of its UTF-8. */
  payload(
    connection: number,
    row: number,
    part: PageablePart | LogPart,
    from: number,
    to: number,
  ): Promise<PayloadPage>;
  /** The numbers of all rows that match, in order; `progress` tells rows looked at and found so far. */
  find(
    connection: number,
    query: Query,
    signal: AbortSignal,
    progress: (looked: number, found: number) => void,
  ): Promise<Uint32Array<ArrayBuffer>>;
  map(connection: number, buckets: number): Promise<ConversationMap>;
  timeline(connection: number): Promise<DrawnConnection>;
  /** The row to go to, or -1 where there is none. */
  rowOf(connection: number, target: RowTarget): Promise<number>;
  /** The bytes of rows as they travelled, to be pasted into a program. */
  literal(connection: number, rows: Uint32Array, format: LiteralFormat): Promise<string>;
  /** The messages of a connection as NDJSON; of a log, its entries. */
  messages(connection: number, signal: AbortSignal): Promise<Blob>;
  /** What a row carries, codings undone: the whole message of a frame, the body of an exchange. */
  payloadFile(connection: number, row: number): Promise<Blob>;
  /** A connection as a capture file; rejects for one of a log, as `literal` and `timeline` do. */
  pcapng(connection: number, signal: AbortSignal): Promise<Blob>;
  /** The report on all connections, as a JSON file: it may be longer than a string. */
  report(signal: AbortSignal): Promise<Blob>;
  /** What stands at these places of a connection; null where nothing was captured, and everywhere in a log. */
  bytesAt(connection: number, places: readonly BytePlace[]): Promise<(number | null)[]>;
  /** Reads a connection as it would be with these bytes; progress tells bytes done and to do. */
  change(
    connection: number,
    edits: readonly Edit[],
    signal: AbortSignal,
    progress: (done: number, total: number) => void,
  ): Promise<Changed>;
  /** What may have happened to the bytes of a connection; null where they make sense, and of a log. */
  autopsy(connection: number, signal: AbortSignal): Promise<Autopsy | null>;
  /** All bytes of a connection as a hypothesis has them, as an input; rejects where it undoes nothing. */
  treat(connection: number, id: HypothesisId, signal: AbortSignal): Promise<Treated>;
  /** Opens a second input beside the first, which stays as it is. */
  openBeside(
    request: OpenRequest,
    signal: AbortSignal,
    progress: (progress: Progress) => void,
  ): Promise<Beside>;
  /** Aligns what two connections say; progress tells the share that is done, from 0 to 1. */
  compare(
    one: number,
    other: number,
    signal: AbortSignal,
    progress: (share: number) => void,
  ): Promise<Comparison>;
  dispose(): Promise<void>;
}
