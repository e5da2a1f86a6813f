/** Positions of a slider, from 0 to this. */
export const POSITIONS = 1000;

/** Where a range spans this many times its small values, equal steps of a slider are of no use. */
const WIDE = 500;

/** Small values get more of the way than large ones. */
const BEND = 3;

interface Range {
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}

const bend = ({ min, max }: Range): number => (max - min >= WIDE ? BEND : 1);

/** Where a value stands on a slider. */
export function positionOf(value: number, range: Range): number {
  const { min, max } = range;
  const share = (Math.min(Math.max(value, min), max) - min) / (max - min);
  return Math.round(POSITIONS * share ** (1 / bend(range)));
}

/** The value at a position, to two digits: the ends are exact. */
export function valueAt(position: number, range: Range): number {
  const { min, max, whole } = range;
  if (position <= 0) return min;
  if (position >= POSITIONS) return max;
  const exact = min + (max - min) * (position / POSITIONS) ** bend(range);
  const short = Number(exact.toPrecision(2));
  const value = whole ? Math.round(short) : short;
  return Math.min(Math.max(value, min), max);
}
