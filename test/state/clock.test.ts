import { describe, expect, it } from 'vitest';
import { Clock, SPEEDS, type Stops } from '../../src/state/clock.svelte.ts';

const MOMENTS = [0.5, 1, 4, 9.5];
const stops: Stops = {
  end: 10,
  next: (time) => MOMENTS.find((moment) => moment > time) ?? null,
  previous: (time) => MOMENTS.findLast((moment) => moment < time) ?? null,
};

/** Frames that come when a test says so. */
function handFrames() {
  let waiting: ((now: number) => void) | null = null;
  let now = 1000;
  return {
    request: (callback: (now: number) => void) => {
      waiting = callback;
      return 1;
    },
    cancel: () => (waiting = null),
    get asked() {
      return waiting !== null;
    },
    /** So many frames, `ms` apart. */
    pass(frames: number, ms = 20) {
      for (let i = 0; i < frames; i++) {
        const callback = waiting;
        waiting = null;
        callback?.(now);
        now += ms;
      }
    },
  };
}

function setUp(span?: number) {
  const frames = handFrames();
  const clock = new Clock(frames);
  clock.load(stops, span);
  return { clock, frames };
}

describe('playing', () => {
  it('moves by real time, times the speed', () => {
    const { clock, frames } = setUp();
    clock.play();
    frames.pass(51);
    expect(clock.time).toBeCloseTo(1);
    clock.faster();
    frames.pass(50);
    expect(clock.time).toBeCloseTo(3);
  });

  it('asks for no frame while it is paused', () => {
    const { clock, frames } = setUp();
    expect(frames.asked).toBe(false);
    clock.play();
    expect(frames.asked).toBe(true);
    clock.pause();
    expect(frames.asked).toBe(false);
  });

  it('stops at the end, and plays from the start again', () => {
    const { clock, frames } = setUp();
    clock.seek(9.99);
    clock.play();
    frames.pass(10);
    expect(clock.time).toBe(10);
    expect(clock.playing).toBe(false);
    clock.toggle();
    expect(clock.time).toBe(0);
    expect(clock.playing).toBe(true);
  });

  it('does not jump after a page was busy', () => {
    const { clock, frames } = setUp();
    clock.play();
    frames.pass(2, 5000);
    expect(clock.time).toBeLessThan(0.2);
  });

  it('rests while the page is hidden, and goes on where it was', () => {
    const { clock, frames } = setUp();
    const page = new EventTarget() as EventTarget & { hidden: boolean };
    page.hidden = false;
    const stop = clock.watch(page);
    clock.play();
    frames.pass(11);
    page.hidden = true;
    page.dispatchEvent(new Event('visibilitychange'));
    expect(frames.asked).toBe(false);
    expect(clock.playing).toBe(true);
    page.hidden = false;
    page.dispatchEvent(new Event('visibilitychange'));
    frames.pass(11);
    expect(clock.time).toBeCloseTo(0.4);
    stop();
    expect(frames.asked).toBe(false);
  });

  it('does not start on a page that is hidden already', () => {
    const { clock, frames } = setUp();
    const page = Object.assign(new EventTarget(), { hidden: true });
    clock.watch(page);
    clock.play();
    expect(frames.asked).toBe(false);
  });

  it('has nothing to play without events', () => {
    const clock = new Clock(handFrames());
    clock.play();
    clock.step(1);
    expect(clock.playing).toBe(false);
    expect(clock.time).toBe(0);
  });
});

describe('stepping', () => {
  it('stops at each event, and back at the same ones', () => {
    const { clock } = setUp();
    const there = [1, 1, 1, 1, 1].map(() => (clock.step(1), clock.time));
    expect(there).toEqual([0.5, 1, 4, 9.5, 10]);
    const back = [1, 1, 1, 1, 1].map(() => (clock.step(-1), clock.time));
    expect(back).toEqual([9.5, 4, 1, 0.5, 0]);
  });

  it('pauses', () => {
    const { clock } = setUp();
    clock.play();
    clock.step(1);
    expect(clock.playing).toBe(false);
  });
});

describe('the speed', () => {
  it('goes from a hundredth to a hundred times', () => {
    const { clock } = setUp();
    for (let i = 0; i < 20; i++) clock.slower();
    expect(clock.speed).toBe(0.01);
    const seen = SPEEDS.map(() => {
      const { speed } = clock;
      clock.faster();
      return speed;
    });
    expect(seen).toEqual(SPEEDS);
    expect(clock.speed).toBe(100);
    clock.setSpeed(1e9);
    expect(clock.speed).toBe(100);
  });
});

