import { opcodeOf } from '../codec/websocket/layout.ts';
import { kindOf, startsMessage } from '../codec/websocket/message.ts';
import type { Breath } from './breath.ts';
import type { Side } from './side.ts';
import { perDirection, type Direction } from './trace.ts';
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
  const counters = perDirection((way) => createCounter(sides[way], lists[way], rowOf[way]));
  const { 'client-to-server': client, 'server-to-client': server } = counters;
  let frames = 0;
  let messages = 0;
  let [clientRow, serverRow] = [client.row(), server.row()];
  while (clientRow !== serverRow) {
    if (clientRow < serverRow) {
      if (client.take(frames++, messages)) messages++;
      clientRow = client.row();
    } else {
      if (server.take(frames++, messages)) messages++;
      serverRow = server.row();
    }
    if (frames % STEP === 0) await breath();
  }

  return {
    frameNumber: (direction, frame) => counters[direction].frameNumbers[frame]!,
    messageNumber(direction, message) {
      const number = counters[direction].messageNumbers[message] ?? NONE;
      return number === NONE ? null : number;
    },
    firstFrame: (direction, message) => counters[direction].firstFrames[message]!,
    messages,
  };
}

/** Counts the frames of one direction, one by one. */
function createCounter(side: Side, list: UnitList, rowOf: Uint32Array) {
  const { length, head } = side.frames;
  const frameNumbers = new Uint32Array(length);
  const firstFrames = startsOf(side);
  const messageNumbers = new Uint32Array(firstFrames.length);
  let next = 0;
  let began = 0;
  return {
    frameNumbers,
    firstFrames,
    messageNumbers,
    /** The row of the next frame; Infinity where there is none. */
    row: () => (next < length ? rowOf[list.unitOfFrame(next)]! : Infinity),
    /** Numbers the next frame, and the message that it begins: true where it begins one that has a number. */
    take(frame: number, message: number): boolean {
      const at = next++;
      frameNumbers[at] = frame;
      if (firstFrames[began] !== at) return false;
      const named = kindOf(opcodeOf(head[at]! >> 8)) !== null;
      messageNumbers[began++] = named ? message : NONE;
      return named;
    },
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
