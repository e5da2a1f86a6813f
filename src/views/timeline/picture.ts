import type { LaneColour, TimeWindow } from './lane.ts';
import type { LaneIndex } from './lane-index.ts';
import { layoutLane } from './layout.ts';
import type { Palette } from './palette.ts';
import { stageOf } from './stage.ts';
import { toSvg } from './to-svg.ts';

/** Pixels of a lane, of the margin around them and of the title above. */
const LANE = { width: 280, height: 384 };
const MARGIN = 16;
const TITLE = 32;

interface Paints {
  readonly palette: (colour: LaneColour) => Palette;
  readonly background: string;
}

/** Lanes side by side, as one SVG file. */
export function pictureOf(
  lanes: readonly LaneIndex[],
  window: TimeWindow,
  { palette, background }: Paints,
): string {
  const columns = Math.max(1, ...lanes.map((lane) => lane.columns));
  const stage = stageOf(window, LANE.width, LANE.height, columns);
  const parts = lanes.map((index, i) => ({
    ...LANE,
    x: MARGIN + i * (LANE.width + MARGIN),
    y: MARGIN + TITLE,
    shapes: layoutLane(index, stage),
    palette: palette(index.lane.colour),
    title: index.lane.name,
  }));
  return toSvg(parts, {
    width: MARGIN + lanes.length * (LANE.width + MARGIN),
    height: 2 * MARGIN + TITLE + LANE.height,
    background,
  });
}

/** An SVG file as a PNG, at twice its size. */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.naturalWidth * 2, image.naturalHeight * 2);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser gives no canvas');
  context.scale(2, 2);
  context.drawImage(image, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}
