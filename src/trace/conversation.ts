import { lenientDeflateParametersOf, parseExtensions } from '../codec/websocket/extensions.ts';
import type { Handshake } from '../codec/websocket/handshake.ts';
import type { DeflateSide } from '../codec/websocket/deflate.ts';
import type { Finding } from '../codec/websocket/finding.ts';
import { createMessageJudge } from '../codec/websocket/message-judge.ts';
import { createMessageReader, type MessageReader } from '../codec/websocket/message-reader.ts';
import { createContext } from '../codec/websocket/rules.ts';
import { createScanner } from '../codec/websocket/scan.ts';
import { readEventStreams, type EventStream } from './event-streams.ts';
import { numberExchanges, openingHandshake, pairExchanges, type Exchange } from './exchanges.ts';
import { readHttp, type HttpPart, type HttpUnit } from './http-units.ts';
import { judgeConversation, type Findings } from './judge-conversation.ts';
import { createOrder, type RowOrder } from './order.ts';
import type { Side } from './side.ts';
import { DIRECTIONS, perDirection, type Connection, type Direction } from './trace.ts';

/** What two endpoints said to each other on one connection. */
export interface Conversation {
  readonly connection: Connection;
  readonly protocol: 'websocket' | 'http';
  readonly exchanges: readonly Exchange[];
  /** The number of the exchange that a head belongs to; none for an answer before the final one. */
  readonly exchangeNumbers: ReadonlyMap<HttpUnit, number>;
  /** Null where no opening handshake was seen. */
  readonly handshake: Handshake | null;
  readonly sides: Readonly<Record<Direction, Side>>;
  readonly order: RowOrder;
}

export interface ReadOptions {
  /** Negotiated `Sec-WebSocket-Extensions`, where no handshake is in the input. */
  readonly extensions?: string | null;
  /** The longest payload a frame may announce, in bytes. */
  readonly maxPayload?: number;
}

/** Called between steps with bytes done and to do: lets messages in, and throws to stop. */
export type Pace = (done: number, total: number) => Promise<void>;

/** Frames read between two calls of a pace: about 15 ms of work. */
const STEP = 65_536;

/** Frames whose payloads are judged between two calls: payloads cost more than headers. */
const JUDGE_STEP = 4096;

/** Reads both directions of a connection: HTTP heads first, then frames. */
export async function readConversation(
  connection: Connection,
  options: ReadOptions,
  pace: Pace,
): Promise<Conversation> {
  const { streams } = connection;
  const { requests, responses } = readHttp(
    streams['client-to-server'],
    streams['server-to-client'],
  );
  const exchanges = pairExchanges(requests.units, responses.units);
  const handshake = openingHandshake(exchanges);
  const negotiated = negotiatedSides(handshake, options.extensions ?? null);
  const total = DIRECTIONS.reduce((sum, direction) => sum + streams[direction].length, 0);

  let before = 0;
  const findings: Findings = perDirection(() => new Map());
  const sides: Partial<Record<Direction, Side>> = {};
  for (const direction of DIRECTIONS) {
    const bytes = streams[direction];
    const http = direction === 'client-to-server' ? requests : responses;
    const side = {
      direction,
      bytes,
      http,
      deflate: negotiated?.[direction] ?? null,
      streams: readEventStreams(bytes, http.units),
      findings: findings[direction],
    };
    const offset = before;
    sides[direction] = speaksFrames(http, handshake)
      ? await readFrames(side, options, (done) => pace(offset + done, total))
      : withoutFrames(side);
    before += bytes.length;
  }
  const both = sides as Record<Direction, Side>;
  const order = createOrder(connection, both);
  judgeConversation({ connection, sides: both, order }, findings);
  const framed = DIRECTIONS.some((direction) => both[direction].frames.length > 0);
  const speaksHttp = DIRECTIONS.some((direction) => beginsHttp(both[direction].http));
  return {
    connection,
    protocol: speaksHttp && handshake === null && !framed ? 'http' : 'websocket',
    exchanges,
    exchangeNumbers: numberExchanges(exchanges),
    handshake,
    sides: both,
    order,
  };
}

/** Each direction's window, from the handshake or, where none was seen, from what the caller knows. RFC 7692 §7.1 */
function negotiatedSides(
  handshake: Handshake | null,
  extensions: string | null,
): Record<Direction, DeflateSide> | null {
  const known = extensions === null ? null : parseExtensions(extensions);
  const agreed = handshake?.deflate ?? (known && lenientDeflateParametersOf(known));
  if (agreed === null) return null;
  return {
    'client-to-server': {
      windowBits: agreed.clientMaxWindowBits,
      noContextTakeover: agreed.clientNoContextTakeover,
    },
    'server-to-client': {
      windowBits: agreed.serverMaxWindowBits,
      noContextTakeover: agreed.serverNoContextTakeover,
    },
  };
}

/** True for a head, and for one that the stream ends inside. */
const beginsHttp = ({ units, tail }: HttpPart): boolean => units.length > 0 || tail !== null;

/** Frames follow a switch, and bytes that never were HTTP may be frames; what follows a refusal is not. */
const speaksFrames = (http: HttpPart, handshake: Handshake | null): boolean =>
  handshake?.refused !== true && (http.switches || http.units.length === 0) && http.tail === null;

interface BareSide {
  readonly direction: Direction;
  readonly bytes: Uint8Array;
  readonly http: HttpPart;
  readonly deflate: DeflateSide | null;
  readonly streams: ReadonlyMap<number, EventStream>;
  readonly findings: Map<number, Finding[]>;
}

async function readFrames(
  side: BareSide,
  options: ReadOptions,
  pace: (done: number) => Promise<void>,
): Promise<Side> {
  const context = createContext(side.direction === 'client-to-server' ? 'client' : 'server', {
    deflate: side.deflate !== null,
    ...(options.maxPayload === undefined ? {} : { maxPayload: options.maxPayload }),
  });
  const scanner = createScanner(side.bytes, context, side.http.end);
  while (scanner.step(STEP)) await pace(scanner.offset);
  const { index, tail } = scanner.finish();
  const judge = createMessageJudge(side.bytes, index, context.sender, side.deflate, side.findings);
  while (judge.step(JUDGE_STEP)) await pace(side.bytes.length);
  return { ...side, frames: index, tail, unexplained: nothing(side.bytes.length) };
}

function withoutFrames(side: BareSide): Side {
  const { index } = createScanner(new Uint8Array(), createContext('client')).finish();
  const unexplained = { at: side.http.end, end: side.bytes.length };
  return { ...side, frames: index, tail: side.http.tail, unexplained };
}

const nothing = (at: number) => ({ at, end: at });

/** A reader of the messages of each direction. */
export const messageReaders = (conversation: Conversation): Record<Direction, MessageReader> =>
  perDirection((direction) => {
    const { bytes, frames, deflate } = conversation.sides[direction];
    return createMessageReader(bytes, frames, deflate);
  });
