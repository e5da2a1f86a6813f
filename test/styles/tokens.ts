import { readFileSync } from 'node:fs';
import { hex, type Colour } from './colour.ts';

export type Theme = 'paper' | 'night';
export const THEMES: readonly Theme[] = ['paper', 'night'];

const source = readFileSync(new URL('../../src/styles/tokens.css', import.meta.url), 'utf8');

/** Every `--name: light-dark(paper, night)` of the tokens. */
export const PAIRS: ReadonlyMap<string, Readonly<Record<Theme, Colour>>> = new Map(
  [...source.matchAll(/--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\);/gi)].map(
    ([, name = '', paper = '', night = '']) => [name, { paper: hex(paper), night: hex(night) }],
  ),
);

export function colour(name: string, theme: Theme): Colour {
  const pair = PAIRS.get(name);
  if (pair === undefined) throw new Error(`no token --${name}`);
  return pair[theme];
}

/** A token written as a percentage, as a share of one. */
export function share(name: string): number {
  const match = new RegExp(`--${name}: (\\d+)%;`).exec(source);
  if (match === null) throw new Error(`no percentage --${name}`);
  return Number(match[1]) / 100;
}
