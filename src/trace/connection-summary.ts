import type { Direction } from './trace.ts';
import type { TrafficKind, TrafficNumbers } from './traffic.ts';

/** One connection as a row of an overview: plain and small. */
export interface ConnectionSummary {
  readonly id: number;
  readonly client: string | null;
  readonly server: string | null;
  readonly opened: number | null;
  readonly closed: number | null;
  readonly end: 'fin' | 'rst' | 'none';
  readonly protocol: 'websocket' | 'http' | 'http2' | 'tls' | 'none';
  readonly traffic: TrafficKind;
  readonly numbers: TrafficNumbers;
  readonly frames: number;
  readonly messages: number;
  readonly exchanges: number;
  readonly bytes: Readonly<Record<Direction, number>>;
  readonly errors: number;
  readonly warnings: number;
  readonly ending: Ending;
}

/** How a WebSocket conversation came to its end, RFC 6455 §7; all null or false where nobody said Close. */
export interface Ending {
  /** Who said Close first; null where nobody did, or where the order is not known. */
  readonly first: Direction | null;
  /** Of the first Close; null for an empty one. */
  readonly code: number | null;
  readonly reason: string;
  readonly answered: boolean;
}
