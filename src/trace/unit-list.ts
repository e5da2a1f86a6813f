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
}

export function unitsOf(side: Side): UnitList {
  const others = gatherOthers(side);
  const { frames } = side;
  const { length, kind, at, position, item, framesBefore } = others;
  const heads = side.http.units.map(() => 0);
  for (let i = 0; i < length; i++) {
    if (KINDS[kind[i]!] === 'head') heads[position[i]!] = i + framesBefore[i]!;
  }

  /** The first of the others that is unit `unit` or a later one. */
  const otherFrom = (unit: number) => firstWhere(length, (i) => i + framesBefore[i]! >= unit);
  const isOther = (i: number, unit: number) => i < length && i + framesBefore[i]! === unit;

  function ask<T>(unit: number, ofOther: (i: number) => T, ofFrame: (frame: number) => T): T {
    const i = otherFrom(unit);
    return isOther(i, unit) ? ofOther(i) : ofFrame(unit - i);
  }

  return {
    count: length + frames.length,
    startOf: (unit) =>
      ask(
        unit,
        (i) => at[i]!,
        (frame) => frames.at[frame]!,
      ),
    kindOf: (unit) =>
      ask<RowKind>(
        unit,
        (i) => KINDS[kind[i]!]!,
        () => 'frame',
      ),
    positionOf: (unit) =>
      ask(
        unit,
        (i) => position[i]!,
        (frame) => frame,
      ),
    itemOf: (unit) =>
      ask(
        unit,
        (i) => item[i]!,
        () => 0,
      ),
    unitOfFrame: (frame) => frame + firstWhere(length, (i) => framesBefore[i]! > frame),
    unitOfHead: (position) => heads[position]!,
  };
}

/** The first number below `count` of which a condition holds, that holds of all after it; else `count`. */
function firstWhere(count: number, holds: (i: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
