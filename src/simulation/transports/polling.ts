import { microseconds } from '../clock.ts';
import { createPollWriter, createShelf, isEmpty, type Range } from '../answers.ts';
import type { Lane, Tab } from '../lane.ts';
import { createPoster } from '../poster.ts';
import { createPool, type Answer, type Pool, type Request } from '../pool.ts';
import type { NewsRecord } from '../record.ts';
import type { World } from '../world.ts';

/** Asks every so often, and is answered at once: RFC 6202 §1. */
export function createPolling(world: World, messages: NewsRecord): Lane {
  const pool = createPool(world);
  const writer = createPollWriter(world);
  const say = createPoster(world, pool, messages);
  return {
    say,
    openTab: (record) => createTab(world, pool, writer, record),
  };
}

/** A batch that is on its way; the cursor it moves its reader to. */
interface Brought {
  readonly batch: number;
  readonly cursor: number;
}

function createTab(
  world: World,
  pool: Pool,
  writer: ReturnType<typeof createPollWriter>,
  record: NewsRecord,
): Tab {
  const { engine, parameters } = world;
  const interval = microseconds(parameters.pollInterval);
  const think = microseconds(parameters.think);
  const keepsPlace = parameters.since === 'forgetOnWrite';
  const shelf = createShelf(world, record);
  const start = engine.now;
  let cursor = 0;
  let ticks = 0;
  let open = 0;
  let closed = false;

  function tick(): void {
    if (closed) return;
    if (parameters.pollMode !== 'skip' || open === 0) poll();
    if (parameters.pollMode !== 'fixedDelay') engine.at(start + ++ticks * interval, tick);
  }

  /** After an answer, or none: the next poll of a client that counts from there. */
  function done(): void {
    open--;
    if (parameters.pollMode === 'fixedDelay') engine.at(engine.now + interval, tick);
  }

  function poll(): void {
    open++;
    let asked = 0;
    let brought: Brought | null = null;

    function reply(answer: Answer, news: Range): void {
      if (!isEmpty(news)) brought = { batch: record.wrote(news.from, news.to), cursor: news.to };
      if (!answer.live) return lose();
      writer.answer(answer, news);
      answer.send(0, { last: true });
    }

    function lose(): void {
      if (keepsPlace && brought) record.lose(record.firstOf(brought.batch), brought.cursor);
    }

    const request: Request = {
      idempotent: true,
      write(sink) {
        asked = cursor;
        writer.ask(sink, keepsPlace ? null : cursor);
      },
      received(answer) {
        const early = parameters.snapshot === 'arrival' ? shelf.take(asked, world.born) : null;
        engine.at(engine.now + think, () => reply(answer, early ?? shelf.take(asked, world.born)));
      },
      heard() {
        if (brought) take(brought);
        done();
      },
      unheard: lose,
      failed: done,
    };
    pool.ask(request);
  }

  /** Answers to parallel polls may overtake one another: one with an older cursor is thrown away. */
  function take(brought: Brought): void {
    if (brought.cursor <= cursor && !keepsPlace) {
      world.mark('answer-stale', 'client');
      return;
    }
    cursor = Math.max(cursor, brought.cursor);
    record.arrive(brought.batch);
  }

  tick();
  return {
    news: () => undefined,
    close() {
      closed = true;
      pool.close();
    },
    dismiss: () => undefined,
  };
}
