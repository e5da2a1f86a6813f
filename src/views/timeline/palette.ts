import type { LaneColour } from './lane.ts';
import { PAINTS, type Paint } from './shapes.ts';

/** What each paint is in the theme that is shown, as CSS can be given to a canvas or written to a file. */
export type Palette = Readonly<Record<Paint, string>>;

/** The custom property that a paint is. */
export const tokenOf = (paint: Paint, colour: LaneColour): string =>
  paint === 'lane' ? `--transport-${colour}` : `--${paint}`;

/** Asks the page: a token is `light-dark(…)`, which only a resolved colour tells. */
export function readPalette(element: HTMLElement, colour: LaneColour): Palette {
  const probes = document.createElement('span');
  probes.hidden = true;
  const asked = PAINTS.map((paint) => {
    const probe = document.createElement('span');
    probe.style.color = `var(${tokenOf(paint, colour)})`;
    probes.append(probe);
    return [paint, probe] as const;
  });
  element.append(probes);
  const told = asked.map(([paint, probe]) => [paint, getComputedStyle(probe).color]);
  probes.remove();
  return Object.fromEntries(told) as Palette;
}
