import type { Palette } from './palette.ts';
import type { Shape } from './shapes.ts';
import { svgElements, type SvgElement } from './svg-elements.ts';

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
    ...shapes.flatMap((shape) => svgElements(shape, palette)).map(written),
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

function written({ tag, attributes, text }: SvgElement): string {
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  const opened = `<${tag}${given.join('')}`;
  return text === undefined ? `${opened}/>` : `${opened}>${escape(text)}</${tag}>`;
}
