import type { TimeWindow } from './lane.ts';

/** A stretch of time that is laid out once and then moved past the window. */
export interface Tile extends TimeWindow {
  /** Pixels, of the whole tile. */
  readonly height: number;
  readonly pixelsPerSecond: number;
}

/** A window that shares so much with the tile before moves; one that shares less jumps. */
const NEAR = 0.85;

/** How much more than the window a tile holds on either side, once it is known to move. */
const BESIDE = 0.5;

/**
 * The tile for a window `height` pixels high: the one before while it holds the window at the same
 * scale. A window that moves gets room to move in, one that zooms or jumps none: the next will not fit it.
 */
export function tileFor({ from, to }: TimeWindow, height: number, before: Tile | null): Tile {
  const pixelsPerSecond = height / Math.max(to - from, Number.MIN_VALUE);
  const ratio = before === null ? 0 : before.pixelsPerSecond / pixelsPerSecond;
  const moved = Math.abs(ratio - 1) < 1e-9;
  const slack = 1e-9 * (to - from);
  if (before && moved && before.from <= from + slack && before.to >= to - slack) return before;
  const shared = before === null ? 0 : Math.min(to, before.to) - Math.max(from, before.from);
  const near = shared > NEAR * (to - from);
  const beside = moved && near ? BESIDE * (to - from) : 0;
  // On whole pixels of absolute time, so that what is drawn keeps its place in the pixel grid. Of the same height
  // wherever the window begins: a canvas of another size is a new one, which a window that zooms would need each frame.
  const top = Math.floor((from - beside) * pixelsPerSecond);
  const rows = Math.ceil(height + 2 * beside * pixelsPerSecond - 1e-6) + 1;
  return {
    from: top / pixelsPerSecond,
    to: (top + rows) / pixelsPerSecond,
    height: rows,
    pixelsPerSecond,
  };
}
