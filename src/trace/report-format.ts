import type { Severity } from '../codec/annotation.ts';
import type { MessageKind } from '../codec/websocket/message.ts';
import type { InputKind, Note } from './input.ts';
import type { LogConnection, LogTimings } from './log/log.ts';
import type { ConversationNote } from './notes.ts';
import type { Protocol } from './protocol.ts';
import type { Direction } from './trace.ts';

/** The decode report, version 1: a public format, described by public/schema/report-1.json, changed only by adding. */
export interface Report {
  readonly format: 'wire101-report';
  readonly version: 1;
  readonly input: {
    readonly kind: InputKind;
    /** Size of what was given. */
    readonly bytes: number;
    readonly notes: readonly Note[];
  };
  readonly connections: readonly ReportConnection[];
  readonly totals: ReportTotals;
  /** What a log (a HAR) tells of connections whose bytes nobody kept; absent where there is none. */
  readonly logs?: readonly ReportLog[];
}

/** A connection of a log: `id` counts logs alone. Times are seconds from the first entry of the log. */
export interface ReportLog {
  readonly id: number;
  readonly kind: 'http' | 'websocket';
  readonly name: string | null;
  readonly origin: string | null;
  readonly address: string | null;
  readonly close: LogConnection['close'];
  readonly entries: readonly ReportLogEntry[];
}

export type ReportLogEntry = ReportLogExchange | ReportLogMessage;

export interface ReportLogExchange {
  readonly index: number;
  readonly kind: 'exchange';
  readonly time: number | null;
  readonly duration: number | null;
  readonly method: string;
  readonly url: string;
  readonly httpVersion: string | null;
  /** Null where no response came. */
  readonly status: number | null;
  readonly statusText: string;
  readonly timings: LogTimings;
  readonly error: string | null;
  readonly requestHeaders: readonly (readonly [name: string, value: string])[];
  readonly requestBody: ReportLogBody | null;
  readonly responseHeaders: readonly (readonly [name: string, value: string])[];
  readonly responseBody: ReportLogBody | null;
}

/** What the log keeps: `text`, or bytes in `base64`; neither where it leaves a body out. */
export interface ReportLogContent {
  readonly text?: string;
  readonly base64?: string;
}

export interface ReportLogBody extends ReportLogContent {
  readonly mimeType: string;
  readonly size: number | null;
}

export interface ReportLogMessage extends ReportLogContent {
  readonly index: number;
  readonly kind: 'message';
  readonly direction: Direction;
  readonly time: number | null;
  readonly opcode: number;
}

export interface ReportConnection {
  readonly id: number;
  readonly client: string | null;
  readonly server: string | null;
  /** Seconds from the first packet. */
  readonly opened: number | null;
  readonly closed: number | null;
  readonly end: 'fin' | 'rst' | 'none';
  /** What is spoken; `none` is nothing that is read here. */
  readonly protocol: Protocol;
  /** What was inferred, and what could not be read; absent where there is nothing to say. */
  readonly notes?: readonly ConversationNote[];
  /** Bytes that travelled but were not captured, in order of offset per direction; absent where there are none. */
  readonly gaps?: readonly ReportGap[];
  readonly exchanges: readonly ReportExchange[];
  readonly handshake: ReportHandshake | null;
  readonly frames: readonly ReportFrame[];
  readonly messages: readonly ReportMessage[];
  readonly close: Readonly<Record<Direction, ReportClose | null>>;
  readonly violations: readonly ReportViolation[];
  readonly incomplete: Readonly<Record<Direction, ReportIncomplete | null>>;
}

export interface ReportGap {
  readonly direction: Direction;
  /** Offset in its direction's stream. */
  readonly offset: number;
  readonly length: number;
}

export interface ReportExchange {
  readonly request: ReportRequest | null;
  readonly response: ReportResponse | null;
  /** What an event stream dispatched; absent for any other body. */
  readonly events?: readonly ReportEvent[];
}

