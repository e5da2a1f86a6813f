import { readClosing } from './closing.ts';
import type { LogConnection } from './log/log.ts';
import type { Conversation } from './conversation.ts';
import { problemsIn, type ProblemCount } from './problems.ts';
import type { Protocol } from './protocol.ts';
import { DIRECTIONS, perDirection, type Direction } from './trace.ts';
import { readTraffic, type TrafficKind, type TrafficNumbers } from './traffic.ts';

/** One connection as a row of an overview: plain and small. */
export interface ConnectionSummary {
  readonly id: number;
  readonly client: string | null;
  readonly server: string | null;
  readonly opened: number | null;
  readonly closed: number | null;
  readonly end: 'fin' | 'rst' | 'none';
  readonly protocol: Protocol;
  /** How news travels on it, told by behaviour. */
  readonly traffic: TrafficKind;
  readonly numbers: TrafficNumbers;
  readonly frames: number;
  readonly messages: number;
  readonly exchanges: number;
  readonly bytes: Readonly<Record<Direction, number>>;
  /** Bytes that were not captured, both ways together. */
  readonly missing: number;
  readonly errors: number;
  readonly warnings: number;
  readonly ending: Ending;
  /** The host that a TLS client names; null for any other. */
  readonly serverName: string | null;
  /** Of a connection that a log tells of; absent where bytes were captured. */
  readonly log?: Pick<LogConnection, 'kind' | 'close'>;
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

/** `problems` are those of the conversation, where they have been counted already. */
export function summariseConnection(
  conversation: Conversation,
  { errors, warnings }: ProblemCount = problemsIn(conversation),
): ConnectionSummary {
  const { connection, sides, order, exchanges, protocol, hello } = conversation;
  const { id, client, server, opened, closed, end } = connection;
  const traffic = readTraffic(conversation);
  const sum = (count: (direction: Direction) => number) =>
    DIRECTIONS.reduce((total, direction) => total + count(direction), 0);
  return {
    ...{ id, client, server, opened, closed, end },
    protocol: order.length === 0 ? 'none' : protocol,
    traffic: order.length === 0 ? 'none' : traffic.kind,
    numbers: traffic.numbers,
    frames: sum((direction) => sides[direction].frames.length),
    messages: order.messages,
    exchanges: exchanges.length,
    bytes: perDirection((direction) => sides[direction].bytes.length),
    missing: sum((way) => sides[way].captured.missing(0, sides[way].bytes.length)),
    errors,
    warnings,
    ending: endingOf(conversation),
    serverName: hello?.serverName ?? null,
  };
}

function endingOf(conversation: Conversation): Ending {
  const { sent, first, answered } = readClosing(conversation);
  const close = first === null ? null : sent[first];
  return { first, code: close?.code ?? null, reason: close?.reason ?? '', answered };
}
