import { nameOf, type ConnectionState } from './connection-state.ts';
import { fillGaps } from './gap-list.ts';
import { isSame } from './runs.ts';
import { copyTo, type StreamSide } from './stream-side.ts';

/** Bytes sent again: they fill gaps, and elsewhere should be what they were; else the first seen stay. */
export function seeAgain(
  connection: ConnectionState,
  side: StreamSide,
  start: number,
  bytes: Uint8Array,
): void {
  const { budget, findings } = connection.around;
  const at = Math.max(start, 0);
  const end = Math.min(start + bytes.length, side.length);
  if (at >= end) return;
  let differs = false;
  const keep = (from: number, to: number) => {
    differs ||= !isSame(side.bytes, from, bytes, from - start, to - from);
  };
  if (side.gaps.length === 0) keep(at, end);
  else {
    const mayDivide = () => budget.gaps-- > 0;
    const fill = (from: number, to: number) => {
      copyTo(side, from, bytes, from - start, to - from);
      budget.gapBytes += to - from;
      findings.count('input/bytes-missing', connection.position, from - to);
    };
    fillGaps(side.gaps, at, end, mayDivide, fill, keep);
  }
  if (differs) findings.note('input/overlap-differs', connection.position, nameOf(connection));
}
