import { isFinal, opcodeOf } from '../codec/websocket/layout.ts';
import type { MessageReader } from '../codec/websocket/message-reader.ts';
import { payloadStart, presentLength, startsMessage } from '../codec/websocket/message.ts';
import type { Conversation } from './conversation.ts';
import { HAS_BYTES, HAS_TEXT, IS_CANDIDATE, type Marks } from './find-marks.ts';
import { createPayloadSearch } from './find-payloads.ts';
import type { Plan } from './find-plan.ts';
import { createWireSearch } from './find-wire.ts';
import type { Side } from './side.ts';
import { createTimeCursor } from './time-cursor.ts';
import type { Direction } from './trace.ts';

/** Frames looked at between two pauses: a few milliseconds, with their payloads or without. */
const MOST_FRAMES = 1 << 16;
const MOST_LOOKED_INTO = 1 << 14;
/** Bytes looked at between two pauses, about as much work; a frame that has more takes several. */
const MOST_BYTES = 1 << 20;

/** Marks the rows of the frames of one direction that match; after each step it tells how many frames it looked at. */
export function* findFrames(
  conversation: Conversation,
  direction: Direction,
  plan: Plan,
  reader: MessageReader,
  marks: Marks,
): Generator<number, void> {
  const finder = createFrameFinder(conversation, direction, plan, reader, marks);
  const { length } = conversation.sides[direction].frames;
  for (let frame = 0; frame < length;) {
    const reached = finder.lookFrom(frame);
    yield reached - frame;
    frame = reached;
    if (frame === length || !finder.isLarge(frame)) continue;
    yield* finder.lookInSteps(frame);
    frame++;
    yield 1;
  }
}

interface FrameFinder {
  isLarge(frame: number): boolean;
  /** Looks at frames from `first` on, up to a pause or to a large one: where it ends. */
  lookFrom(first: number): number;
  lookInSteps(frame: number): Generator<0, void>;
}

function createFrameFinder(
  { sides, order, connection }: Conversation,
  direction: Direction,
  plan: Plan,
  reader: MessageReader,
  marks: Marks,
): FrameFinder {
  const side = sides[direction];
  const { bytes, frames, deflate } = side;
  const captured = side.captured.gaps.length > 0 ? side.captured : null;
  const isCandidate = candidatesOf(side, plan);
  const timeAt = plan.timed ? createTimeCursor(connection, direction) : null;
  const mark = (frame: number, bit: number) => marks.add(order.rowOfFrame(direction, frame), bit);
  const withBytes = (frame: number) => mark(frame, HAS_BYTES);
  const texts =
    plan.text && createPayloadSearch(side, plan.text, reader, (frame) => mark(frame, HAS_TEXT));
  const payloads = plan.bytes && createPayloadSearch(side, plan.bytes, null, withBytes);
  const wire = plan.bytes && createWireSearch(bytes, plan.bytes(), captured);
  const looksInside = texts !== null || payloads !== null;

  const endOf = (frame: number) =>
    payloadStart(frames, frame) + presentLength(bytes, frames, frame);
  const isLarge = (frame: number) => looksInside && endOf(frame) - frames.at[frame]! > MOST_BYTES;
  const work = () => (texts?.looked ?? 0) + (payloads?.looked ?? 0);

  function isWanted(frame: number): boolean {
    // The cursor goes on by being asked of every frame.
    const inTime = timeAt === null || plan.isInTime(timeAt(frames.at[frame]!));
    return inTime && isCandidate(frame);
  }

  /** A fragment is looked at for the others of its message, a compressed message for those after it. */
  const matters = (frame: number, wanted: boolean) =>
    wanted || !startsMessage(frames, frame) || !isFinal(frames.head[frame]! >> 8);

  function lookAt(frame: number): void {
    const wanted = isWanted(frame);
    if (wanted) mark(frame, IS_CANDIDATE);
    if (!looksInside) return;
    if (wanted && wire?.beginsIn(frames.at[frame]!, endOf(frame)) === true) withBytes(frame);
    const here = matters(frame, wanted);
    if (texts !== null && (here || deflate !== null)) texts.look(frame);
    if (payloads !== null && here) payloads.look(frame);
  }

  return {
    isLarge,
    lookFrom(first) {
      const last = Math.min(first + (looksInside ? MOST_LOOKED_INTO : MOST_FRAMES), frames.length);
      const enough = work() + MOST_BYTES;
      let frame = first;
      while (frame < last && !isLarge(frame) && work() <= enough) lookAt(frame++);
      return frame;
    },
    *lookInSteps(frame) {
      const wanted = isWanted(frame);
      if (wanted) mark(frame, IS_CANDIDATE);
      const here = matters(frame, wanted);
      if (texts !== null && (here || deflate !== null)) yield* texts.lookInSteps(frame);
      if (payloads !== null && here) yield* payloads.lookInSteps(frame);
      if (wire === null || !wanted) return;
      const end = endOf(frame);
      for (let at = frames.at[frame]!; at < end; at += MOST_BYTES) {
        if (wire.beginsIn(at, Math.min(at + MOST_BYTES, end))) return withBytes(frame);
        yield 0;
      }
    },
  };
}

/** What the columns alone tell. */
function candidatesOf({ frames, findings }: Side, plan: Plan): (frame: number) => boolean {
  const { head, payloadLength, verdict } = frames;
  const { opcodes, minLength, maxLength, verdict: rules } = plan;
  const judged = new Set<number>();
  if (rules !== null) {
    for (const [frame, found] of findings) if (found.some(plan.isWanted)) judged.add(frame);
  }
  return (frame) =>
    ((opcodes >> opcodeOf(head[frame]! >> 8)) & 1) === 1 &&
    payloadLength[frame]! >= minLength &&
    payloadLength[frame]! <= maxLength &&
    (rules === null || (verdict[frame]! & rules) !== 0 || judged.has(frame));
}
