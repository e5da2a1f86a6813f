import { HandshakeType, handshakeTypeAt } from '../codec/tls/client-hello.ts';
import { capturedOf, type Captured } from './captured.ts';
import { createClock, type Clock } from './clock.ts';
import { findFrames, UNKNOWN_BITS } from './frame-search.ts';
import type { ConversationNote } from './notes.ts';
import { findStartLine } from './start-line-search.ts';
import { DIRECTIONS, opposite, perDirection, type Connection, type Direction } from './trace.ts';
import { transfersFrom, type Transfers } from './transfers.ts';

/** A connection with its client where the bytes say it is. */
export interface Oriented {
  readonly connection: Connection;
  /** Set where the bytes alone told which side is the client. */
  readonly note: ConversationNote | null;
}

/** How the side of the client was told. */
type Evidence = 'start-line' | 'client-hello' | 'mask';

/** Bytes of each direction that are looked at. */
const LOOKED_AT = 256 * 1024;

/** Each kind of evidence says which direction a stream speaks as; null where it says nothing. */
type Witness = (
  bytes: Uint8Array,
  captured: Captured,
  transferFrom: (at: number) => number,
) => Direction | null;

const WITNESSES: readonly (readonly [Evidence, Witness])[] = [
  ['client-hello', sayHello],
  ['start-line', sayStartLine],
  ['mask', sayMask],
];

/**
 * Puts the sides of a connection right whose beginning was not captured: by a TLS hello, by request-lines and
 * status-lines, else by the MASK bits of frames, RFC 6455 §5.1. Where a SYN was seen, or a person says it, it stays.
 */
export function orient(connection: Connection): Oriented {
  if (connection.begun) return { connection, note: null };
  const clock = createClock(connection.transfers);
  for (const [evidence, witness] of WITNESSES) {
    const votes = perDirection((direction) => voteOf(connection, direction, witness, clock));
    const right = DIRECTIONS.filter((direction) => votes[direction] === direction).length;
    const wrong = DIRECTIONS.filter((direction) => votes[direction] === opposite(direction)).length;
    if (right === wrong) continue;
    const swaps = wrong > right;
    return {
      connection: swaps ? swapSides(connection) : connection,
      note: swaps || evidence === 'mask' ? noteOf(evidence) : null,
    };
  }
  return { connection, note: noteOf('port') };
}

const noteOf = (evidence: Evidence | 'port'): ConversationNote => ({
  id: 'conversation/direction-inferred',
  direction: null,
  at: 0,
  detail: evidence,
});

function voteOf(
  { streams, gaps }: Connection,
  direction: Direction,
  witness: Witness,
  clock: Clock,
): Direction | null {
  const bytes = streams[direction].subarray(0, LOOKED_AT);
  const captured = capturedOf(gaps, direction, bytes.length);
  return witness(bytes, captured, (at) => clock.startFrom(direction, at));
}

function sayHello(bytes: Uint8Array, captured: Captured): Direction | null {
  const type = handshakeTypeAt(bytes.subarray(0, captured.runEnd(0)), 0);
  if (type === null) return null;
  return type === HandshakeType.clientHello ? 'client-to-server' : 'server-to-client';
}

function sayStartLine(bytes: Uint8Array, captured: Captured): Direction | null {
  const request = findStartLine(bytes, captured, 'request', 0);
  const response = findStartLine(bytes, captured, 'response', 0);
  if (request < 0 && response < 0) return null;
  const first = response < 0 || (request >= 0 && request < response);
  return first ? 'client-to-server' : 'server-to-client';
}

function sayMask(
  bytes: Uint8Array,
  captured: Captured,
  transferFrom: (at: number) => number,
): Direction | null {
  function find(sender: 'client' | 'server'): number {
    const stream = { bytes, captured, sender, deflate: true, transferFrom };
    return findFrames(stream, 0, bytes.length, UNKNOWN_BITS);
  }
  const asClient = find('client');
  const asServer = find('server');
  if (asClient === asServer) return null;
  const masked = asServer < 0 || (asClient >= 0 && asClient < asServer);
  return masked ? 'client-to-server' : 'server-to-client';
}

/** The same connection with client and server exchanged. */
export function swapSides(connection: Connection): Connection {
  const { client, server, streams, transfers, gaps } = connection;
  return {
    ...connection,
    client: server,
    server: client,
    streams: perDirection((direction) => streams[opposite(direction)]),
    transfers: swapTransfers(transfers),
    gaps: gaps.map((gap) => ({ ...gap, direction: opposite(gap.direction) })),
  };
}

function swapTransfers({ columns }: Transfers): Transfers {
  return transfersFrom({ ...columns, fromServer: columns.fromServer.map((way) => 1 - way) });
}
