import { readClosing } from './closing.ts';
import type { Conversation } from './conversation.ts';
import { countProblems, problemRows } from './problems.ts';
import { DIRECTIONS, perDirection, type Direction } from './trace.ts';
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

export function summariseConnection(conversation: Conversation): ConnectionSummary {
  const { connection, sides, order, exchanges } = conversation;
  const { id, client, server, opened, closed, end } = connection;
  const counts = { errors: 0, warnings: 0 };
  for (const row of problemRows(conversation)) {
    const { errors, warnings } = countProblems(conversation, order.place(row));
    counts.errors += errors;
    counts.warnings += warnings;
  }
  const protocol = order.length === 0 ? 'none' : conversation.protocol;
  return {
    ...{ id, client, server, opened, closed, end, protocol },
    traffic: protocol === 'http' ? 'requests' : protocol,
    numbers: { requests: exchanges.length },
    frames: DIRECTIONS.reduce((sum, direction) => sum + sides[direction].frames.length, 0),
    messages: order.messages,
    exchanges: exchanges.length,
    bytes: perDirection((direction) => sides[direction].bytes.length),
    ...counts,
    ending: endingOf(conversation),
  };
}

function endingOf(conversation: Conversation): Ending {
  const { sent, first, answered } = readClosing(conversation);
  const close = first === null ? null : sent[first];
  return { first, code: close?.code ?? null, reason: close?.reason ?? '', answered };
}
