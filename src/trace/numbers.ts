import { opcodeOf } from '../codec/websocket/layout.ts';
import { kindOf, startsMessage } from '../codec/websocket/message.ts';
import type { Breath } from './breath.ts';
import type { Side } from './side.ts';
import { DIRECTIONS, perDirection, type Direction } from './trace.ts';
import type { UnitList } from './unit-list.ts';

/** Frames and messages counted across both directions, as a reader of the whole conversation does. */
export interface Numbers {
  frameNumber(direction: Direction, frame: number): number;
  messageNumber(direction: Direction, message: number): number | null;
  firstFrame(direction: Direction, message: number): number;
  readonly messages: number;
}

/** The number of a message whose opcode is reserved. */
const NONE = 0xffff_ffff;

/** Frames counted between two breaths: a few milliseconds. */
const STEP = 1 << 17;

/** Merges the frames of both directions by their rows. */
export async function createNumbers(
  sides: Readonly<Record<Direction, Side>>,
  lists: Readonly<Record<Direction, UnitList>>,
  rowOf: Readonly<Record<Direction, Uint32Array>>,
  breath: Breath,
): Promise<Numbers> {
  const frameNumbers = perDirection((direction) => new Uint32Array(sides[direction].frames.length));
  const firstFrames = perDirection((direction) => startsOf(sides[direction]));
  const messageNumbers = perDirection(
    (direction) => new Uint32Array(firstFrames[direction].length),
  );
  const began = perDirection(() => 0);
  let frames = 0;
  let messages = 0;

  function count(direction: Direction, frame: number): void {
    frameNumbers[direction][frame] = frames++;
    if (firstFrames[direction][began[direction]] !== frame) return;
    const named = kindOf(opcodeOf(sides[direction].frames.head[frame]! >> 8)) !== null;
    messageNumbers[direction][began[direction]++] = named ? messages++ : NONE;
  }

  const rowOfNext = (direction: Direction, frame: number) =>
    frame < frameNumbers[direction].length
      ? rowOf[direction][lists[direction].unitOfFrame(frame)]!
      : Infinity;
  const [client, server] = DIRECTIONS as readonly [Direction, Direction];
  let [fromClient, fromServer] = [0, 0];
  let clientRow = rowOfNext(client, 0);
  let serverRow = rowOfNext(server, 0);
  while (clientRow !== serverRow) {
    if (clientRow < serverRow) {
      count(client, fromClient++);
      clientRow = rowOfNext(client, fromClient);
    } else {
      count(server, fromServer++);
      serverRow = rowOfNext(server, fromServer);
    }
    if (frames % STEP === 0) await breath();
  }

  return {
    frameNumber: (direction, frame) => frameNumbers[direction][frame]!,
    messageNumber(direction, message) {
      const number = messageNumbers[direction][message] ?? NONE;
      return number === NONE ? null : number;
    },
    firstFrame: (direction, message) => firstFrames[direction][message]!,
    messages,
  };
}

/** The first frame of each message of a direction. */
function startsOf({ frames }: Side): Uint32Array {
  let count = 0;
  for (let frame = 0; frame < frames.length; frame++) if (startsMessage(frames, frame)) count++;
  const starts = new Uint32Array(count);
  let next = 0;
  for (let frame = 0; frame < frames.length; frame++) {
    if (startsMessage(frames, frame)) starts[next++] = frame;
  }
  return starts;
}
