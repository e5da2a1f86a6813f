import type { Direction } from '../direction.ts';

/**
 * What a log (a HAR) says of a connection: exchanges and messages, as somebody parsed them. There are no bytes and no
 * frames in it, and none are made up.
 */
export interface LogConnection {
  readonly id: number;
  /** A WebSocket is a connection of its own: its handshake, and its messages. */
  readonly kind: 'http' | 'websocket';
  /** As the log names it; null where it does not. */
  readonly name: string | null;
  /** Scheme, host and port of what was asked for: `ws://example.com:8080`. */
  readonly origin: string | null;
  /** Of the server; null where the log does not say it. */
  readonly address: string | null;
  /** In the order of their times. */
  readonly entries: readonly LogEntry[];
  /** How the WebSocket ended, where the log says it; `aborted` without a Close. */
  readonly close: LogClose | 'aborted' | null;
}

export type LogEntry = LogExchange | LogMessage;

/** A request and what answered it. */
export interface LogExchange {
  readonly kind: 'exchange';
  /** When it began: seconds from the first entry of the log; null where that is not said. */
  readonly time: number | null;
  /** In seconds, from its beginning to the end of its response. */
  readonly duration: number | null;
  readonly method: string;
  readonly url: string;
  readonly httpVersion: string | null;
  readonly requestHeaders: readonly LogHeader[];
  readonly requestBody: LogBody | null;
  /** Null where no response came. */
  readonly status: number | null;
  readonly statusText: string;
  readonly responseHeaders: readonly LogHeader[];
  readonly responseBody: LogBody | null;
  readonly timings: LogTimings;
  /** Why it failed, in the words of who logged it. */
  readonly error: string | null;
}

export interface LogHeader {
  readonly name: string;
  readonly value: string;
}

/** A body, its codings undone. */
export interface LogBody {
  readonly mimeType: string;
  /** Null where the log leaves it out. */
  readonly content: string | Uint8Array | null;
  /** In bytes, as logged; null where that is not said. */
  readonly size: number | null;
}

/** In seconds; null for what did not happen or was not measured. */
export interface LogTimings {
  readonly blocked: number | null;
  readonly dns: number | null;
  readonly connect: number | null;
  readonly ssl: number | null;
  readonly send: number | null;
  readonly wait: number | null;
  readonly receive: number | null;
}

/** A message of a WebSocket, however many frames it took. */
export interface LogMessage {
  readonly kind: 'message';
  readonly direction: Direction;
  readonly time: number | null;
  /** 1 for text, 2 for binary; others as logged. */
  readonly opcode: number;
  /** Text of a text message, bytes of a binary one; text too where the log holds no base64. */
  readonly data: string | Uint8Array;
}

export interface LogClose {
  readonly code: number | null;
  readonly reason: string;
  readonly time: number | null;
}

/** One entry of a log as a line. */
export interface LogRow {
  readonly index: number;
  readonly kind: LogEntry['kind'];
  /** Of an exchange: that of its request. */
  readonly direction: Direction;
  readonly time: number | null;
  /** Bytes of the message, or of the response's body; null where the log does not say it. */
  readonly length: number | null;
  /** The start of what it says: text, or bytes of a binary message. Of an exchange its request line. */
  readonly preview: string | Uint8Array;
  /** True where there is more of it than the preview. */
  readonly clipped: boolean;
  /** Of the response; null for a message, and where no response came. */
  readonly status: number | null;
  /** Of a message; null for an exchange. */
  readonly opcode: number | null;
}
