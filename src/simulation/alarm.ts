import type { Engine, Task } from './engine.ts';

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
