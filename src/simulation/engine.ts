import { EventQueue, type Task } from './event-queue.ts';

export type { Task } from './event-queue.ts';

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
  const queue = new EventQueue();
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
