import { headOf } from './arrow-head.ts';
import type { Palette } from './palette.ts';
import type { BarShape, CrossShape, DotShape, LineShape, Shape, TextShape } from './shapes.ts';
import { LABEL_SIZE } from './text-width.ts';

/** What of a canvas is drawn with. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'closePath'
  | 'arc'
  | 'rect'
  | 'roundRect'
  | 'fill'
  | 'stroke'
  | 'fillText'
  | 'fillRect'
  | 'setLineDash'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineCap'
  | 'globalAlpha'
>;

/**
 * Draws shapes in their order, neighbours that look alike without setting up the pen again. Lines
 * are a path each: 190 arrows in one path take twice as long without a GPU, and lines wider than a
 * pixel twice as long as those of one (measured: test/bench/timeline).
 */
export function drawShapes(
  pen: Pen,
  shapes: readonly Shape[],
  palette: Palette,
  font: string,
): void {
  pen.font = font;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  for (let first = 0; first < shapes.length;) {
    let end = first + 1;
    while (end < shapes.length && isAlike(shapes[first]!, shapes[end]!)) end++;
    drawAlike(pen, shapes.slice(first, end), palette);
    first = end;
  }
  pen.globalAlpha = 1;
}

function isAlike(a: Shape, b: Shape): boolean {
  if (a.shape !== b.shape || a.paint !== b.paint || a.alpha !== b.alpha) return false;
  if (a.shape === 'line' && b.shape === 'line') return a.width === b.width && a.dashed === b.dashed;
  if (a.shape === 'bar' && b.shape === 'bar') return a.edged === b.edged;
  if (a.shape === 'dot' && b.shape === 'dot') return a.hollow === b.hollow;
  return true;
}

function drawAlike(pen: Pen, shapes: readonly Shape[], palette: Palette): void {
  const [first] = shapes;
  pen.globalAlpha = first!.alpha;
  pen.fillStyle = palette[first!.paint];
  pen.strokeStyle = palette[first!.paint];
  switch (first!.shape) {
    case 'line':
      return drawLines(pen, shapes as readonly LineShape[]);
    case 'bar':
      return drawBars(pen, shapes as readonly BarShape[]);
    case 'dot':
      return drawDots(pen, shapes as readonly DotShape[], palette);
    case 'cross':
      return drawCrosses(pen, shapes as readonly CrossShape[]);
    case 'text':
      return drawTexts(pen, shapes as readonly TextShape[], palette);
  }
}

const DASHES = [5, 4];

function drawLines(pen: Pen, lines: readonly LineShape[]): void {
  pen.lineWidth = lines[0]!.width;
  pen.setLineDash(lines[0]!.dashed ? DASHES : []);
  for (const { x1, y1, x2, y2 } of lines) {
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.lineTo(x2, y2);
    pen.stroke();
  }
  pen.setLineDash([]);
  pen.beginPath();
  for (const line of lines) {
    if (line.head === 0) continue;
    const [tip, left, right] = headOf(line);
    pen.moveTo(tip.x, tip.y);
    pen.lineTo(left.x, left.y);
    pen.lineTo(right.x, right.y);
    pen.closePath();
  }
  pen.fill();
}

function drawBars(pen: Pen, bars: readonly BarShape[]): void {
  pen.beginPath();
  for (const { x, y, width, height, radius } of bars)
    if (radius > 0) pen.roundRect(x, y, width, height, radius);
    else pen.rect(x, y, width, height);
  pen.fill();
  if (!bars[0]!.edged) return;
  pen.globalAlpha = 1;
  pen.lineWidth = 1;
  pen.stroke();
}

function drawDots(pen: Pen, dots: readonly DotShape[], palette: Palette): void {
  pen.beginPath();
  for (const { x, y, radius } of dots) {
    pen.moveTo(x + radius, y);
    pen.arc(x, y, radius, 0, 2 * Math.PI);
  }
  if (dots[0]!.hollow) {
    pen.fillStyle = palette.surface;
    pen.lineWidth = 2;
  }
  pen.fill();
  if (dots[0]!.hollow) pen.stroke();
}

function drawCrosses(pen: Pen, crosses: readonly CrossShape[]): void {
  pen.lineWidth = 2;
  pen.beginPath();
  for (const { x, y, radius } of crosses) {
    pen.moveTo(x - radius, y - radius);
    pen.lineTo(x + radius, y + radius);
    pen.moveTo(x + radius, y - radius);
    pen.lineTo(x - radius, y + radius);
  }
  pen.stroke();
}

function drawTexts(pen: Pen, texts: readonly TextShape[], palette: Palette): void {
  const ink = pen.fillStyle;
  pen.fillStyle = palette.surface;
  for (const { x, y, width } of texts)
    pen.fillRect(x - width / 2, y - LABEL_SIZE / 2 - 1, width, LABEL_SIZE + 2);
  pen.fillStyle = ink;
  for (const { x, y, text } of texts) pen.fillText(text, x, y + 0.5);
}
