import { headOf } from './arrow-head.ts';
import type { Palette } from './palette.ts';
import type { Shape } from './shapes.ts';
import { LABEL_SIZE } from './text-width.ts';

/** One lane of a picture: its shapes, where they stand in it, and its colours. */
export interface PicturePart {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
  readonly palette: Palette;
  /** Above the lane. */
  readonly title: string;
}

const FONT = 'ui-monospace, Menlo, Consolas, monospace';
const TITLE_SIZE = 14;

/** What is shown, as a file that needs nothing else: colours are written out. */
export function toSvg(
  parts: readonly PicturePart[],
  { width, height, background }: { width: number; height: number; background: string },
): string {
  const defs = parts.map(
    (part, i) =>
      `<clipPath id="lane-${i}"><rect width="${n(part.width)}" height="${n(part.height)}"/></clipPath>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(width)} ${n(height)}" width="${n(width)}" height="${n(height)}" font-family="${FONT}">`,
    `<defs>${defs.join('')}</defs>`,
    `<rect width="100%" height="100%" fill="${background}"/>`,
    ...parts.flatMap(partLines),
    '</svg>\n',
  ].join('\n');
}

function partLines(part: PicturePart, i: number): string[] {
  const { x, y, palette, shapes, title } = part;
  return [
    `<text x="${n(x + 10)}" y="${n(y - 10)}" font-size="${TITLE_SIZE}" font-weight="600" fill="${palette.lane}">${escape(title)}</text>`,
    `<g transform="translate(${n(x)} ${n(y)})"><g clip-path="url(#lane-${i})">`,
    ...shapes.map((shape) => element(shape, palette)),
    '</g></g>',
  ];
}

/** Tenths of a pixel are finer than any screen. */
const n = (value: number): string => String(Math.round(value * 10) / 10);

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
/** Characters that XML has no way to write are left out. */
const escape = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (c) => ESCAPES[c]!);

function element(shape: Shape, palette: Palette): string {
  const colour = palette[shape.paint];
  const alpha = shape.alpha === 1 ? '' : ` opacity="${shape.alpha}"`;
  switch (shape.shape) {
    case 'line': {
      const { x1, y1, x2, y2, width, dashed, head } = shape;
      const dash = dashed ? ' stroke-dasharray="5 4"' : '';
      const line = `<path d="M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}" stroke="${colour}" stroke-width="${width}"${dash}${alpha}/>`;
      return head === 0 ? line : `${line}<path d="${headPath(shape)}" fill="${colour}"${alpha}/>`;
    }
    case 'bar': {
      const { x, y, width, height, radius, edged } = shape;
      const edge = edged ? ` stroke="${colour}"` : '';
      const fill = shape.alpha === 1 ? '' : ` fill-opacity="${shape.alpha}"`;
      return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="${n(radius)}" fill="${colour}"${fill}${edge}/>`;
    }
    case 'dot': {
      const look = shape.hollow
        ? `fill="${palette.surface}" stroke="${colour}" stroke-width="2"`
        : `fill="${colour}"`;
      return `<circle cx="${n(shape.x)}" cy="${n(shape.y)}" r="${shape.radius}" ${look}/>`;
    }
    case 'cross':
      return `<path d="${crossPath(shape)}" stroke="${colour}" stroke-width="2"/>`;
    case 'text': {
      const { x, y, width, text } = shape;
      const box = `<rect x="${n(x - width / 2)}" y="${n(y - LABEL_SIZE / 2 - 1)}" width="${n(width)}" height="${LABEL_SIZE + 2}" fill="${palette.surface}"/>`;
      return `${box}<text x="${n(x)}" y="${n(y + LABEL_SIZE / 3)}" font-size="${LABEL_SIZE}" text-anchor="middle" fill="${colour}">${escape(text)}</text>`;
    }
  }
}

export const headPath = (shape: Extract<Shape, { shape: 'line' }>): string =>
  `M${headOf(shape)
    .map(({ x, y }) => `${n(x)} ${n(y)}`)
    .join('L')}Z`;

export const crossPath = ({ x, y, radius: r }: Extract<Shape, { shape: 'cross' }>): string =>
  `M${n(x - r)} ${n(y - r)}L${n(x + r)} ${n(y + r)}M${n(x + r)} ${n(y - r)}L${n(x - r)} ${n(y + r)}`;
