import type { Direction, Gap } from '../../trace/trace.ts';

/** Gaps of one direction, in order, as pairs of start and end; one that was filled is empty. */
export type GapList = number[];

/** Adds a gap behind all others. */
export function addGap(gaps: GapList, start: number, end: number): void {
  if (gaps.at(-1) === start) gaps[gaps.length - 1] = end;
  else gaps.push(start, end);
}

/** Whether the byte before `end`, the last of the stream, is missing. */
export const endsMissing = (gaps: GapList, end: number): boolean =>
  gaps.at(-1) === end && gaps.at(-2)! < end;

/** The first gap that ends behind `offset`, as an index of its start. */
function firstGapBehind(gaps: GapList, offset: number): number {
  let low = 0;
  let high = gaps.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (gaps[2 * middle + 1]! > offset) high = middle;
    else low = middle + 1;
  }
  return 2 * low;
}

/**
 * Takes `[start, end)` out of the gaps, calling `fill` with what of it was missing, and `keep` with what was not.
 * A gap that is filled in its middle becomes two; `mayDivide` says whether one more is allowed.
 */
export function fillGaps(
  gaps: GapList,
  start: number,
  end: number,
  mayDivide: () => boolean,
  fill: (from: number, to: number) => void,
  keep: (from: number, to: number) => void,
): void {
  let at = start;
  for (let i = firstGapBehind(gaps, start); at < end && i < gaps.length; i += 2) {
    const from = Math.max(gaps[i]!, start);
    const to = Math.min(gaps[i + 1]!, end);
    if (from >= to) continue;
    if (at < from) keep(at, from);
    const head = from > gaps[i]!;
    const tail = to < gaps[i + 1]!;
    if (head && tail && !mayDivide()) return;
    fill(from, to);
    at = to;
    if (head && tail) gaps.splice(i + 1, 0, from, to);
    else if (head) gaps[i + 1] = from;
    else gaps[i] = to;
  }
  if (at < end) keep(at, end);
}

export function gapsOf(gaps: GapList, direction: Direction): Gap[] {
  const list: Gap[] = [];
  for (let i = 0; i < gaps.length; i += 2) {
    const start = gaps[i]!;
    const end = gaps[i + 1]!;
    if (start < end) list.push({ direction, start, end });
  }
  return list;
}
