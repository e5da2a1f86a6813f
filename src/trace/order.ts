import type { Breath } from './breath.ts';
import type { Clock } from './clock.ts';
import { createNumbers } from './numbers.ts';
import type { Side } from './side.ts';
import { DIRECTIONS, perDirection, type Connection, type Direction } from './trace.ts';
import { unitsOf, type RowKind, type UnitList } from './unit-list.ts';

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

/** All units of both directions in the order they were seen; about 20 bytes a frame. */
export interface RowOrder {
  readonly length: number;
  place(row: number): RowPlace;
  /** The kind of a row alone, for loops over all of them. */
  kindOf(row: number): RowKind;
  directionOf(row: number): Direction;
  /** The position of a row's unit, as in its place. */
  unitOf(row: number): number;
  /** When the byte at an offset of a direction's stream was seen. */
  readonly timeAt: Clock['timeAt'];
  /** The transfer that brought the byte at an offset; the number of transfers where none did. */
  readonly transferOf: Clock['transferOf'];
  /** The row of a frame of a direction. */
  rowOfFrame(direction: Direction, frame: number): number;
  /** The row of a head, by the position of its unit. */
  rowOfHead(direction: Direction, position: number): number;
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
export async function createOrder(
  connection: Connection,
  sides: Readonly<Record<Direction, Side>>,
  clock: Clock,
  breath: Breath,
): Promise<RowOrder> {
  const lists = perDirection((direction) => unitsOf(sides[direction]));
  const { rows, rowOf } = await mergeRows(connection, lists, breath);
  const numbers = await createNumbers(sides, lists, rowOf, breath);
  const directionOf = (row: number): Direction =>
    rows[row]! >= SERVER ? 'server-to-client' : 'client-to-server';
  const listOf = (row: number) => lists[directionOf(row)];
  return {
    length: rows.length,
    kindOf: (row) => listOf(row).kindOf(rows[row]! & UNIT),
    unitOf: (row) => listOf(row).positionOf(rows[row]! & UNIT),
    directionOf,
    timeAt: clock.timeAt,
    transferOf: clock.transferOf,
    lastRow: (direction) => rowOf[direction].at(-1) ?? -1,
    rowOfFrame: (direction, frame) => rowOf[direction][lists[direction].unitOfFrame(frame)]!,
    rowOfHead: (direction, position) => rowOf[direction][lists[direction].unitOfHead(position)]!,
    ...numbers,
    place(row) {
      const direction = directionOf(row);
      const list = lists[direction];
      const unit = rows[row]! & UNIT;
      const at = list.startOf(unit);
      return {
        kind: list.kindOf(unit),
        direction,
        unit: list.positionOf(unit),
        item: list.itemOf(unit),
        at,
        time: clock.timeAt(direction, at),
      };
    },
  };
}

type Lists = Readonly<Record<Direction, UnitList>>;

/** Transfers passed between two breaths: a few milliseconds. */
const STEP = 1 << 17;

/** Which unit is each row, and which row is each unit. What no transfer brought comes last. */
async function mergeRows({ transfers }: Connection, lists: Lists, breath: Breath) {
  const rowOf = perDirection((direction) => new Uint32Array(lists[direction].count));
  const rows = new Uint32Array(DIRECTIONS.reduce((sum, way) => sum + rowOf[way].length, 0));
  let row = 0;

  /** Takes the units of one direction that start before an offset. */
  function createTaker(direction: Direction): (end: number) => void {
    const starts = lists[direction].starts();
    const own = rowOf[direction];
    const flag = direction === 'server-to-client' ? SERVER : 0;
    let unit = 0;
    return (end) => {
      for (; unit < starts.length && starts[unit]! < end; unit++) {
        own[unit] = row;
        rows[row++] = unit + flag;
      }
    };
  }

  const takeClient = createTaker('client-to-server');
  const takeServer = createTaker('server-to-client');
  const { fromServer, ends } = transfers.columns;
  for (let i = 0; i < ends.length; i++) {
    if (fromServer[i] === 1) takeServer(ends[i]!);
    else takeClient(ends[i]!);
    if (i % STEP === STEP - 1) await breath();
  }
  takeClient(Infinity);
  takeServer(Infinity);
  return { rows, rowOf };
}
