import type { Meaning, Shape } from './shapes.ts';

/** The shape that a point means, with what it stands for. */
export interface Hit {
  readonly shape: Shape;
  readonly of: Meaning;
}

/** What is nearest to a point, at most `within` pixels away; of shapes equally near the one in front. Null where nothing is. */
export function hitAt(shapes: readonly Shape[], x: number, y: number, within: number): Hit | null {
  let nearest: Hit | null = null;
  let best = within;
  for (const shape of shapes) {
    const { of } = shape;
    if (of === null) continue;
    const distance = distanceTo(shape, x, y) + (isWide(of) ? AREA : 0);
    if (distance > best) continue;
    best = distance;
    nearest = { shape, of };
  }
  return nearest;
}

/** What lasts is a wide target: a point inside it may mean something smaller beside. */
const AREA = 4;
const WIDE: readonly string[] = ['outage', 'connection', 'open', 'held', 'buffer', 'wait'];
const isWide = (of: Meaning): boolean => of.kind !== 'transfer' && WIDE.includes(of.what);

function distanceTo(shape: Shape, x: number, y: number): number {
  switch (shape.shape) {
    case 'line':
      return distanceToLine(shape, x, y);
    case 'bar':
      return Math.hypot(
        outside(x, shape.x, shape.x + shape.width),
        outside(y, shape.y, shape.y + shape.height),
      );
    case 'text':
      return Math.hypot(
        outside(x, shape.x - shape.width / 2, shape.x + shape.width / 2),
        Math.max(Math.abs(y - shape.y) - 6, 0),
      );
    default:
      return Math.max(Math.hypot(x - shape.x, y - shape.y) - shape.radius, 0);
  }
}

const outside = (value: number, from: number, to: number): number =>
  Math.max(from - value, value - to, 0);

interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

function distanceToLine({ x1, y1, x2, y2 }: Segment, x: number, y: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : ((x - x1) * dx + (y - y1) * dy) / square;
  const at = Math.min(Math.max(along, 0), 1);
  return Math.hypot(x - x1 - at * dx, y - y1 - at * dy);
}
