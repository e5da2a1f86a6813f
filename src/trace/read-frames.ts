import type { Losses, MissingPart } from '../codec/websocket/losses.ts';
import { payloadStart } from '../codec/websocket/message.ts';
import { createContext } from '../codec/websocket/rules.ts';
import { createScanner, type FrameIndex, type Tail } from '../codec/websocket/scan.ts';
import type { Captured, Span } from './captured.ts';
import type { FrameStream } from './frame-chain.ts';
import { seekFrames } from './frame-search.ts';

/** The frames of one direction, as far as they could be found. */
export interface FramesRead {
  readonly frames: FrameIndex;
  readonly tail: Tail | null;
  readonly losses: Losses;
  /** What was passed over, gaps included. */
  readonly skipped: readonly Span[];
}

export interface FrameStart {
  readonly at: number;
  /** Where the first frame was found after lost bytes, -1 for none; null where it begins at `at`, nothing being lost. */
  readonly found: number | null;
  /** What must speak for the first offset tried, in bits. */
  readonly base: number;
  readonly maxPayload?: number;
}

/** Called with the offset reached. */
export type OffsetPace = (offset: number) => Promise<void>;

/** Frames read between two calls of a pace: about 15 ms of work. */
const STEP = 65_536;

/**
 * Reads the frames of one direction, over what was not captured: RFC 6455 §5.2. A gap inside a payload leaves the
 * frames after it where the headers say; after a gap over a header frames are looked for again.
 */
export async function readFrames(
  stream: FrameStream,
  start: FrameStart,
  pace: OffsetPace,
): Promise<FramesRead> {
  const { bytes, captured, sender, deflate } = stream;
  const { maxPayload } = start;
  const limits = maxPayload === undefined ? {} : { maxPayload };
  const scanner = createScanner(bytes, createContext(sender, { deflate, ...limits }), start.at, 0);
  const skipped: Span[] = [];
  const before = new Set<number>();

  function goOn(at: number, isLost: boolean): boolean {
    scanner.goOn(at, captured.runEnd(at), isLost);
    return at < bytes.length;
  }

  /** Goes on with the frame that was found after lost bytes, -1 for none; false where there is none. */
  function resume(lostAt: number, offset: number): boolean {
    const found = offset < 0 ? bytes.length : offset;
    if (found > lostAt) skipped.push({ start: lostAt, end: found });
    before.add(scanner.count);
    return goOn(found, true);
  }

  /** Goes on behind what was read; false at the end. */
  async function next(): Promise<boolean> {
    const at = scanner.offset;
    const limit = captured.runEnd(at);
    if (scanner.isCut || at >= bytes.length) return false;
    // A payload ended in another run.
    if (scanner.limit !== limit && at < limit) return goOn(at, false);
    if (limit === bytes.length) return false;
    return resume(at, await seekFrames(stream, captured.runStart(limit), start.base, pace));
  }

  let goes = start.found === null ? goOn(start.at, false) : resume(start.at, start.found);
  while (goes) {
    while (scanner.step(STEP)) await pace(scanner.offset);
    goes = await next();
  }
  const { index, tail } = scanner.finish();
  return { frames: index, tail, losses: { payloads: missingIn(index, captured), before }, skipped };
}

/** Which payloads have gaps in them. */
function missingIn(frames: FrameIndex, { gaps }: Captured): Map<number, MissingPart> {
  const missing = new Map<number, MissingPart>();
  for (const gap of gaps) {
    const frame = frameAt(frames, gap.start);
    if (frame < 0) continue;
    const payload = payloadStart(frames, frame);
    const length = Math.min(gap.end, payload + frames.payloadLength[frame]!) - gap.start;
    if (length <= 0) continue;
    const held = missing.get(frame);
    const from = held?.from ?? gap.start - payload;
    missing.set(frame, { from, length: length + (held?.length ?? 0) });
  }
  return missing;
}

/** The last frame that begins before `at`, or -1. */
function frameAt({ at: starts, length }: FrameIndex, at: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
