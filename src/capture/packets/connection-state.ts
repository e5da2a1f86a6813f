import { createTransfers, type TransfersBuilder } from '../../trace/transfers.ts';
import type { Direction } from '../../trace/trace.ts';
import type { Budget } from './limits.ts';
import type { Findings } from './findings.ts';
import { createSide, type StreamSide } from './stream-side.ts';

/** Written over for each transfer, which copies it into columns. */
interface Scratch {
  direction: Direction;
  start: number;
  end: number;
  time: number | null;
  arrived: null;
}

/** A TCP connection in the making. `sides[0]` is what the client sent. */
export interface ConnectionState {
  readonly client: string;
  readonly server: string;
  clientKnown: boolean;
  readonly sides: readonly [StreamSide, StreamSide];
  transfers: TransfersBuilder | null;
  begun: boolean;
  opened: number | null;
  reset: boolean;
  resetTime: number | null;
  /** Of the packet seen last; NaN where unknown. */
  time: number;
  /** Of that packet in the file. */
  position: number;
  /** No bytes were seen yet. */
  bare: boolean;
  readonly around: Surroundings;
}

/** What connections share: budget, findings. */
export interface Surroundings {
  readonly budget: Budget;
  readonly findings: Findings;
}

export const createConnection = (
  client: string,
  server: string,
  clientKnown: boolean,
  around: Surroundings,
): ConnectionState => ({
  client,
  server,
  clientKnown,
  sides: [createSide('client-to-server'), createSide('server-to-client')],
  transfers: null,
  begun: false,
  opened: null,
  reset: false,
  resetTime: null,
  time: NaN,
  position: 0,
  bare: true,
  around,
});

const scratch: Scratch = {
  direction: 'client-to-server',
  start: 0,
  end: 0,
  time: null,
  arrived: null,
};

/** Notes that bytes of a side, up to its present end, were seen at this time. */
export function pushTransfer(connection: ConnectionState, side: StreamSide, start: number): void {
  connection.transfers ??= createTransfers();
  connection.bare = false;
  scratch.direction = side.direction;
  scratch.start = start;
  scratch.end = side.length;
  scratch.time = connection.time;
  connection.transfers.push(scratch);
}

/** Both ends said FIN, or one RST. */
export const isOver = ({ reset, sides }: ConnectionState): boolean =>
  reset || (sides[0].finTime !== null && sides[1].finTime !== null);

export const knownTime = (time: number): number | null => (Number.isNaN(time) ? null : time);

/** How notes name it. */
export const nameOf = ({ client, server }: ConnectionState): string => `${client} → ${server}`;
