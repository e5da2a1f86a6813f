import type { ClientHello } from '../codec/tls/client-hello.ts';
import type { Finding } from '../codec/websocket/finding.ts';
import type { Handshake } from '../codec/websocket/handshake.ts';
import { createMessageReader, type MessageReader } from '../codec/websocket/message-reader.ts';
import { MOST_INFLATED } from '../codec/websocket/message.ts';
import { capturedOf } from './captured.ts';
import { createClock } from './clock.ts';
import { noteConversation } from './conversation-notes.ts';
import { readOpaque } from './encrypted.ts';
import { numberExchanges, openingHandshake, pairExchanges, type Exchange } from './exchanges.ts';
import { readHttpSteps, type HttpUnit } from './http-units.ts';
import { judgeConversation } from './judge-conversation.ts';
import type { BareSide } from './locate-frames.ts';
import type { ConversationNote } from './notes.ts';
import { createOrder, type RowOrder } from './order.ts';
import { orient } from './orient.ts';
import type { Pace, ReadOptions } from './read-options.ts';
import type { Protocol } from './protocol.ts';
import { paced } from './breath.ts';
import { closedSide, readSides } from './read-sides.ts';
import type { Side } from './side.ts';
import { isCapture, isTorn, tornOf } from './torn.ts';
import { DIRECTIONS, perDirection, type Connection, type Direction } from './trace.ts';

export type { Pace, ReadOptions } from './read-options.ts';

/** What two endpoints said to each other on one connection. */
export interface Conversation {
  /** Its sides are exchanged where the bytes say that the source had them the wrong way round. */
  readonly connection: Connection;
  readonly protocol: Protocol;
  readonly exchanges: readonly Exchange[];
  /** The number of the exchange that a head belongs to; none for an answer before the final one. */
  readonly exchangeNumbers: ReadonlyMap<HttpUnit, number>;
  /** Null where no opening handshake was seen. */
  readonly handshake: Handshake | null;
  /** What a TLS client said in the clear; null for any other, and where it was not captured. */
  readonly hello: ClientHello | null;
  readonly sides: Readonly<Record<Direction, Side>>;
  readonly order: RowOrder;
  /** What was inferred, and what could not be read. */
  readonly notes: readonly ConversationNote[];
  /** True where more bytes are to come: nothing is said of how it ends. */
  readonly partial: boolean;
}

/** Reads both directions of a connection: HTTP heads first, then frames. */
export async function readConversation(
  given: Connection,
  options: ReadOptions,
  pace: Pace,
): Promise<Conversation> {
  const partial = options.partial ?? false;
  const oriented = options.oriented ? { connection: given, note: null } : orient(given);
  // More may come, so the end that was seen is not the end of these bytes.
  const connection = partial
    ? { ...oriented.connection, end: 'none' as const }
    : oriented.connection;
  const { streams, gaps, begun } = connection;
  const captured = perDirection((way) => capturedOf(gaps, way, streams[way].length));
  const clock = createClock(connection.transfers);
  const opaque = readOpaque(streams, captured, begun);
  const torn = isTorn(connection, captured) ? tornOf(connection, captured, clock) : null;
  const readable = opaque === null ? streams : perDirection(() => NO_BYTES);
  const total = DIRECTIONS.reduce((sum, way) => sum + streams[way].length, 0);
  const http = readHttpSteps(readable['client-to-server'], readable['server-to-client'], torn);
  const { requests, responses } = await paced(http, () => pace(0, total));
  const exchanges = pairExchanges(requests.units, responses.units, torn);
  const handshake = openingHandshake(exchanges);
  const bare = perDirection((direction): BareSide => ({
    direction,
    bytes: streams[direction],
    captured: captured[direction],
    http: direction === 'client-to-server' ? requests : responses,
    findings: new Map<number, Finding[]>(),
    clock,
  }));
  const read =
    opaque === null
      ? await readSides({ connection, bare, handshake, options }, pace)
      : { sides: perDirection((way) => closedSide(bare[way])), compressed: null };
  const { sides } = read;
  const order = await createOrder(connection, sides, clock, () => pace(total, total));
  judgeConversation(
    { connection, sides, order },
    perDirection((way) => bare[way].findings),
  );
  const protocol = opaque?.protocol ?? protocolOf(connection, sides, handshake);
  const conversation = {
    connection,
    protocol,
    exchanges,
    exchangeNumbers: numberExchanges(exchanges),
    handshake,
    hello: opaque?.hello ?? null,
    sides,
    order,
    partial,
  };
  const notes = noteConversation(conversation, oriented.note, read.compressed);
  return { ...conversation, notes };
}

const NO_BYTES = new Uint8Array();

/** A paste is taken for frames, whatever it is: a person says so. Of a capture nobody does. */
function protocolOf(
  connection: Connection,
  sides: Readonly<Record<Direction, Side>>,
  handshake: Handshake | null,
): Protocol {
  if (handshake !== null) return 'websocket';
  if (DIRECTIONS.some((way) => sides[way].frames.length > 0)) return 'websocket';
  const speaksHttp = DIRECTIONS.some((way) => {
    const { units, tail } = sides[way].http;
    return units.length > 0 || tail !== null;
  });
  if (speaksHttp) return 'http';
  return isCapture(connection) ? 'none' : 'websocket';
}

/** A reader of the messages of each direction. */
export const messageReaders = (conversation: Conversation): Record<Direction, MessageReader> =>
  perDirection((direction) => {
    const { bytes, frames, deflate, losses } = conversation.sides[direction];
    return createMessageReader(bytes, frames, deflate, MOST_INFLATED, losses);
  });
