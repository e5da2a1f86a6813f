import { headOf } from './arrow-head.ts';
import type { Palette } from './palette.ts';
import type { Shape } from './shapes.ts';
import { LABEL_SIZE } from './text-width.ts';

/** An element of SVG without children: to be made in a page, or written to a file. */
export interface SvgElement {
  readonly tag: 'path' | 'rect' | 'circle' | 'text';
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly text?: string;
}

/** Tenths of a pixel are finer than any screen. */
const n = (value: number): number => Math.round(value * 10) / 10;

/** A shape as SVG, its parts from the lowest to the highest. */
export function svgElements(shape: Shape, palette: Palette): readonly SvgElement[] {
  const colour = palette[shape.paint];
  const alpha = shape.alpha === 1 ? null : { opacity: shape.alpha };
  switch (shape.shape) {
    case 'line': {
      const { x1, y1, x2, y2, width, dashed, head } = shape;
      const d = `M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}`;
      const dash = dashed ? { 'stroke-dasharray': '5 4' } : null;
      const look = { stroke: colour, 'stroke-width': width, ...dash, ...alpha };
      const line: SvgElement = { tag: 'path', attributes: { d, ...look } };
      if (head === 0) return [line];
      const tip = headOf(shape).map(({ x, y }) => `${n(x)} ${n(y)}`);
      return [
        line,
        { tag: 'path', attributes: { d: `M${tip.join('L')}Z`, fill: colour, ...alpha } },
      ];
    }
    case 'bar': {
      const { x, y, width, height, radius, edged } = shape;
      const place = { x: n(x), y: n(y), width: n(width), height: n(height), rx: n(radius) };
      const fill = {
        fill: colour,
        ...(shape.alpha === 1 ? null : { 'fill-opacity': shape.alpha }),
      };
      const edge = edged ? { stroke: colour } : null;
      return [{ tag: 'rect', attributes: { ...place, ...fill, ...edge } }];
    }
    case 'dot': {
      const place = { cx: n(shape.x), cy: n(shape.y), r: shape.radius };
      const look = shape.hollow
        ? { fill: palette.surface, stroke: colour, 'stroke-width': 2 }
        : { fill: colour };
      return [{ tag: 'circle', attributes: { ...place, ...look } }];
    }
    case 'cross': {
      const { x, y, radius: r } = shape;
      const down = `M${n(x - r)} ${n(y - r)}L${n(x + r)} ${n(y + r)}`;
      const up = `M${n(x + r)} ${n(y - r)}L${n(x - r)} ${n(y + r)}`;
      const look = { stroke: colour, 'stroke-width': 2 };
      return [{ tag: 'path', attributes: { d: down + up, ...look } }];
    }
    case 'text': {
      const { x, y, width, text } = shape;
      const size = { width: n(width), height: LABEL_SIZE + 2 };
      const room = { x: n(x - width / 2), y: n(y - LABEL_SIZE / 2 - 1), ...size };
      const place = { x: n(x), y: n(y + LABEL_SIZE / 3) };
      const look = { 'font-size': LABEL_SIZE, 'text-anchor': 'middle', fill: colour };
      return [
        { tag: 'rect', attributes: { ...room, fill: palette.surface } },
        { tag: 'text', attributes: { ...place, ...look }, text },
      ];
    }
  }
}
