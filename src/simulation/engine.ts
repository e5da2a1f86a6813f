/** What is done at an instant; the argument says which of many it is. */
export type Task = (argument: number) => void;

/** Discrete events in whole microseconds. Of two at the same instant the one that was asked for first comes first. */
export interface Engine {
  readonly now: number;
  /** Events that were run. */
  readonly done: number;
  /** Nothing happens at the end or after it. */
  readonly end: number;
  at(time: number, task: Task, argument?: number): void;
  /** Runs a task at each of the times, which are in order, before anything else at that instant. Of two feeds the first goes first. */
  feed(times: Float64Array, task: Task): void;
  /** Runs so many events; false when none is left. */
  step(events: number): boolean;
}

/** Times in order, and what is done at each: looked at beside the queue, so that they take no room in it. */
interface Feed {
  readonly times: Float64Array;
  readonly task: Task;
  next: number;
}

const NO_FEED: Feed = { times: new Float64Array(), task: () => undefined, next: 0 };

/** When a feed has its next event; Infinity where there is none before the end. */
function dueOf({ times, next }: Feed, end: number): number {
  const time = next < times.length ? times[next]! : Infinity;
  return time < end ? time : Infinity;
}

/** Runs events up to `end`. */
export function createEngine(end: number): Engine {
  const queue = new Queue();
  const feeds: Feed[] = [];
  let now = 0;
  let done = 0;
  /** The feed whose turn is next, and when that is. */
  let feed = NO_FEED;
  let due = Infinity;

  function choose(): void {
    feed = NO_FEED;
    due = Infinity;
    for (const one of feeds) {
      const time = dueOf(one, end);
      if (time >= due) continue;
      due = time;
      feed = one;
    }
  }

  function runFeed(): void {
    const { task, next } = feed;
    now = due;
    feed.next++;
    choose();
    task(next);
  }

  function runFirst(): void {
    const task = queue.tasks[0]!;
    const argument = queue.args[0]!;
    now = queue.times[0]!;
    queue.drop();
    task(argument);
  }

  const isDone = (): boolean => queue.length === 0 && due === Infinity;

  return {
    get now() {
      return now;
    },
    get done() {
      return done;
    },
    end,
    at(time, task, argument = 0) {
      if (time < end) queue.push(time, task, argument);
    },
    feed(times, task) {
      feeds.push({ times, task, next: 0 });
      choose();
    },
    step(events) {
      for (let i = 0; i < events; i++) {
        if (isDone()) return false;
        done++;
        if (queue.length === 0 || due <= queue.times[0]!) runFeed();
        else runFirst();
      }
      return !isDone();
    },
  };
}

const FIRST_ROOM = 256;

/**
 * A binary heap by time, then by the order of asking; the first entry is at place 0. Columns in a class, so that
 * a million events make no objects and the loops stay small (measured: bench, simulate).
 */
class Queue {
  length = 0;
  times = new Float64Array(FIRST_ROOM);
  args = new Float64Array(FIRST_ROOM);
  readonly tasks: Task[] = [];
  #orders = new Float64Array(FIRST_ROOM);
  #asked = 0;

  push(time: number, task: Task, argument: number): void {
    if (this.length === this.times.length) this.#grow();
    const { times } = this;
    let place = this.length++;
    // whoever asks later comes after all of the same time
    for (let parent = (place - 1) >> 1; place > 0 && time < times[parent]!;) {
      this.#move(parent, place);
      place = parent;
      parent = (place - 1) >> 1;
    }
    this.#put(place, time, this.#asked++, task, argument);
  }

  /** Takes the first entry out. */
  drop(): void {
    const last = --this.length;
    const { times, args, tasks } = this;
    const orders = this.#orders;
    const time = times[last]!;
    const order = orders[last]!;
    let place = 0;
    for (let child = 1; child < last; child = 2 * place + 1) {
      const right = child + 1;
      if (right < last && this.#isBefore(times[right]!, orders[right]!, child)) child = right;
      if (this.#isBefore(time, order, child)) break;
      this.#move(child, place);
      place = child;
    }
    this.#put(place, time, order, tasks[last]!, args[last]!);
  }

  #isBefore(time: number, order: number, place: number): boolean {
    const other = this.times[place]!;
    return time < other || (time === other && order < this.#orders[place]!);
  }

  #put(place: number, time: number, order: number, task: Task, argument: number): void {
    this.times[place] = time;
    this.#orders[place] = order;
    this.tasks[place] = task;
    this.args[place] = argument;
  }

  #move(from: number, to: number): void {
    this.times[to] = this.times[from]!;
    this.#orders[to] = this.#orders[from]!;
    this.tasks[to] = this.tasks[from]!;
    this.args[to] = this.args[from]!;
  }

  #grow(): void {
    this.times = doubled(this.times);
    this.args = doubled(this.args);
    this.#orders = doubled(this.#orders);
  }
}

function doubled(column: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * column.length);
  larger.set(column);
  return larger;
}

/** An alarm that may be put off: however often that is, few entries wait in the engine. */
export interface Alarm {
  set(time: number): void;
  clear(): void;
}

export function createAlarm(engine: Engine, task: Task): Alarm {
  let due = Infinity;
  /** When the engine will look next; Infinity where it will not. */
  let looks = Infinity;

  function look(): void {
    // an alarm that was set to an earlier time left an entry behind
    if (engine.now !== looks) return;
    looks = Infinity;
    if (due === Infinity) return;
    if (engine.now < due) return wake(due);
    due = Infinity;
    task(0);
  }

  function wake(time: number): void {
    looks = time;
    engine.at(time, look);
  }

  return {
    set(time) {
      due = time;
      if (time < looks) wake(time);
    },
    clear() {
      due = Infinity;
    },
  };
}
