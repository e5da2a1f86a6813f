import { bisectLeft, range } from 'd3-array';
import type { TimeWindow } from './lane.ts';

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** A time of the clock, `00:04.210`; `decimals` of a second, cut and not rounded, so that it never runs ahead. */
export function clockTime(seconds: number, decimals = 3): string {
  const scale = 10 ** decimals;
  // Binary fractions fall just short of the decimal they were written as.
  const units = Math.floor(Math.abs(seconds) * scale + 1e-6);
  const whole = Math.floor(units / scale);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const sign = seconds < 0 && units > 0 ? '−' : '';
  const hour = hours > 0 ? `${hours}:` : '';
  const fraction = decimals > 0 ? `.${pad(units % scale, decimals)}` : '';
  return `${sign}${hour}${pad(minutes, 2)}:${pad(whole % 60, 2)}${fraction}`;
}

/** Steps of an axis of time, in seconds, from a microsecond to ten days. */
const STEPS = [
  ...range(-6, 0).flatMap((power) => [1, 2, 5].map((digit) => digit * 10 ** power)),
  ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800],
  ...[86_400, 172_800, 432_000, 864_000],
];

/** Binary fractions miss a round time by less than this share of a step. */
const EDGE = 1e-6;

export interface Tick {
  readonly time: number;
  readonly text: string;
}

/** Round times of a window, about `count` of them, with as many decimals as tell them apart. */
export function ticksOf({ from, to }: TimeWindow, count: number): Tick[] {
  if (!(to > from) || count < 1) return [];
  const wanted = (to - from) / count;
  const step =
    STEPS[bisectLeft(STEPS, wanted * (1 - EDGE))] ?? Math.ceil(wanted / 864_000) * 864_000;
  const decimals = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
  return range(Math.ceil(from / step - EDGE), Math.floor(to / step + EDGE) + 1).map((i) => ({
    time: i * step,
    text: tickText(i * step, decimals),
  }));
}

/** Finer than a millisecond, minutes are left out: they would not fit. */
const tickText = (time: number, decimals: number): string =>
  clockTime(time, decimals).replace(decimals > 3 ? /^.*:/ : /^$/, '');

/** How long something took, in the unit that suits it: `50 ms`, `1.25 s`. The units are the same in every language. */
export function durationText(seconds: number): string {
  const [scale, unit] = seconds < 1e-3 ? [1e6, 'µs'] : seconds < 1 ? [1e3, 'ms'] : [1, 's'];
  const value = seconds * scale;
  return `${Number(value.toPrecision(value >= 1000 ? 4 : 3))} ${unit}`;
}
