import { createPollWriter, createShelf, isEmpty, type PollWriter, type Range } from '../answers.ts';
import { microseconds } from '../clock.ts';
import type { Lane, Tab } from '../lane.ts';
import { createPoster } from '../poster.ts';
import { createPool, type Answer, type Pool } from '../pool.ts';
import type { NewsRecord } from '../record.ts';
import type { World } from '../world.ts';

/** What a client adds to its pause after an answer that was none, in microseconds. */
const BACK_OFF = 1_000_000;

/** Asks, and is answered when there is news: RFC 6202 §2. */
export function createLongPolling(world: World, messages: NewsRecord): Lane {
  const pool = createPool(world);
  const writer = createPollWriter(world);
  return {
    say: createPoster(world, pool, messages),
    openTab: (record) => createTab(world, pool, writer, record),
  };
}

/** A request that waits at the server. */
interface Held {
  /** Answers it with the news there is, if there is any. */
  wake(): void;
}

const NOTHING: Range = { from: 1, to: 0 };

function createTab(world: World, pool: Pool, writer: PollWriter, record: NewsRecord): Tab {
  const { engine, parameters } = world;
  const think = microseconds(parameters.think);
  const pause = microseconds(parameters.clientThink);
  const timeout = microseconds(parameters.lpTimeout);
  const keepsPlace = parameters.since === 'forgetOnWrite';
  const shelf = createShelf(world, record);
  const held = new Set<Held>();
  let cursor = 0;
  let closed = false;

  const askAfter = (time: number): void =>
    engine.at(engine.now + time, () => {
      if (!closed) ask();
    });

  function ask(): void {
    let asked = 0;
    let batch = -1;
    let own: Held | null = null;

    const lose = (): void => {
      if (keepsPlace && batch >= 0) record.lose(record.firstOf(batch), record.lastOf(batch));
    };

    /** The server cannot know whether anybody still listens. */
    function reply(answer: Answer, news: Range): void {
      if (!isEmpty(news)) batch = record.wrote(news.from, news.to);
      if (!answer.live) return lose();
      writer.answer(answer, news);
      answer.send(0, { last: true });
    }

    function hold(answer: Answer): void {
      const mark = world.mark('request-held', 'server', answer.wire);
      const request: Held = {
        wake() {
          const news = shelf.take(asked, world.born);
          if (!isEmpty(news)) release(news);
        },
      };
      const release = (news: Range): void => {
        held.delete(request);
        world.until(mark, engine.now);
        reply(answer, news);
      };
      held.add(request);
      own = request;
      engine.at(engine.now + timeout, () => {
        if (!held.has(request)) return;
        world.mark('hold-timeout', 'server', answer.wire);
        release(NOTHING);
      });
    }

    pool.ask({
      idempotent: true,
      write(sink) {
        asked = cursor;
        writer.ask(sink, keepsPlace ? null : cursor);
      },
      received(answer) {
        const early = parameters.snapshot === 'arrival' ? shelf.take(asked, world.born) : NOTHING;
        engine.at(engine.now + think, () => {
          const news = isEmpty(early) ? shelf.take(asked, world.born) : early;
          if (isEmpty(news)) hold(answer);
          else reply(answer, news);
        });
      },
      heard() {
        if (batch >= 0) {
          cursor = record.lastOf(batch);
          record.arrive(batch);
        }
        askAfter(pause);
      },
      unheard: lose,
      failed: () => askAfter(pause + BACK_OFF),
      abandoned() {
        if (own) held.delete(own);
      },
    });
  }

  ask();
  return {
    news() {
      for (const request of held) request.wake();
    },
    close() {
      closed = true;
      pool.close();
    },
    dismiss: () => undefined,
  };
}
