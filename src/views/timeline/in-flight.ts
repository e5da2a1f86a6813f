import { DIRECTIONS, type Direction } from '../../trace/trace.ts';
import { countIn, firstAfter, lastingUntil } from './intervals.ts';
import type { LaneIndex } from './lane-index.ts';
import type { Stage } from './stage.ts';

/** A transfer on its way at a moment. */
export interface Packet {
  readonly direction: Direction;
  readonly x: number;
  readonly loud: boolean;
}

/** More on one line would cover one another. */
const MOST = 16;

/** Where each transfer in flight is at `time`: on the clock's line, somewhere between the life lines. None where they are too many to be told apart. */
export function inFlight(index: LaneIndex, stage: Stage, time: number): Packet[] {
  const packets: Packet[] = [];
  for (const direction of DIRECTIONS) {
    const { intervals, loud, lost } = index.arrows[direction];
    const [x1, x2] =
      direction === 'client-to-server'
        ? [stage.client, stage.server]
        : [stage.server, stage.client];
    if (countIn(intervals, time, time) > MOST) continue;
    lastingUntil(intervals, firstAfter(intervals, time), time, Infinity, (i) => {
      const [from, to] = [intervals.starts[i]!, intervals.ends[i]!];
      if (time >= to) return;
      const share = (time - from) / (to - from);
      if (lost[i] && share > 0.5) return;
      const x = x1 + (x2 - x1) * share;
      packets.push({ direction, x, loud: loud[i + 1]! > loud[i]! });
    });
  }
  return packets;
}
