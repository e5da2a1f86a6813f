import { describe, expect, it } from 'vitest';
import { drawShapes, type Pen } from '../../../src/views/timeline/draw.ts';
import { layoutLane } from '../../../src/views/timeline/layout.ts';
import type { Palette } from '../../../src/views/timeline/palette.ts';
import type { Shape } from '../../../src/views/timeline/shapes.ts';
import { stageOf } from '../../../src/views/timeline/stage.ts';
import { toSvg } from '../../../src/views/timeline/to-svg.ts';
import { indexOf, raceLanes } from './lanes.ts';

const palette: Palette = {
  ink: '#111111',
  muted: '#222222',
  'line-strong': '#333333',
  lane: '#444444',
  surface: '#555555',
  violation: '#666666',
  warning: '#777777',
};
const stage = stageOf({ from: 0, to: 5.2 }, 300, 400, 1);
const shapesOf = (lane: number): Shape[] => layoutLane(indexOf(raceLanes()[lane]!), stage);
const everyKind: Shape[] = [
  ...shapesOf(3),
  { shape: 'cross', paint: 'violation', alpha: 1, of: null, x: 5, y: 6, radius: 4 },
  { shape: 'dot', paint: 'lane', alpha: 1, of: null, x: 5, y: 6, radius: 4, hollow: true },
];

function picture(title = 'WebSocket'): Document {
  const part = { x: 10, y: 40, width: 300, height: 400, shapes: everyKind, palette, title };
  const svg = toSvg([part], { width: 320, height: 450, background: '#ffffff' });
  return new DOMParser().parseFromString(svg, 'image/svg+xml');
}

describe('the picture of what is shown', () => {
  it('holds every label and colour by itself', () => {
    const document = picture();
    expect(document.querySelector('parsererror')).toBeNull();
    const texts = [...document.querySelectorAll('text')].map(({ textContent }) => textContent);
    const labels = everyKind.flatMap((shape) => (shape.shape === 'text' ? [shape.text] : []));
    expect(texts).toEqual(['WebSocket', ...labels]);
    expect(document.documentElement.outerHTML).not.toMatch(/var\(|light-dark|NaN|undefined/);
    const circles = everyKind.filter(({ shape }) => shape === 'dot');
    expect(document.querySelectorAll('circle')).toHaveLength(circles.length);
  });

  it('keeps a hostile name as text', () => {
    const title = '</text><script>alert(1)</script>&"\u0000\ufffe';
    const document = picture(title);
    expect(document.querySelector('parsererror')).toBeNull();
    expect(document.querySelector('script')).toBeNull();
    expect(document.querySelector('text')?.textContent).toBe('</text><script>alert(1)</script>&"');
  });
});

/** A canvas that remembers what was drawn on it, and in which colour. */
function rememberingPen() {
  const drawn: string[] = [];
  const state: Record<string, unknown> = {};
  const pen = new Proxy(state, {
    get: (target, key: string) =>
      target[key] ??
      ((...values: unknown[]) => {
        if (['lineTo', 'arc', 'rect', 'roundRect', 'fillText'].includes(key))
          drawn.push([key, values[0], values[1], values[2]].join(' '));
        if (['fill', 'stroke'].includes(key))
          drawn.push(`${key} ${String(target[`${key}Style`])} ${String(target['globalAlpha'])}`);
      }),
    set: (target, key: string, value) => ((target[key] = value), true),
  });
  return { pen: pen as unknown as Pen, drawn };
}

describe('the canvas', () => {
  it('draws every shape that SVG would', () => {
    const { pen, drawn } = rememberingPen();
    drawShapes(pen, everyKind, palette, '11px monospace');
    for (const shape of everyKind) {
      if (shape.shape === 'line') expect(drawn).toContain(`lineTo ${shape.x2} ${shape.y2} `);
      if (shape.shape === 'dot')
        expect(drawn).toContain(`arc ${shape.x} ${shape.y} ${shape.radius}`);
      if (shape.shape === 'text')
        expect(drawn).toContain(`fillText ${shape.text} ${shape.x} ${shape.y + 0.5}`);
      if (shape.shape === 'bar')
        expect(
          drawn.some((line) => line.includes(`ect ${shape.x} ${shape.y} ${shape.width}`)),
        ).toBe(true);
    }
  });

  it('is left as it was', () => {
    const { pen } = rememberingPen();
    drawShapes(pen, everyKind, palette, '11px monospace');
    expect(pen.globalAlpha).toBe(1);
  });
});
