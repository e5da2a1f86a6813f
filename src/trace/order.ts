import { opcodeOf } from '../codec/websocket/layout.ts';
import { kindOf, startsMessage } from '../codec/websocket/message.ts';
import type { Side } from './side.ts';
import { DIRECTIONS, perDirection, type Connection, type Direction } from './trace.ts';
import { unitsOf, type RowKind } from './unit-list.ts';

/** A row, found by number: which unit it is and where that unit stands. */
export interface RowPlace {
  readonly kind: RowKind;
  readonly direction: Direction;
  /** Position among the units of its kind in its direction; for a part of a body, that of its message. */
  readonly unit: number;
  /** Number of a chunk or an event within its body; 0 for any other. */
  readonly item: number;
  /** Offset in the direction's stream. */
  readonly at: number;
  readonly time: number | null;
}

/** All units of both directions in the order they were seen; four bytes a row. */
export interface RowOrder {
  readonly length: number;
  place(row: number): RowPlace;
  /** When the byte at an offset of a direction's stream was seen. */
  timeAt(direction: Direction, at: number): number | null;
  /** The row of a frame of a direction. */
  rowOfFrame(direction: Direction, frame: number): number;
  /** The last row of a direction, or -1. */
  lastRow(direction: Direction): number;
  /** Number of a frame among those of both directions, in the order of rows. */
  frameNumber(direction: Direction, frame: number): number;
  /** Number of a message among those of both directions, by its number in its own; null for one of a reserved opcode. */
  messageNumber(direction: Direction, message: number): number | null;
  /** The first frame of a message, by its number in its direction. */
  firstFrame(direction: Direction, message: number): number;
  /** How many messages there are in both directions. */
  readonly messages: number;
}

const SERVER = 0x8000_0000;
const UNIT = 0x7fff_ffff;

/** Merges the units of both directions by the transfer that brought their first byte. */
export function createOrder(
  connection: Connection,
  sides: Readonly<Record<Direction, Side>>,
): RowOrder {
  const lists = perDirection((direction) => unitsOf(sides[direction]));
  const length = DIRECTIONS.reduce((sum, direction) => sum + lists[direction].count, 0);
  const rows = new Uint32Array(length);
  const rowOf = perDirection((direction) => new Uint32Array(lists[direction].count));
  const times = perDirection((direction) => createTimes(connection, direction));
  const next = perDirection(() => 0);
  const numbers = createNumbers(sides);
  let row = 0;
  for (const { direction, end } of connection.transfers) {
    const list = lists[direction];
    while (next[direction] < list.count && list.startOf(next[direction]) < end) {
      const unit = next[direction]++;
      rowOf[direction][unit] = row;
      rows[row++] = unit + (direction === 'server-to-client' ? SERVER : 0);
      if (list.kindOf(unit) === 'frame') numbers.count(direction, unit - list.firstFrame);
    }
  }

  return {
    length: row,
    timeAt: (direction, at) => times[direction](at),
    lastRow: (direction) => rowOf[direction].at(-1) ?? -1,
    frameNumber: numbers.frame,
    messageNumber: numbers.message,
    firstFrame: numbers.firstFrame,
    get messages() {
      return numbers.messages;
    },
    place(row) {
      const code = rows[row]!;
      const direction: Direction = code >= SERVER ? 'server-to-client' : 'client-to-server';
      const list = lists[direction];
      const unit = code & UNIT;
      const at = list.startOf(unit);
      return {
        kind: list.kindOf(unit),
        direction,
        unit: list.positionOf(unit),
        item: list.itemOf(unit),
        at,
        time: times[direction](at),
      };
    },
    rowOfFrame(direction, frame) {
      const list = lists[direction];
      return rowOf[direction][list.firstFrame + frame]!;
    },
  };
}

/** Counts frames and messages across both directions, as a reader of the whole conversation does. */
function createNumbers(sides: Readonly<Record<Direction, Side>>) {
  const frameNumbers = perDirection((direction) => new Uint32Array(sides[direction].frames.length));
  const messageNumbers = perDirection(() => [] as (number | null)[]);
  const firstFrames = perDirection(() => [] as number[]);
  let frames = 0;
  let messages = 0;
  return {
    count(direction: Direction, frame: number) {
      frameNumbers[direction][frame] = frames++;
      const { frames: index } = sides[direction];
      if (!startsMessage(index, frame)) return;
      firstFrames[direction].push(frame);
      const named = kindOf(opcodeOf(index.head[frame]! >> 8)) !== null;
      messageNumbers[direction].push(named ? messages++ : null);
    },
    frame: (direction: Direction, frame: number) => frameNumbers[direction][frame]!,
    message: (direction: Direction, message: number) => messageNumbers[direction][message] ?? null,
    firstFrame: (direction: Direction, message: number) => firstFrames[direction][message]!,
    get messages() {
      return messages;
    },
  };
}

/** When the byte at an offset of a direction was seen: by binary search, since transfers tile the stream. */
function createTimes(connection: Connection, direction: Direction): (at: number) => number | null {
  const { transfers } = connection;
  const own = new Uint32Array(transfers.length);
  let count = 0;
  let index = 0;
  for (const transfer of transfers) {
    if (transfer.direction === direction) own[count++] = index;
    index++;
  }
  return (at) => {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (transfers.at(own[middle]!).end <= at) low = middle + 1;
      else high = middle;
    }
    return low < count ? transfers.at(own[low]!).time : null;
  };
}
