import { mount, tick } from 'svelte';
import { Clock, type Stops } from '../../../src/state/clock.svelte.ts';
import '../../../src/styles/index.css';
import { prepareLanes, stopsOf } from '../../../src/views/timeline/prepare.ts';
import type { Lane } from '../../../src/views/timeline/lane.ts';
import type { LaneIndex } from '../../../src/views/timeline/lane-index.ts';
import Bench from './Bench.svelte';
import { traffic } from './traffic.ts';

/** Frames a second, and milliseconds from frame to frame. */
export interface Timed {
  readonly rate: number;
  readonly median: number;
  readonly p95: number;
}

const FRAMES = 120;
const SECONDS = 60;

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

async function time(act: (i: number) => void): Promise<Timed> {
  const gaps: number[] = [];
  const first = await frame();
  let last = first;
  for (let i = 0; i < FRAMES; i++) {
    act(i);
    const now = await frame();
    gaps.push(now - last);
    last = now;
  }
  gaps.sort((a, b) => a - b);
  const at = (share: number): number => gaps[Math.floor(share * (gaps.length - 1))]!;
  return { rate: (1000 * FRAMES) / (last - first), median: at(0.5), p95: at(0.95) };
}

/** What a person does, with all of `events` in view at first. */
const ACTIONS: Readonly<Record<string, (clock: Clock, stops: Stops) => (i: number) => void>> = {
  'play, all in view': (clock) => {
    clock.fit();
    clock.setSpeed(10);
    clock.seek(0);
    clock.play();
    return () => undefined;
  },
  'scrub, all in view': (clock) => {
    clock.pause();
    clock.fit();
    return (i) => clock.seek(((i * 37) % FRAMES) * (SECONDS / FRAMES));
  },
  'play, following at twice the scale': (clock, stops) => {
    clock.load(stops, SECONDS / 2);
    clock.seek(SECONDS / 4);
    clock.setSpeed(20);
    clock.play();
    return () => undefined;
  },
  'scrub, following at twice the scale': (clock) => {
    clock.pause();
    return (i) => clock.seek(((i * 37) % FRAMES) * (SECONDS / FRAMES));
  },
  'zoom in and out': (clock) => {
    clock.pause();
    clock.fit();
    return (i) => clock.zoom(i % 60 < 30 ? 1.05 : 1 / 1.05, SECONDS / 3);
  },
  'zoom from all to a millisecond': (clock) => {
    clock.fit();
    return () => clock.zoom(1.1, SECONDS / 3);
  },
  drag: (clock) => {
    clock.show(10, 40);
    return (i) => clock.pan(i % 60 < 30 ? 0.3 : -0.3);
  },
};

let lanes: Lane[] = [];
let ready: LaneIndex[] = [];
const clock = new Clock();

/** What the script outside asks for, one after another. */
export const bench = {
  frames: FRAMES,
  actions: Object.keys(ACTIONS),
  make(events: number): void {
    lanes = traffic(events, SECONDS);
  },
  async prepare(): Promise<void> {
    ready = await prepareLanes(lanes);
  },
  async show(): Promise<'svg' | 'canvas'> {
    clock.load(stopsOf(ready));
    mount(Bench, { target: document.body, props: { lanes: ready, clock } });
    await tick();
    await frame();
    return document.querySelector('canvas') ? 'canvas' : 'svg';
  },
  act: (name: string): Promise<Timed> => time(ACTIONS[name]!(clock, stopsOf(ready))),
};

Object.assign(window, { bench });
