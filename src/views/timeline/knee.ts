/**
 * How many marks SVG keeps up with when all of them change in each frame (measured, 2 cores without
 * a GPU at 60 Hz); a canvas keeps up with many times more.
 */
const KNEE = 200;
/** It goes back to SVG only well below, so that a moving window does not change it to and fro. */
const BACK = 150;

export type Renderer = 'svg' | 'canvas';

export const rendererFor = (marks: number, before: Renderer): Renderer =>
  marks > (before === 'canvas' ? BACK : KNEE) ? 'canvas' : 'svg';
