import type { Finding } from '../codec/websocket/finding.ts';
import type { Handshake } from '../codec/websocket/handshake.ts';
import type { Captured } from './captured.ts';
import type { Clock } from './clock.ts';
import { beginsFrames, type FrameStream } from './frame-chain.ts';
import { KNOWN_BITS, seekFrames, UNKNOWN_BITS } from './frame-search.ts';
import { findCompressed } from './infer-deflate.ts';
import type { FrameStart } from './read-frames.ts';
import type { ReadOptions } from './read-options.ts';
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

export interface Unread {
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

export const streamOf = (side: BareSide, deflate: boolean): FrameStream => ({
  bytes: side.bytes,
  captured: side.captured,
  sender: side.direction === 'client-to-server' ? 'client' : 'server',
  deflate,
  transferFrom: (at) => side.clock.startFrom(side.direction, at),
});

export type Starts = Readonly<Record<Direction, FrameStart | null>>;

/** Where the frames of each direction begin; null for one that speaks none. */
export async function locate(unread: Unread, pace: () => Promise<void>): Promise<Starts> {
  const { bare, handshake } = unread;
  const found: Record<Direction, number> = perDirection(() => -1);
  const seek = async (direction: Direction, base: number) => {
    const side = bare[direction];
    const { lookFrom } = side.http;
    if (lookFrom === null || found[direction] >= 0 || !mayFrame(unread, side)) return;
    found[direction] = await seekFrames(streamOf(side, true), lookFrom, base, pace);
  };
  if (handshake === null) for (const direction of DIRECTIONS) await seek(direction, UNKNOWN_BITS);
  const isKnown = handshake !== null || DIRECTIONS.some((direction) => found[direction] >= 0);
  // Where one direction speaks frames, so does the other, and less must speak for it.
  if (isKnown) for (const direction of DIRECTIONS) await seek(direction, KNOWN_BITS);
  return perDirection((direction) => startOf(unread, direction, found[direction], isKnown));
}

/** What follows a refusal is not frames, nor what follows a head or a body that is cut. */
const mayFrame = ({ handshake }: Unread, { http }: BareSide): boolean =>
  handshake?.refused !== true && http.tail === null;

function startOf(
  unread: Unread,
  direction: Direction,
  found: number,
  isKnown: boolean,
): FrameStart | null {
  const { connection, bare, handshake, options } = unread;
  const side = bare[direction];
  const { http } = side;
  if (!mayFrame(unread, side)) return null;
  const limits = options.maxPayload === undefined ? {} : { maxPayload: options.maxPayload };
  const base = isKnown ? KNOWN_BITS : UNKNOWN_BITS;
  if (http.lookFrom !== null) return { at: http.end, found, base, ...limits };
  const start = { at: http.end, found: null, base: KNOWN_BITS, ...limits };
  if (http.switches) return start;
  if (http.units.length > 0) return null;
  // What begins without a handshake is frames where a person says so, or where it looks like them.
  const looksSo = () => beginsFrames(streamOf(side, true), 0, UNKNOWN_BITS);
  return handshake !== null || !isCapture(connection) || looksSo() ? start : null;
}

/** Compression that nobody saw agreed on: only where the answer to the handshake was not captured. */
export function inferCompression({ bare, options }: Unread, starts: Starts): InferredAt | null {
  if ((options.extensions ?? null) !== null) return null;
  if (bare['server-to-client'].http.lookFrom === null) return null;
  for (const direction of DIRECTIONS) {
    const start = starts[direction];
    const first = start?.found ?? start?.at ?? -1;
    const at = first < 0 ? -1 : findCompressed(streamOf(bare[direction], true), first);
    if (at >= 0) return { direction, at };
  }
  return null;
}
