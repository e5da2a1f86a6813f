import { mount, tick, unmount } from 'svelte';
import { Clock, type Stops } from '../../../src/state/clock.svelte.ts';
import '../../../src/styles/index.css';
import { prepareLanes, stopsOf } from '../../../src/views/timeline/prepare.ts';
import Bench from './Bench.svelte';
import { traffic } from './traffic.ts';

export interface Timed {
  /** Frames a second. */
  readonly rate: number;
  /** Milliseconds from frame to frame. */
  readonly median: number;
  readonly p95: number;
  /** The longest task, milliseconds; 0 where none was over 50. */
  readonly longest: number;
}

export interface Result {
  readonly events: number;
  readonly prepared: number;
  readonly longestPreparing: number;
  readonly renderer: 'svg' | 'canvas';
  readonly actions: Readonly<Record<string, Timed>>;
}

const FRAMES = 120;
const SECONDS = 60;

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

/** What the browser calls a long task lasts over 50 ms. */
async function longestTask(during: () => Promise<void>): Promise<number> {
  const seen: number[] = [];
  const observer = new PerformanceObserver((list) =>
    seen.push(...list.getEntries().map(({ duration }) => duration)),
  );
  observer.observe({ entryTypes: ['longtask'] });
  await during();
  await new Promise((resolve) => setTimeout(resolve, 50));
  observer.disconnect();
  return Math.max(0, ...seen);
}

async function time(act: (i: number) => void): Promise<Timed> {
  const gaps: number[] = [];
  const longest = await longestTask(async () => {
    let last = await frame();
    for (let i = 0; i < FRAMES; i++) {
      act(i);
      const now = await frame();
      gaps.push(now - last);
      last = now;
    }
  });
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  gaps.sort((a, b) => a - b);
  const at = (share: number): number => gaps[Math.floor(share * (gaps.length - 1))]!;
  return { rate: (1000 * FRAMES) / total, median: at(0.5), p95: at(0.95), longest };
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

async function bench(events: number): Promise<Result> {
  const lanes = traffic(events, SECONDS);
  const began = performance.now();
  let ready: Awaited<ReturnType<typeof prepareLanes>> = [];
  const longestPreparing = await longestTask(async () => {
    ready = await prepareLanes(lanes);
  });
  const prepared = performance.now() - began - 50;
  const clock = new Clock();
  const stops = stopsOf(ready);
  clock.load(stops);
  const view = mount(Bench, { target: document.body, props: { lanes: ready, clock } });
  await tick();
  await frame();
  const renderer = document.querySelector('canvas') ? 'canvas' : 'svg';
  const actions: Record<string, Timed> = {};
  for (const [name, begin] of Object.entries(ACTIONS))
    actions[name] = await time(begin(clock, stops));
  clock.pause();
  await unmount(view);
  return { events, prepared, longestPreparing, renderer, actions };
}

Object.assign(window, { bench });
