import type { TimeWindow } from './lane.ts';

/** The clock as the view drives it: `Clock` of `state/`, or anything that keeps time like it. */
export interface TimelineClock {
  readonly time: number;
  readonly end: number;
  readonly speed: number;
  readonly playing: boolean;
  readonly following: boolean;
  readonly window: TimeWindow;
  play(): void;
  pause(): void;
  toggle(): void;
  step(by: 1 | -1): void;
  seek(time: number): void;
  slower(): void;
  faster(): void;
  zoom(factor: number, at?: number): void;
  pan(seconds: number): void;
  show(from: number, to: number): void;
  fit(): void;
  follow(following: boolean): void;
}

/** One press of a zoom key or button. */
export const ZOOM_STEP = 1.5;
/** One press of an arrow key moves this share of the window. */
const PAN_STEP = 0.15;

export type Command =
  | 'toggle'
  | 'back'
  | 'forward'
  | 'start'
  | 'end'
  | 'slower'
  | 'faster'
  | 'zoom-in'
  | 'zoom-out'
  | 'up'
  | 'down';

const KEYS: Readonly<Record<string, Command>> = {
  ' ': 'toggle',
  ArrowLeft: 'back',
  ArrowRight: 'forward',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'start',
  End: 'end',
  '[': 'slower',
  ']': 'faster',
  '+': 'zoom-in',
  '=': 'zoom-in',
  '-': 'zoom-out',
};

/** What a key means to the timeline; null where it is not ours: another key, a shortcut, or one that the focused control needs. */
export function commandOf(event: KeyboardEvent): Command | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const command = KEYS[event.key] ?? null;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest('input, select, textarea, [contenteditable], table')) return null;
  return command === 'toggle' && target?.closest('button, a, summary') ? null : command;
}

const RUN: Readonly<Record<Command, (clock: TimelineClock) => void>> = {
  toggle: (clock) => clock.toggle(),
  back: (clock) => clock.step(-1),
  forward: (clock) => clock.step(1),
  start: (clock) => clock.seek(0),
  end: (clock) => clock.seek(clock.end),
  slower: (clock) => clock.slower(),
  faster: (clock) => clock.faster(),
  'zoom-in': (clock) => clock.zoom(ZOOM_STEP),
  'zoom-out': (clock) => clock.zoom(1 / ZOOM_STEP),
  up: (clock) => clock.pan(-PAN_STEP * spanOf(clock.window)),
  down: (clock) => clock.pan(PAN_STEP * spanOf(clock.window)),
};

const spanOf = ({ from, to }: TimeWindow): number => to - from;

export const runCommand = (command: Command, clock: TimelineClock): void => RUN[command](clock);