interface ReportHead {
  readonly version: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Octets of the body without the chunked coding, before any other coding is undone. */
  readonly bodyLength: number;
  /** Offset in its direction's stream. */
  readonly offset: number;
  readonly time: number | null;
}

export interface ReportRequest extends ReportHead {
  readonly method: string;
  readonly target: string;
}

export interface ReportResponse extends ReportHead {
  /** Null where it is no number. */
  readonly status: number | null;
  readonly reason: string;
  readonly bodyComplete: boolean;
}

/** An event as a browser gets it, WHATWG HTML §9.2.6. */
export interface ReportEvent {
  readonly type: string;
  readonly data: string;
  /** The last event ID; empty where none was set. */
  readonly id: string;
  /** The reconnection time it sets, in milliseconds. */
  readonly retry: number | null;
  readonly time: number | null;
}

export interface ReportHandshake {
  readonly complete: boolean;
  readonly key: string | null;
  readonly expectedAccept: string | null;
  readonly accept: string | null;
  readonly acceptMatches: boolean | null;
  readonly subprotocol: string | null;
  readonly extensions: string | null;
}

export interface ReportFrame {
  readonly index: number;
  readonly direction: Direction;
  readonly offset: number;
  readonly time: number | null;
  readonly fin: boolean;
  readonly rsv1: boolean;
  readonly rsv2: boolean;
  readonly rsv3: boolean;
  readonly opcode: number;
  readonly masked: boolean;
  /** Eight hex digits; null for an unmasked frame. */
  readonly maskingKey: string | null;
  readonly headerLength: number;
  /** A decimal string above 2^53 - 1. */
  readonly payloadLength: number | string;
  /** Null for a control frame, a continuation of nothing, and a frame of a reserved opcode. */
  readonly message: number | null;
  readonly complete: boolean;
  /** Bytes of the payload that were not captured; absent where none are missing. */
  readonly missing?: number;
}

export interface ReportMessage {
  readonly index: number;
  readonly direction: Direction;
  readonly kind: MessageKind;
  readonly frames: readonly number[];
  readonly compressed: boolean;
  readonly wireLength: number;
  /** Bytes after unmasking, joining, inflating; null where the compressed bytes gave no message, or end early. */
  readonly length: number | null;
  readonly sha256: string | null;
  /** Of a text message: null where it is not UTF-8, or has no length; clipped at 64 KiB, on the border of a character. */
  readonly text?: string | null;
  readonly textClipped?: true;
  /** False where its last fragment never came, or bytes of it are missing. */
  readonly complete: boolean;
  /** Bytes of it that were not captured; absent where none are missing. */
  readonly missing?: number;
}

export interface ReportClose {
  /** Null for an empty Close. */
  readonly code: number | null;
  readonly reason: string;
}

export interface ReportViolation {
  readonly rule: string;
  readonly severity: Severity;
  readonly direction: Direction;
  /** Index of the frame; null for a head. */
  readonly frame: number | null;
  /** Index of the exchange; null for a frame. */
  readonly exchange: number | null;
  /** Offset of the byte in its direction's stream, bit within that byte, length in bits. */
  readonly offset: number;
  readonly bit: number;
  readonly length: number;
  /** `RFC 6455 §5.2` */
  readonly section: string;
  readonly closeCode: number | null;
  readonly status: number | null;
}

export interface ReportIncomplete {
  readonly at: number;
  readonly part: 'head' | 'body' | 'chunk' | 'header' | 'payload';
  /** Null where the bytes do not tell; a decimal string above 2^53 - 1. */
  readonly need: number | string | null;
  readonly have: number;
}

export interface ReportTotals {
  readonly connections: number;
  readonly frames: number;
  readonly messages: number;
  readonly exchanges: number;
  readonly bytes: Readonly<Record<Direction, number>>;
  /** Bytes that belong to no field of anything decoded. */
  readonly unexplained: number;
}
