import type { LineShape } from './shapes.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How wide a head is to its length. */
const HALF_WIDTH = 0.42;

/** The three corners of an arrow's head: its tip, then the other two. */
export function headOf({ x1, y1, x2, y2, head }: LineShape): readonly [Point, Point, Point] {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  const [bx, by] = [x2 - ux * head, y2 - uy * head];
  const [wx, wy] = [-uy * head * HALF_WIDTH, ux * head * HALF_WIDTH];
  return [
    { x: x2, y: y2 },
    { x: bx + wx, y: by + wy },
    { x: bx - wx, y: by - wy },
  ];
}
