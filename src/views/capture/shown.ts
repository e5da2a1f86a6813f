import type { Annotation, BitRange } from '../../codec/annotation.ts';
import type { Handshake } from '../../codec/websocket/handshake.ts';
import type { Closing } from '../../trace/closing.ts';
import type { ConversationMap } from '../../trace/conversation-map.ts';
import type { LiteralFormat } from '../../trace/literals.ts';
import type { LogPart } from '../../trace/log/content.ts';
import type { LogEntryView } from '../../trace/log/log-view.ts';
import type { LogConnection } from '../../trace/log/log.ts';
import type { MessageView } from '../../trace/message-view.ts';
import type { ConversationNote } from '../../trace/notes.ts';
import type { Pageable, PageablePart, PayloadPage } from '../../trace/payload-pages.ts';
import type { Problem } from '../../trace/problems.ts';
import type { Protocol } from '../../trace/protocol.ts';
import type { Row } from '../../trace/row.ts';

/** Why there is nothing to show, or not all; what the words of each say. */
export type ShownFailure =
  'crashed' | 'unreadable' | 'link' | 'cancelled' | 'part' | 'no-example' | 'unloaded';

/** A long list of which parts have come. */
export interface ShownPages<T> {
  readonly count: number;
  /** Undefined until it has come. */
  get(index: number): T | undefined;
  /** Asks for `[from, to)`. */
  want(from: number, to: number): void;
}

/** The row looked at, taken apart. */
export interface ShownUnit {
  readonly row: Row;
  readonly annotation: Annotation;
  readonly message: MessageView | null;
  /** What can be read in pages. */
  readonly pageable?: readonly Pageable[];
}

/** The row looked at, where it is an entry of a log. */
export interface ShownEntry {
  readonly row: Row;
  readonly entry: LogEntryView;
}

/** A conversation as views need it; whoever holds one may hold more. */
export interface ShownConversation {
  readonly connection: number | null;
  readonly rows: ShownPages<Row> | null;
  readonly map: ConversationMap | null;
  readonly row: number | null;
  readonly detail: ShownUnit | null;
  readonly entry: ShownEntry | null;
  /** Where in the row to look first. */
  readonly place: BitRange | null;
  readonly problems: readonly Problem[];
  readonly summary: ShownSummary | null;
  payload(
    row: number,
    part: PageablePart | LogPart,
    from: number,
    to: number,
  ): Promise<PayloadPage>;
}

export interface ShownSummary {
  readonly protocol: Protocol;
  readonly frames: number;
  readonly messages: number;
  readonly errors: number;
  readonly warnings: number;
  readonly handshake: Handshake | null;
  readonly closing: Closing;
  readonly notes: readonly ConversationNote[];
  /** Of a connection that a log tells of. */
  readonly log?: Pick<LogConnection, 'kind'> & { readonly exchanges: number };
}

/** What is looked for in it, and what was found. */
export interface ShownSearch {
  readonly matches: Uint32Array | null;
  readonly hits: ShownPages<Row> | null;
  readonly looked: number | null;
  readonly failed: boolean;
  readonly only: boolean;
  /** Where in the list of matches a row is, or would be. */
  place(row: number): number;
  has(row: number): boolean;
}

/** What can leave the page. */
export interface ShownExports {
  /** Rows that would be copied. */
  readonly count: number;
  readonly chosen: { readonly count: number; has(row: number): boolean };
  literal(format: LiteralFormat): Promise<string>;
  report(signal: AbortSignal): Promise<Blob>;
  pcapng(signal: AbortSignal): Promise<Blob>;
  messages(signal: AbortSignal): Promise<Blob>;
  payload(): Promise<Blob>;
}

/** How a row is chosen: alone, beside the others, or with all between it and the one chosen last. */
export type Choosing = 'alone' | 'beside' | 'through';
