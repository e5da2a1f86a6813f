import type { Marks } from '../trace/marks.ts';
import type { Layer } from '../trace/layers.ts';
import type { Direction, Trace } from '../trace/trace.ts';
import type { Scenario } from './scenario.ts';

/** What became of a piece of news; the place is its number in a column. Append only. */
export const FATES = ['waiting', 'delivered', 'lost'] as const;

export type Fate = (typeof FATES)[number];

/**
 * One row for each piece of news, in order of birth; row i is number i + 1. Times are whole microseconds,
 * NaN for what did not happen.
 */
export interface NewsResults {
  readonly length: number;
  readonly born: Float64Array;
  /** When the server first wrote it. */
  readonly left: Float64Array;
  /** When its last byte had reached the client's application. */
  readonly delivered: Float64Array;
  /** The number of the message or answer that brought it; NONE of `marks.ts` where none did. */
  readonly batch: Uint32Array;
  /** Index in FATES. */
  readonly fate: Uint8Array;
  /** How often it came again. */
  readonly repeats: Uint8Array;
}

/** Milliseconds; nearest rank: the value at ceil(q · n). */
export interface Latency {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** What one lane came to; for one client, whatever `clients` says. */
export interface Totals {
  readonly news: Readonly<Record<'created' | Fate | 'repeated', number>>;
  /** Null where nothing was delivered. */
  readonly latency: Latency | null;
  readonly messages: Readonly<Record<'created' | Fate, number>>;
  readonly messageLatency: Latency | null;
  readonly bytes: Readonly<Record<Direction, Readonly<Record<Layer, number>>>>;
  readonly requests: number;
  readonly emptyAnswers: number;
  readonly connections: number;
  readonly reconnects: number;
  /** How long connections were open, added up. */
  readonly connectionSeconds: number;
  readonly requestOpenSeconds: number;
  /** Of TCP; 0 where they are not counted. */
  readonly packets: number;
  readonly retransmissions: number;
  /** The most bytes that waited at the server for a slow link. */
  readonly queuedBytes: number;
  /** News that each tab got, in the order they were opened. */
  readonly tabs: readonly number[];
  /** The tab that all other numbers of news are about: the last that was open at the start. */
  readonly watched: number;
}

/** One lane, run to the end of its window: a function of its scenario alone. */
export interface Run {
  readonly scenario: Scenario;
  readonly trace: Trace;
  readonly marks: Marks;
  readonly news: NewsResults;
  /** What the client sent, alike. */
  readonly messages: NewsResults;
  readonly totals: Totals;
  /** By place in the trace: `packets.ts` makes packets of them. */
  readonly connections: readonly ConnectionFacts[];
  /** False where the run was ended early, because it asked for too much. */
  readonly complete: boolean;
}

/** Why a packet was sent. */
export type PacketKind = 'syn' | 'syn-ack' | 'ack' | 'data' | 'retransmission' | 'fin' | 'rst';

/** A copy of a packet that never came. Times are seconds. */
export interface LossFacts {
  readonly way: 0 | 1;
  /** What it carried of the stream; empty for a packet that carries nothing of it. */
  readonly start: number;
  readonly end: number;
  readonly sent: number;
  /** When the next copy was sent; Infinity where none was. */
  readonly again: number;
}

/** How a connection ended on one side. */
export interface EndingFacts {
  readonly by: 'client' | 'server' | 'proxy' | 'cut';
  readonly how: 'fin' | 'rst';
  readonly time: number;
  /** When the other side knew; Infinity where it never did. */
  readonly known: number;
}

/** What a trace does not tell of a connection, and its packets need. Seconds; null for what did not happen. */
export interface ConnectionFacts {
  /** When the SYN left, and when it was there. */
  readonly synSent: number | null;
  readonly synArrived: number | null;
  /** When the client had the SYN-ACK. */
  readonly answered: number | null;
  /** When the client could speak: later where TLS comes first. */
  readonly established: number | null;
  readonly losses: readonly LossFacts[];
  readonly endings: readonly EndingFacts[];
}
