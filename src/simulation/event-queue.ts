/** What is done at an instant; the argument says which of many it is. */
export type Task = (argument: number) => void;

const FIRST_ROOM = 256;

/**
 * A binary heap by time, then by the order of asking; the first entry is at place 0. Columns in a class, so that
 * a million events make no objects and the loops stay small (measured: bench, simulate).
 */
export class EventQueue {
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
