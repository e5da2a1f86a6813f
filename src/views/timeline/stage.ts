import type { TimeWindow } from './lane.ts';

/** Where things stand in a lane: pixels, from its upper left corner. */
export interface Stage extends TimeWindow {
  readonly width: number;
  /** Of the whole window. */
  readonly height: number;
  readonly pixelsPerSecond: number;
  /** Dots of the client: what it has, and what it wrote. */
  readonly inbox: number;
  /** The life lines. */
  readonly client: number;
  readonly server: number;
  /** The first of the bars of connections, and from one to the next. */
  readonly bars: number;
  readonly barStep: number;
  /** Dots of the server: news that is born, and messages that came. */
  readonly outbox: number;
}

const MARGIN = 12;
const DOT_ROOM = 18;
const BAR_GAP = 5;

/** `columns` is how many connections stand side by side. */
export function stageOf(
  { from, to }: TimeWindow,
  width: number,
  height: number,
  columns: number,
): Stage {
  const barStep = columns > 1 ? 6 : 7;
  const barRoom = Math.max(columns, 1) * barStep;
  const outbox = width - MARGIN;
  const bars = outbox - DOT_ROOM + BAR_GAP - barRoom;
  return {
    ...{ from, to, width, height },
    pixelsPerSecond: height / Math.max(to - from, Number.MIN_VALUE),
    inbox: MARGIN,
    client: MARGIN + DOT_ROOM,
    server: bars - BAR_GAP,
    ...{ bars, barStep, outbox },
  };
}

export const yOf = (stage: Stage, time: number): number =>
  (time - stage.from) * stage.pixelsPerSecond;

export const timeAt = (stage: Stage, y: number): number => stage.from + y / stage.pixelsPerSecond;
