import type { Intervals } from './intervals.ts';

export interface SideBySide {
  readonly column: Uint32Array;
  /** How many columns are used. */
  readonly columns: number;
}

/** Gives each stretch the first column that is free when it begins; where none is, the last. */
export function sideBySide({ length, starts, ends }: Intervals, most: number): SideBySide {
  const column = new Uint32Array(length);
  const free = new Float64Array(most).fill(-Infinity);
  let columns = 0;
  for (let i = 0; i < length; i++) {
    const found = free.findIndex((time) => time <= starts[i]!);
    const taken = found < 0 ? most - 1 : found;
    column[i] = taken;
    free[taken] = Math.max(free[taken]!, ends[i]!);
    columns = Math.max(columns, taken + 1);
  }
  return { column, columns };
}
