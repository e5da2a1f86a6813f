import { microseconds } from './clock.ts';
import { scheduleFailures } from './disturb.ts';
import { watchedTab, type Lane, type Tab } from './lane.ts';
import { messageTimes, newsTimes } from './news.ts';
import { createRecord, type NewsRecord } from './record.ts';
import { runOf } from './results.ts';
import type { Run } from './run.ts';
import type { Scenario } from './scenario.ts';
import type { Transport } from './transport.ts';
import { createLongPolling } from './transports/long-polling.ts';
import { createPolling } from './transports/polling.ts';
import { createStreaming } from './transports/streaming.ts';
import { createWebsocket } from './transports/websocket.ts';
import { createWorld, type World } from './world.ts';

const LANES: Readonly<Record<Transport, (world: World, messages: NewsRecord) => Lane>> = {
  polling: createPolling,
  'long-polling': createLongPolling,
  streaming: createStreaming,
  websocket: createWebsocket,
};

/** More than any sensible run needs: one that asks for more ends early, and says so. */
export const MOST_EVENTS = 50_000_000;
export const MOST_WIRES = 200_000;

/** A run that goes on in steps, so that it can be paused and left. */
export interface Steps {
  /** Runs so many events; false at the end. */
  step(events: number): boolean;
  /** Share of the window that has passed, 0 to 1. */
  readonly progress: number;
  /** What came of it so far; of the whole window once `step` is done. */
  finish(): Run;
}

/** One lane, ready to run. The same scenario gives the same run. */
export function createRun(scenario: Scenario): Steps {
  const { parameters } = scenario;
  const world = createWorld(scenario);
  const { engine } = world;
  const times = newsTimes(parameters);
  const said = messageTimes(parameters);
  const messages = createRecord(engine, said, { builder: world.marks, kind: 'message' });
  const lane = LANES[scenario.transport](world, messages);
  const watched = watchedTab(parameters);
  const records: NewsRecord[] = [];
  const tabs: Tab[] = [];

  function openTab(): void {
    const marked = tabs.length === watched ? { builder: world.marks, kind: 'news' as const } : null;
    const record = createRecord(engine, times, marked);
    records.push(record);
    tabs.push(lane.openTab(record));
  }

  engine.feed(times, (index) => {
    world.born = index + 1;
    records[watched]!.born(index + 1);
    for (const tab of tabs) tab.news(index + 1);
  });
  engine.feed(said, (index) => {
    messages.born(index + 1);
    lane.say(index + 1);
  });
  for (let i = 0; i <= watched; i++) openTab();
  scheduleFailures(world, tabs, openTab);

  const isTooMuch = (): boolean => engine.done >= MOST_EVENTS || world.wires.length >= MOST_WIRES;

  return {
    step: (events) => !isTooMuch() && engine.step(events),
    get progress() {
      return Math.min(1, engine.now / microseconds(parameters.window));
    },
    finish: () => runOf(world, records, messages, watched, !isTooMuch()),
  };
}

const STEP = 65_536;

/** One lane, run to its end. */
export function simulate(scenario: Scenario): Run {
  const run = createRun(scenario);
  while (run.step(STEP));
  return run.finish();
}

/** Several lanes: the same news, where their parameters say the same of it. */
export const race = (scenarios: readonly Scenario[]): Run[] => scenarios.map(simulate);
