import type { Marks } from '../trace/marks.ts';
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

/** What the bytes of a run are for. TLS and TCP/IP are counted, not in the trace. */
export const LAYERS = [
  'payload',
  'http-head',
  'body-framing',
  'sse-framing',
  'ws-framing',
  'tls',
  'tcp-ip',
] as const;

export type Layer = (typeof LAYERS)[number];

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
  /** Tabs that got news, one count each; the first is the watched one. */
  readonly tabs: readonly number[];
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
  readonly packets: Packets;
}

/** Why a packet was sent. */
export const PACKET_KINDS = [
  'syn',
  'syn-ack',
  'ack',
  'data',
  'retransmission',
  'fin',
  'rst',
] as const;

export type PacketKind = (typeof PACKET_KINDS)[number];

/** A TCP segment as it is written to a capture file. Sequence numbers count from 0, as Wireshark shows them. */
export interface Packet {
  readonly connection: number;
  readonly direction: Direction;
  readonly kind: PacketKind;
  /** Seconds. */
  readonly sent: number;
  /** Null for one that was lost. */
  readonly arrived: number | null;
  readonly sequence: number;
  readonly acknowledgement: number;
  /** What it carries, `[start, end)` of its direction's stream. */
  readonly start: number;
  readonly end: number;
}

/** Made from the run when someone asks, in order of `sent`. */
export interface Packets extends Iterable<Packet> {
  readonly length: number;
}
