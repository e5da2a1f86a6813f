import type { LaneColour } from './lane.ts';
import { PAINTS, type Paint } from './shapes.ts';

/** What each paint is in the theme that is shown, as CSS can be given to a canvas or written to a file. */
export type Palette = Readonly<Record<Paint, string>>;

/** The custom property that a paint is. */
export const tokenOf = (paint: Paint, colour: LaneColour): string =>
  paint === 'lane' ? `--transport-${colour}` : `--${paint}`;

/** Asks the page: a token is `light-dark(…)`, which only a resolved colour tells. */
export function readPalette(element: HTMLElement, colour: LaneColour): Palette {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  const palette = {} as Record<Paint, string>;
  for (const paint of PAINTS) {
    probe.style.color = `var(${tokenOf(paint, colour)})`;
    palette[paint] = getComputedStyle(probe).color;
  }
  probe.remove();
  return palette;
}
