import type { DeflateSide } from '../codec/websocket/deflate.ts';
import {
  lenientDeflateParametersOf,
  parseExtensions,
  type DeflateParameters,
} from '../codec/websocket/extensions.ts';
import type { Handshake } from '../codec/websocket/handshake.ts';
import { NOTHING_LOST } from '../codec/websocket/losses.ts';
import { createMessageJudge, DEFAULT_MAX_MESSAGE } from '../codec/websocket/message-judge.ts';
import { createContext } from '../codec/websocket/rules.ts';
import { createScanner } from '../codec/websocket/scan.ts';
import { joinSpans, without } from './captured.ts';
import { paced } from './breath.ts';
import { NO_STREAMS, readEventStreams, type EventStreams } from './event-streams.ts';
import { ASSUMED } from './infer-deflate.ts';
import {
  inferCompression,
  locate,
  streamOf,
  type BareSide,
  type InferredAt,
  type Unread,
} from './locate-frames.ts';
import { readFrames, type FramesRead, type FrameStart, type OffsetPace } from './read-frames.ts';
import type { Pace } from './read-options.ts';
import type { Side } from './side.ts';
import { DIRECTIONS, type Direction } from './trace.ts';

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
  const total = DIRECTIONS.reduce((sum, direction) => sum + bare[direction].bytes.length, 0);
  const idle = () => pace(0, total);
  const starts = await locate(unread, idle);
  const agreed = negotiatedSides(handshake, options.extensions ?? null);
  const compressed = agreed === null ? inferCompression(unread, starts) : null;
  const deflates = agreed ?? (compressed === null ? null : ASSUMED_BOTH);
  const sides: Partial<Record<Direction, Side>> = {};
  let before = 0;
  for (const direction of DIRECTIONS) {
    const side = bare[direction];
    const offset = before;
    const paceHere = (done: number) => pace(offset + done, total);
    const start = starts[direction];
    const deflate = deflates?.[direction] ?? null;
    const streams = await paced(readEventStreams(side.bytes, side.http.units), () => paceHere(0));
    sides[direction] =
      start === null
        ? closedSide(side, streams)
        : await openSide(side, start, deflate, streams, paceHere);
    before += side.bytes.length;
  }
  return { sides: sides as Record<Direction, Side>, compressed };
}

const ASSUMED_BOTH: Deflates = { 'client-to-server': ASSUMED, 'server-to-client': ASSUMED };

/** Each direction's window, from the handshake or, where none was seen, from what the caller knows. RFC 7692 §7.1 */
function negotiatedSides(handshake: Handshake | null, extensions: string | null): Deflates | null {
  const known = extensions === null ? null : parseExtensions(extensions);
  const agreed = handshake?.deflate ?? (known && lenientDeflateParametersOf(known));
  return agreed === null ? null : deflateSides(agreed);
}

/** What each direction agreed to: each compresses with its own sender's parameters. RFC 7692 §7.1 */
export const deflateSides = (agreed: DeflateParameters): Deflates => ({
  'client-to-server': {
    windowBits: agreed.clientMaxWindowBits,
    noContextTakeover: agreed.clientNoContextTakeover,
  },
  'server-to-client': {
    windowBits: agreed.serverMaxWindowBits,
    noContextTakeover: agreed.serverNoContextTakeover,
  },
});

async function openSide(
  side: BareSide,
  start: FrameStart,
  deflate: DeflateSide | null,
  streams: EventStreams,
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
  return finishSide(side, read, deflate, streams);
}

/** A direction that speaks no frames. */
export function closedSide(side: BareSide, streams = NO_STREAMS): Side {
  const { index: frames } = createScanner(new Uint8Array(), createContext('client')).finish();
  const skipped = [{ start: side.http.end, end: side.bytes.length }];
  return finishSide(
    side,
    { frames, tail: side.http.tail, losses: NOTHING_LOST, skipped },
    null,
    streams,
  );
}

function finishSide(
  side: BareSide,
  read: FramesRead,
  deflate: DeflateSide | null,
  streams: EventStreams,
): Side {
  const { direction, bytes, captured, http, findings } = side;
  const passedOver = joinSpans([...http.skipped, ...read.skipped]);
  return {
    ...{ direction, bytes, captured, http, findings },
    frames: read.frames,
    tail: read.tail,
    losses: read.losses,
    deflate,
    streams,
    unexplained: passedOver.flatMap(({ start, end }) => without(start, end, captured.gaps)),
  };
}
