import type { Range } from '../answers.ts';
import { encodeChunk, lastChunk } from '../../codec/http/chunk-encode.ts';
import { microseconds } from '../clock.ts';
import { createAlarm } from '../alarm.ts';
import type { Lane, Tab } from '../lane.ts';
import { createPoster } from '../poster.ts';
import { createPool, type Answer, type Pool } from '../pool.ts';
import type { NewsRecord } from '../record.ts';
import { BODY_FRAMING, HTTP_HEAD } from '../sink.ts';
import { createOutbox, type Outbox } from '../slow.ts';
import { createStreamWriter, type StreamWriter } from '../stream-writer.ts';
import type { World } from '../world.ts';

/** One answer that does not end, in chunks: RFC 6202 §3, HTML §9.2. */
export function createStreaming(world: World, messages: NewsRecord): Lane {
  const pool = createPool(world);
  const writer = createStreamWriter(world);
  return {
    say: createPoster(world, pool, messages),
    openTab: (record) => createTab(world, pool, writer, record),
  };
}

/** The part of an answer that brings no news: its head, a heartbeat, its end. */
const NO_NEWS = 0;
const LAST = encodeChunk(lastChunk());

/** A client that the server sends news to. */
interface Subscription {
  readonly outbox: Outbox;
  end(): void;
}

function createTab(world: World, pool: Pool, writer: StreamWriter, record: NewsRecord): Tab {
  const { engine, parameters } = world;
  const think = microseconds(parameters.think);
  const retry = microseconds(parameters.sseRetry);
  const heartbeat = microseconds(parameters.heartbeat);
  const life = microseconds(parameters.streamLife);
  const replays = parameters.sseReplay === 'on';
  const subscriptions = new Set<Subscription>();
  let newest: Subscription | null = null;
  let cursor = 0;
  let closed = false;
  let dismissed = false;

  /** What a connection that is not the newest loses, the newest brings. */
  const lose = (news: Range, from: Subscription): void => {
    if (!replays && from === newest) record.lose(news.from, news.to);
  };

  function subscribe(answer: Answer, after: number): Subscription {
    const pulse = createAlarm(engine, () => {
      writer.beat(answer.sink);
      send(NO_NEWS);
    });

    function send(part: number): void {
      answer.send(part, { last: false });
      if (heartbeat > 0) pulse.set(engine.now + heartbeat);
    }

    function write(news: Range): void {
      if (!answer.live) return;
      const batch = record.wrote(news.from, news.to);
      for (let n = news.from; n <= news.to; n++) writer.news(answer.sink, n);
      send(batch + 1);
    }

    function end(): void {
      if (!subscriptions.delete(own)) return;
      pulse.clear();
      outbox.drop();
      if (!answer.live) return;
      answer.sink.write(LAST, BODY_FRAMING);
      answer.send(NO_NEWS, { last: true });
    }

    const outbox = createOutbox(world, record, { write, refuse: end });
    const own: Subscription = { outbox, end };
    subscriptions.add((newest = own));
    answer.sink.write(writer.head, HTTP_HEAD);
    answer.send(NO_NEWS, { last: false, head: true });
    if (heartbeat > 0) pulse.set(engine.now + heartbeat);
    if (life > 0) engine.at(engine.now + life, end);
    if (replays && after < world.born) write({ from: after + 1, to: world.born });
    return own;
  }

  function refuse(answer: Answer): void {
    answer.sink.write(writer.stop, HTTP_HEAD);
    answer.send(NO_NEWS, { last: true });
    world.counters.emptyAnswers++;
    closed = true;
  }

  function ask(): void {
    let after = 0;
    let own: Subscription | null = null;
    const request = {
      idempotent: true,
      write: (sink: Answer['sink']) => writer.ask(sink, (after = replays ? cursor : 0)),
      received(answer: Answer) {
        engine.at(engine.now + think, () => {
          if (!answer.live) return;
          if (dismissed) refuse(answer);
          else own = subscribe(answer, after);
        });
      },
      heard(part: number, last: boolean) {
        if (part !== NO_NEWS) {
          cursor = Math.max(cursor, record.lastOf(part - 1));
          record.arrive(part - 1);
        }
        if (last) again();
      },
      unheard(part: number) {
        if (part === NO_NEWS || own === null) return;
        lose({ from: record.firstOf(part - 1), to: record.lastOf(part - 1) }, own);
      },
      failed: again,
      abandoned: () => own?.end(),
    };
    pool.ask(request);
  }

  /** An EventSource asks again by itself, HTML §9.2.3; a stop is for good. */
  function again(): void {
    if (closed) return;
    const mark = world.mark('reconnect-wait', 'client');
    engine.at(engine.now + retry, () => {
      world.until(mark, engine.now);
      world.counters.reconnects++;
      if (!closed) ask();
    });
  }

  ask();
  return {
    news(number) {
      if (subscriptions.size === 0 && !replays && !closed) record.lose(number, number);
      for (const { outbox } of [...subscriptions]) outbox.add(number);
    },
    close() {
      closed = true;
      pool.close();
    },
    dismiss() {
      dismissed = true;
      for (const subscription of [...subscriptions]) subscription.end();
    },
  };
}
