import type { Row } from '../trace/row.ts';
import { DIRECTIONS } from '../trace/trace.ts';
import type { Changed } from '../worker/api.ts';

type RowsOf = ReadonlyMap<number, Row>;

export const NO_ROWS: RowsOf = new Map();

/** The rows of one reading that are told of: in the list, and where a receiver gives up. */
export function toldRows(
  { difference, verdict, before }: Changed,
  side: 'original' | 'changed',
): Uint32Array {
  const listed = difference.pairs.flatMap((pair) => pair[side] ?? []);
  const { refused } = side === 'original' ? before : verdict;
  const ends = DIRECTIONS.flatMap((direction) => refused[direction]?.row ?? []);
  return Uint32Array.from(new Set([...listed, ...ends]));
}

export const byNumber = (rows: readonly Row[]): RowsOf =>
  new Map(rows.map((row) => [row.row, row]));
