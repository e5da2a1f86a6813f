import { indexLane, type LaneIndex } from './lane-index.ts';
import type { Lane } from './lane.ts';
import { endOf, nextStop, previousStop } from './stops.ts';

/** So long may the page be kept busy at a time, in milliseconds. */
const BUSY = 8;

const pause = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** Makes lanes ready to be drawn, in steps between which the page can answer. Rejects when `signal` says so. */
export async function prepareLanes(
  lanes: readonly Lane[],
  signal?: AbortSignal,
): Promise<LaneIndex[]> {
  const ready: LaneIndex[] = [];
  let until = performance.now() + BUSY;
  async function rest(): Promise<void> {
    await pause();
    signal?.throwIfAborted();
    until = performance.now() + BUSY;
  }
  for (const lane of lanes) {
    const steps = indexLane(lane);
    let step = steps.next();
    while (step.done !== true) {
      if (performance.now() > until) await rest();
      step = steps.next();
    }
    ready.push(step.value);
    await rest();
  }
  return ready;
}

/** What a clock over these lanes runs over: what `Clock.load` takes. */
export const stopsOf = (lanes: readonly LaneIndex[]) => ({
  end: endOf(lanes),
  next: (time: number) => nextStop(lanes, time),
  previous: (time: number) => previousStop(lanes, time),
});
