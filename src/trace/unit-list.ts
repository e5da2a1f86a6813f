import { gatherOthers, KINDS, type RowKind } from './other-units.ts';
import type { Side } from './side.ts';

export type { RowKind } from './other-units.ts';

/** The units of one direction as one run of numbers, in the order of the stream. */
export interface UnitList {
  readonly count: number;
  startOf(unit: number): number;
  kindOf(unit: number): RowKind;
  /** Position among its kind; for a part of a body, that of its message. */
  positionOf(unit: number): number;
  /** Number of a chunk or an event within its body; 0 for any other. */
  itemOf(unit: number): number;
  unitOfFrame(frame: number): number;
  /** The unit of the head at a position. */
  unitOfHead(position: number): number;
  /** Where every unit starts, in an array of its own: for who goes through all of them. */
  starts(): Uint32Array;
}

export function unitsOf(side: Side): UnitList {
  const others = gatherOthers(side);
  const { frames } = side;
  const { length, kind, at, position, item, framesBefore } = others;
  /** The unit that each of the others is. */
  const units = framesBefore.map((before, i) => before + i);
  const heads = side.http.units.map(() => 0);
  for (let i = 0; i < length; i++) {
    if (KINDS[kind[i]!] === 'head') heads[position[i]!] = units[i]!;
  }
  /** The first of the others that is unit `unit` or a later one. */
  const otherFrom = (unit: number) => firstFrom(units, unit);

  return {
    count: length + frames.length,
    startOf(unit) {
      const i = otherFrom(unit);
      return units[i] === unit ? at[i]! : frames.at[unit - i]!;
    },
    kindOf(unit) {
      const i = otherFrom(unit);
      return units[i] === unit ? KINDS[kind[i]!]! : 'frame';
    },
    positionOf(unit) {
      const i = otherFrom(unit);
      return units[i] === unit ? position[i]! : unit - i;
    },
    itemOf(unit) {
      const i = otherFrom(unit);
      return units[i] === unit ? item[i]! : 0;
    },
    unitOfFrame: (frame) => frame + firstFrom(framesBefore, frame + 1),
    unitOfHead: (position) => heads[position]!,
    starts() {
      const starts = new Uint32Array(length + frames.length);
      let frame = 0;
      for (let i = 0; i < length; i++) {
        starts.set(frames.at.subarray(frame, framesBefore[i]), frame + i);
        frame = framesBefore[i]!;
        starts[frame + i] = at[i]!;
      }
      starts.set(frames.at.subarray(frame), frame + length);
      return starts;
    },
  };
}

/** The first of numbers in order that is `least` or more; their count where none is. Most ask beyond the last one. */
function firstFrom(numbers: Uint32Array, least: number): number {
  let high = numbers.length;
  if (high === 0 || numbers[high - 1]! < least) return high;
  let low = 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! >= least) high = middle;
    else low = middle + 1;
  }
  return low;
}
