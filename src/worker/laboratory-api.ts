import type { Handshake } from '../codec/websocket/handshake.ts';
import type { Vantage } from '../simulation/packets.ts';
import type { NewsResults, Totals } from '../simulation/run.ts';
import type { Scenario } from '../simulation/scenario.ts';
import type { Transport } from '../simulation/transport.ts';
import type { Closing } from '../trace/closing.ts';
import type { MarkColumns } from '../trace/marks.ts';
import type { Row } from '../trace/row.ts';
import type { DrawnConnection, UnitDetail } from './api.ts';

/** A lane to run. */
export interface LaneRequest {
  /** Names the lane in every later question. */
  readonly id: string;
  readonly scenario: Scenario;
}

/** What came of a lane: plain data, drawn by the page; the bytes stay behind. */
export interface LaneResult {
  readonly id: string;
  readonly transport: Transport;
  /** What was run. */
  readonly scenario: Scenario;
  readonly connections: readonly DrawnConnection[];
  readonly marks: MarkColumns;
  readonly news: NewsResults;
  readonly messages: NewsResults;
  readonly totals: Totals;
  /** How many pieces of news took how long; the bins are those of `simulation/delays.ts`. */
  readonly delays: Uint32Array;
}

/** An arrow: a transfer of a connection of a lane. */
export interface ArrowId {
  readonly lane: string;
  readonly connection: number;
  readonly transfer: number;
}

/** What an arrow carries. */
export interface ArrowBytes {
  /** The rows of the conversation that it brought, or brought parts of. */
  readonly rows: readonly Row[];
  /** The first of them, taken apart. */
  readonly detail: UnitDetail | null;
  readonly handshake: Handshake | null;
  readonly closing: Closing;
  /** Seconds; null where it never arrived. */
  readonly sent: number | null;
  readonly arrived: number | null;
}

/** Runs races and keeps their bytes. A later run supersedes an earlier one, which rejects with an AbortError. */
export interface Laboratory {
  run(
    lanes: readonly LaneRequest[],
    signal: AbortSignal,
    progress: (done: number, total: number) => void,
  ): Promise<LaneResult[]>;
  arrow(arrow: ArrowId): Promise<ArrowBytes>;
  annotate(lane: string, connection: number, row: number): Promise<UnitDetail>;
  /** The whole run, or one connection of it, as a capture file made at one end. */
  pcapng(lanes: readonly string[], vantage: Vantage, connection: number | null): Promise<Blob>;
  /** One line for each piece of news and lane. */
  csv(): Promise<Blob>;
  /** Scenarios, totals and news. */
  json(): Promise<Blob>;
  dispose(): Promise<void>;
}
