import type { DeflateSide } from '../codec/websocket/deflate.ts';
import { lenientDeflateParametersOf, parseExtensions } from '../codec/websocket/extensions.ts';
import type { Finding } from '../codec/websocket/finding.ts';
import type { Handshake } from '../codec/websocket/handshake.ts';
import { NOTHING_LOST } from '../codec/websocket/losses.ts';
import { createMessageJudge, DEFAULT_MAX_MESSAGE } from '../codec/websocket/message-judge.ts';
import { createContext } from '../codec/websocket/rules.ts';
import { createScanner } from '../codec/websocket/scan.ts';
import { joinSpans, without, type Captured } from './captured.ts';
import type { Clock } from './clock.ts';
import { readEventStreams } from './event-streams.ts';
import { beginsFrames, type FrameStream } from './frame-chain.ts';
import { findFrames, KNOWN_BITS, UNKNOWN_BITS } from './frame-search.ts';
import { ASSUMED, findCompressed } from './infer-deflate.ts';
import { readFrames, type FrameStart, type FramesRead, type OffsetPace } from './read-frames.ts';
import type { Pace, ReadOptions } from './read-options.ts';
import type { Side } from './side.ts';
import { isCapture } from './torn.ts';
import { DIRECTIONS, perDirection, type Connection, type Direction } from './trace.ts';
import type { HttpPart } from './unit-reader.ts';

/** A direction of which HTTP is read, but no frames yet. */
export interface BareSide {
  readonly direction: Direction;
  readonly bytes: Uint8Array;
  readonly captured: Captured;
  readonly http: HttpPart;
  readonly findings: Map<number, Finding[]>;
  readonly clock: Clock;
}

interface Unread {
  readonly connection: Connection;
  readonly bare: Readonly<Record<Direction, BareSide>>;
  readonly handshake: Handshake | null;
  readonly options: ReadOptions;
}

/** Where compressed messages begin that nobody saw agreed on. */
export interface InferredAt {
  readonly direction: Direction;
  readonly at: number;
}

interface SidesRead {
  readonly sides: Readonly<Record<Direction, Side>>;
  /** Set where compression was inferred. */
  readonly compressed: InferredAt | null;
}

type Deflates = Readonly<Record<Direction, DeflateSide>>;

/** Frames whose payloads are judged between two calls of the pace: payloads cost more than headers. */
const JUDGE_STEP = 4096;

/** Reads the frames of both directions, where they speak frames. */
export async function readSides(unread: Unread, pace: Pace): Promise<SidesRead> {
  const { bare, handshake, options } = unread;
  const starts = perDirection((direction) => startOf(unread, direction));
  const agreed = negotiatedSides(handshake, options.extensions ?? null);
  const compressed = agreed === null ? inferCompression(unread, starts) : null;
  const deflates = agreed ?? (compressed === null ? null : ASSUMED_BOTH);
  const total = DIRECTIONS.reduce((sum, direction) => sum + bare[direction].bytes.length, 0);
  const sides: Partial<Record<Direction, Side>> = {};
  let before = 0;
  for (const direction of DIRECTIONS) {
    const side = bare[direction];
    const offset = before;
    const paceHere = (done: number) => pace(offset + done, total);
    const start = starts[direction];
    const deflate = deflates?.[direction] ?? null;
    sides[direction] =
      start === null ? closedSide(side) : await openSide(side, start, deflate, options, paceHere);
    before += side.bytes.length;
  }
  return { sides: sides as Record<Direction, Side>, compressed };
}

const ASSUMED_BOTH: Deflates = { 'client-to-server': ASSUMED, 'server-to-client': ASSUMED };

