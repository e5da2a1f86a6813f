/** From a hundredth of the real speed to a hundred times it. */
export const SPEEDS: readonly number[] = [
  ...[0.01, 0.02, 0.05, 0.1, 0.2, 0.5],
  ...[1, 2, 5, 10, 20, 50, 100],
];

/** The shortest stretch of time that can be looked at, in seconds. */
export const SHORTEST_SPAN = 1e-5;

/** Where in the window the clock stands while it is followed: there is more to see of what was than of what comes. */
const LEAD = 0.7;

/** A page that was busy, or asleep, goes on from where it was. */
const LONGEST_FRAME = 0.1;

/** What the clock runs over: how long it is, and where a step stops. */
export interface Stops {
  readonly end: number;
  /** The moment after `time` at which something happens; null after the last. */
  next(time: number): number | null;
  previous(time: number): number | null;
}

/** `requestAnimationFrame` and its twin; times are milliseconds. */
export interface Frames {
  request(callback: (now: number) => void): number;
  cancel(handle: number): void;
}

export type Page = Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>;

const NOTHING: Stops = { end: 0, next: () => null, previous: () => null };

const browserFrames: Frames = {
  request: (callback) => requestAnimationFrame(callback),
  cancel: (handle) => cancelAnimationFrame(handle),
};

const clamp = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(value, most));

/** One time for every lane, and the stretch of it that is shown. Frames are asked for only while it runs and is seen. */
export class Clock {
  #stops = $state.raw<Stops>(NOTHING);
  #time = $state(0);
  #speed = $state(1);
  #playing = $state(false);
  #following = $state(true);
  #span = $state(0);
  /** Where the window begins while the clock is not followed. */
  #from = $state(0);
  #frame: number | null = null;
  #last: number | null = null;
  #hidden = false;
  readonly #frames: Frames;

  constructor(frames: Frames = browserFrames) {
    this.#frames = frames;
  }

  get time(): number {
    return this.#time;
  }
  get end(): number {
    return this.#stops.end;
  }
  get speed(): number {
    return this.#speed;
  }
  get playing(): boolean {
    return this.#playing;
  }
  get following(): boolean {
    return this.#following;
  }

  /** What is shown: while the clock is followed, a function of its time alone. */
  get window(): { from: number; to: number } {
    const span = this.#span;
    const from = this.#following
      ? clamp(this.#time - LEAD * span, 0, Math.max(this.end - span, 0))
      : this.#from;
    return { from, to: from + span };
  }

  /** Takes another run, at the time where the clock stands if there is such a time in it; `span` is how much to show, all where it is left out. */
  load(stops: Stops, span = stops.end): void {
    this.#stops = stops;
    this.#time = clamp(this.#time, 0, stops.end);
    this.#span = this.#allowed(span);
    this.#from = 0;
    this.#following = true;
    if (stops.end === 0) this.pause();
  }

  /** Plays from the start where it stands at the end. */
  play(): void {
    if (this.#playing || this.end === 0) return;
    if (this.#time >= this.end) this.#time = 0;
    this.#playing = true;
    this.#ask();
  }

  pause(): void {
    this.#playing = false;
    this.#stop();
  }

  toggle(): void {
    if (this.#playing) this.pause();
    else this.play();
  }

  /** To the next or the previous moment at which something happens; stops the clock. */
  step(by: 1 | -1): void {
    this.pause();
    const stop = by > 0 ? this.#stops.next(this.#time) : this.#stops.previous(this.#time);
    this.seek(stop ?? (by > 0 ? this.end : 0));
  }

  seek(time: number): void {
    this.#time = clamp(Number.isNaN(time) ? 0 : time, 0, this.end);
    const { from, to } = this.window;
    if (this.#time < from || this.#time > to)
      this.#from = this.#inside(this.#time - LEAD * this.#span);
  }

  setSpeed(speed: number): void {
    this.#speed = clamp(speed, SPEEDS[0]!, SPEEDS.at(-1)!);
  }

  slower(): void {
    this.#speed = SPEEDS.findLast((speed) => speed < this.#speed) ?? this.#speed;
  }

  faster(): void {
    this.#speed = SPEEDS.find((speed) => speed > this.#speed) ?? this.#speed;
  }

  /** Shows a `factor` less time, with `at` where it is; without one, the clock. */
  zoom(factor: number, at?: number): void {
    const { from } = this.window;
    const anchor = at ?? clamp(this.#time, from, from + this.#span);
    const span = this.#allowed(this.#span / factor);
    const share = (anchor - from) / (this.#span || 1);
    this.#span = span;
    this.#from = this.#inside(anchor - share * span);
    if (at !== undefined && !this.#playing) this.#following = false;
  }

  /** Moves what is shown; the clock is no longer followed. */
  pan(seconds: number): void {
    this.show(this.window.from + seconds, this.window.to + seconds);
  }

  /** Shows one stretch of time, at least `SHORTEST_SPAN` of it. */
  show(from: number, to: number): void {
    this.#span = this.#allowed(to - from);
    this.#from = this.#inside((from + to - this.#span) / 2);
    this.#following = false;
  }

  /** Shows everything. */
  fit(): void {
    this.#span = this.#allowed(this.end);
    this.#from = 0;
  }

  follow(following: boolean): void {
    if (!following) this.#from = this.window.from;
    this.#following = following;
  }

  /** Rests while the page is not seen. Gives back what ends watching, and the clock with it. */
  watch(page: Page): () => void {
    const look = (): void => {
      this.#hidden = page.hidden;
      if (this.#hidden) this.#stop();
      else if (this.#playing) this.#ask();
    };
    look();
    page.addEventListener('visibilitychange', look);
    return () => {
      page.removeEventListener('visibilitychange', look);
      this.pause();
    };
  }

  #allowed(span: number): number {
    return clamp(span, Math.min(SHORTEST_SPAN, this.end), this.end);
  }

  #inside(from: number): number {
    return clamp(from, 0, Math.max(this.end - this.#span, 0));
  }

  #ask(): void {
    if (this.#frame !== null || this.#hidden) return;
    this.#frame = this.#frames.request((now) => this.#advance(now));
  }

  #stop(): void {
    if (this.#frame !== null) this.#frames.cancel(this.#frame);
    this.#frame = null;
    this.#last = null;
  }

  #advance(now: number): void {
    this.#frame = null;
    const passed = this.#last === null ? 0 : Math.max((now - this.#last) / 1000, 0);
    this.#last = now;
    this.seek(this.#time + Math.min(passed, LONGEST_FRAME) * this.#speed);
    if (this.#time >= this.end) this.pause();
    else this.#ask();
  }
}
