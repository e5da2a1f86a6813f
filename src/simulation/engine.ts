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
  /** Runs a task at each of the times, which are in order, before anything else at that instant. */
  feed(times: Float64Array, task: Task): void;
  /** Runs so many events; false when none is left. */
  step(events: number): boolean;
}

/** Runs events up to `end`. */
export function createEngine(end: number): Engine {
  let now = 0;
  let done = 0;
  let order = 0;
  let feeds = 0;
  const queue = createQueue();

  function at(time: number, task: Task, argument = 0): void {
    if (time < end) queue.push(time, order++, task, argument);
  }

  return {
    get now() {
      return now;
    },
    get done() {
      return done;
    },
    end,
    at,
    feed(times, task) {
      const place = --feeds;
      const fire = (item: number): void => {
        const next = item + 1;
        if (next < times.length) push(next);
        task(item);
      };
      const push = (item: number): void => {
        const time = times[item]!;
        if (time < end) queue.push(time, place, fire, item);
      };
      if (times.length > 0) push(0);
    },
    step(events) {
      for (let i = 0; i < events; i++) {
        if (queue.length === 0) return false;
        now = queue.time;
        const { task, argument } = queue;
        queue.drop();
        done++;
        task(argument);
      }
      return queue.length > 0;
    },
  };
}

/** A binary heap by time, then by order: the first entry is read from it as it stands. */
interface Queue {
  readonly length: number;
  /** Of the first entry. */
  readonly time: number;
  readonly task: Task;
  readonly argument: number;
  push(time: number, order: number, task: Task, argument: number): void;
  drop(): void;
}

/** Columns, so that a million events make no objects (measured: bench, simulate). */
function createQueue(): Queue {
  const times: number[] = [];
  const orders: number[] = [];
  const tasks: Task[] = [];
  const args: number[] = [];
  let length = 0;

  function put(place: number, time: number, order: number, task: Task, argument: number): void {
    times[place] = time;
    orders[place] = order;
    tasks[place] = task;
    args[place] = argument;
  }

  const move = (from: number, to: number): void =>
    put(to, times[from]!, orders[from]!, tasks[from]!, args[from]!);

  const isBefore = (time: number, order: number, place: number): boolean =>
    time < times[place]! || (time === times[place]! && order < orders[place]!);

  return {
    get length() {
      return length;
    },
    get time() {
      return times[0]!;
    },
    get task() {
      return tasks[0]!;
    },
    get argument() {
      return args[0]!;
    },
    push(time, order, task, argument) {
      let place = length++;
      while (place > 0) {
        const parent = (place - 1) >> 1;
        if (!isBefore(time, order, parent)) break;
        move(parent, place);
        place = parent;
      }
      put(place, time, order, task, argument);
    },
    drop() {
      length--;
      const time = times[length]!;
      const order = orders[length]!;
      let place = 0;
      for (;;) {
        let child = 2 * place + 1;
        if (child >= length) break;
        const right = child + 1;
        if (right < length && isBefore(times[right]!, orders[right]!, child)) child = right;
        if (isBefore(time, order, child)) break;
        move(child, place);
        place = child;
      }
      put(place, time, order, tasks[length]!, args[length]!);
    },
  };
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