/** Each direction's window, from the handshake or, where none was seen, from what the caller knows. RFC 7692 §7.1 */
function negotiatedSides(handshake: Handshake | null, extensions: string | null): Deflates | null {
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

const streamOf = (side: BareSide, deflate: boolean): FrameStream => ({
  bytes: side.bytes,
  captured: side.captured,
  sender: side.direction === 'client-to-server' ? 'client' : 'server',
  deflate,
  transferFrom: (at) => side.clock.startFrom(side.direction, at),
});

/** Where the frames of a direction begin, or are to be looked for; null where it speaks none. */
function startOf(unread: Unread, direction: Direction): FrameStart | null {
  const { connection, bare, handshake, options } = unread;
  const side = bare[direction];
  const { http } = side;
  if (handshake?.refused === true || http.tail !== null) return null;
  const limits = options.maxPayload === undefined ? {} : { maxPayload: options.maxPayload };
  const start = { at: http.end, lookFrom: http.lookFrom, base: KNOWN_BITS, ...limits };
  if (http.switches) return start;
  if (http.lookFrom !== null) return { ...start, base: baseOf(unread) };
  if (http.units.length > 0) return null;
  // What begins without a handshake is frames where a person says so, or where it looks like them.
  const looksSo = () => beginsFrames(streamOf(side, true), 0, UNKNOWN_BITS);
  return handshake !== null || !isCapture(connection) || looksSo() ? start : null;
}

/** Where one direction speaks frames, so does the other, and less must speak for it. */
function baseOf({ bare, handshake }: Unread): number {
  const isKnown =
    handshake !== null ||
    DIRECTIONS.some((direction) => {
      const side = bare[direction];
      const { end, lookFrom } = side.http;
      if (lookFrom === null) return false;
      return findFrames(streamOf(side, true), lookFrom, side.bytes.length, UNKNOWN_BITS) >= end;
    });
  return isKnown ? KNOWN_BITS : UNKNOWN_BITS;
}

/** Compression that nobody saw agreed on: only where the answer to the handshake was not captured. */
function inferCompression(
  { bare, options }: Unread,
  starts: Readonly<Record<Direction, FrameStart | null>>,
): InferredAt | null {
  if ((options.extensions ?? null) !== null) return null;
  if (bare['server-to-client'].http.lookFrom === null) return null;
  for (const direction of DIRECTIONS) {
    const start = starts[direction];
    if (start === null) continue;
    const side = bare[direction];
    const stream = streamOf(side, true);
    const from = start.lookFrom ?? start.at;
    const first = findFrames(stream, from, side.bytes.length, start.base);
    const at = first < 0 ? -1 : findCompressed(stream, first);
    if (at >= 0) return { direction, at };
  }
  return null;
}

async function openSide(
  side: BareSide,
  start: FrameStart,
  deflate: DeflateSide | null,
  options: ReadOptions,
  pace: OffsetPace,
): Promise<Side> {
  const stream = streamOf(side, deflate !== null);
  const read = await readFrames(stream, start, pace);
  const judge = createMessageJudge(
    side.bytes,
    read.frames,
    stream.sender,
    deflate,
    side.findings,
    DEFAULT_MAX_MESSAGE,
    read.losses,
  );
  while (judge.step(JUDGE_STEP)) await pace(side.bytes.length);
  return finishSide(side, read, deflate);
}

/** A direction that speaks no frames. */
export function closedSide(side: BareSide): Side {
  const { index: frames } = createScanner(new Uint8Array(), createContext('client')).finish();
  const skipped = [{ start: side.http.end, end: side.bytes.length }];
  return finishSide(side, { frames, tail: side.http.tail, losses: NOTHING_LOST, skipped }, null);
}

function finishSide(side: BareSide, read: FramesRead, deflate: DeflateSide | null): Side {
  const { direction, bytes, captured, http, findings } = side;
  const passedOver = joinSpans([...http.skipped, ...read.skipped]);
  return {
    ...{ direction, bytes, captured, http, findings },
    frames: read.frames,
    tail: read.tail,
    losses: read.losses,
    deflate,
    streams: readEventStreams(bytes, http.units),
    unexplained: passedOver.flatMap(({ start, end }) => without(start, end, captured.gaps)),
  };
}
