import type { Range } from './answers.ts';
import { DOWN } from './network.ts';
import type { NewsRecord } from './record.ts';
import type { World } from './world.ts';

/** What a server does with news for a reader that is slower than the news (E9). */
export interface Outbox {
  /** Sends news now, later, or with what comes after it. */
  add(number: number): void;
  /** What waits is not sent any more. */
  drop(): void;
}

export interface OutboxActions {
  /** Writes news as one message. */
  write(news: Range): void;
  /** Ends the connection of a reader that is too slow. */
  refuse(): void;
}

/** Lets news pass while little waits for the link; then holds to the policy. */
export function createOutbox(world: World, record: NewsRecord, actions: OutboxActions): Outbox {
  const { engine, network, parameters } = world;
  const { slowReader, highWater } = parameters;
  let waiting: Range | null = null;
  let dropped = false;

  function drain(): void {
    if (waiting === null || dropped) return;
    if (network.queued(DOWN) > highWater) return later();
    const news = waiting;
    waiting = null;
    actions.write(news);
  }

  function later(): void {
    engine.at(Math.max(engine.now + 1, network.drained(DOWN, highWater)), drain);
  }

  /** Keeps the latest alone, or all of them for one message. */
  function keep(number: number): void {
    world.mark('slow-reader', 'server');
    if (waiting === null) later();
    else if (slowReader === 'keepLatest') record.lose(waiting.from, waiting.to);
    const isFirst = waiting === null || slowReader === 'keepLatest';
    waiting = { from: isFirst ? number : waiting!.from, to: number };
  }

  return {
    add(number) {
      const isFull = waiting !== null || network.queued(DOWN) > highWater;
      if (slowReader === 'queue' || !isFull) actions.write({ from: number, to: number });
      else if (slowReader === 'close') actions.refuse();
      else keep(number);
    },
    drop() {
      dropped = true;
    },
  };
}