describe('what is shown', () => {
  it('is all of it at first, or as much as was asked for', () => {
    expect(setUp().clock.window).toEqual({ from: 0, to: 10 });
    expect(setUp(4).clock.window).toEqual({ from: 0, to: 4 });
  });

  it('follows the clock, and depends on its time alone', () => {
    const { clock } = setUp(2);
    const seen = [0, 3, 7, 9.9].map((time) => (clock.seek(time), clock.window));
    const back = [9.9, 7, 3, 0].map((time) => (clock.seek(time), clock.window));
    expect(back.toReversed()).toEqual(seen);
    for (const [i, { from, to }] of seen.entries()) {
      const time = [0, 3, 7, 9.9][i]!;
      expect(time).toBeGreaterThanOrEqual(from);
      expect(time).toBeLessThanOrEqual(to);
    }
  });

  it('never goes before the start nor past the end', () => {
    const { clock } = setUp(2);
    clock.pan(-5);
    expect(clock.window).toEqual({ from: 0, to: 2 });
    clock.pan(50);
    expect(clock.window).toEqual({ from: 8, to: 10 });
    clock.zoom(1e-9);
    expect(clock.window).toEqual({ from: 0, to: 10 });
  });

  it('zooms about a point, which stays where it is', () => {
    const { clock } = setUp(4);
    clock.pan(2);
    clock.zoom(2, 3);
    expect(clock.window).toEqual({ from: 2.5, to: 4.5 });
  });

  it('zooms about the clock without one, and stays with it', () => {
    const { clock } = setUp(8);
    clock.seek(5);
    clock.zoom(4);
    expect(clock.following).toBe(true);
    expect(clock.window.from).toBeLessThan(5);
    expect(clock.window.to).toBeGreaterThan(5);
    expect(clock.window.to - clock.window.from).toBeCloseTo(2);
  });

  it('is free once it was moved, until the clock is followed again', () => {
    const { clock } = setUp(2);
    clock.pan(5);
    expect(clock.following).toBe(false);
    clock.follow(true);
    expect(clock.window).toEqual({ from: 0, to: 2 });
    clock.follow(false);
    expect(clock.window).toEqual({ from: 0, to: 2 });
  });

  it('comes along when a free clock leaves it', () => {
    const { clock } = setUp(2);
    clock.follow(false);
    clock.step(1);
    expect(clock.window.from).toBe(0);
    clock.seek(9.5);
    expect(clock.window).toEqual({ from: 8, to: 10 });
    clock.seek(0.1);
    expect(clock.window).toEqual({ from: 0, to: 2 });
  });

  it('shows a stretch, or everything', () => {
    const { clock } = setUp(2);
    clock.show(3, 3.5);
    expect(clock.window).toEqual({ from: 3, to: 3.5 });
    clock.show(6, 6);
    expect(clock.window.to).toBeGreaterThan(clock.window.from);
    clock.fit();
    expect(clock.window).toEqual({ from: 0, to: 10 });
  });

  it('starts over with another run, at the time where the clock was', () => {
    const { clock } = setUp(2);
    clock.seek(6);
    clock.load({ ...stops, end: 5 }, 1);
    expect(clock.time).toBe(5);
    expect(clock.window).toEqual({ from: 4, to: 5 });
    clock.load({ ...stops, end: 0 });
    expect(clock.time).toBe(0);
    expect(clock.window).toEqual({ from: 0, to: 0 });
  });

  it('stays a window whatever it is asked', () => {
    const { clock } = setUp(2);
    for (const ask of [
      () => clock.seek(NaN),
      () => clock.seek(-1e9),
      () => clock.seek(Infinity),
      () => clock.zoom(1e12, 4),
      () => clock.zoom(0, 4),
      () => clock.show(5, 1),
    ]) {
      ask();
      const { from, to } = clock.window;
      expect(clock.time).toBeGreaterThanOrEqual(0);
      expect(clock.time).toBeLessThanOrEqual(10);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeGreaterThan(from);
      expect(to).toBeLessThanOrEqual(10 + 1e-9);
    }
  });
});
