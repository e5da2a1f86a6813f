import { describe, expect, test } from 'vitest';
import type { Failure } from '../../src/simulation/failures.ts';
import { FATES, type Run } from '../../src/simulation/run.ts';
import { TRANSPORTS } from '../../src/simulation/transport.ts';
import type { MarkKind } from '../../src/trace/marks.ts';
import { latin1 } from '../../src/codec/http/syntax.ts';
import { run } from './bytes.ts';
import { conversationsOf, rulesBroken } from './read.ts';

/** Times of a kind of mark, in milliseconds. */
const timesOf = ({ marks }: Run, kind: MarkKind, peer?: string): number[] =>
  [...marks]
    .filter((mark) => mark.kind === kind && (peer === undefined || mark.peer === peer))
    .map(({ time }) => Math.round(time * 1e6) / 1e3);

const fatesOf = ({ news }: Run): string[] => Array.from(news.fate, (fate) => FATES[fate]!);

/** Delays in milliseconds; null for what did not come. */
const delaysOf = ({ news }: Run): (number | null)[] =>
  Array.from(news.delivered, (time, i) =>
    Number.isNaN(time) ? null : (time - news.born[i]!) / 1000,
  );

/** When requests left, in milliseconds, over all connections. */
const requestTimes = ({ trace }: Run): number[] =>
  trace.connections
    .flatMap(({ transfers }) => [...transfers])
    .filter(({ direction }) => direction === 'client-to-server')
    .map(({ time }) => Math.round(time! * 1e6) / 1e3)
    .toSorted((a, b) => a - b);

const textOf = ({ trace }: Run, direction: 'client-to-server' | 'server-to-client'): string =>
  trace.connections.map(({ streams }) => latin1(streams[direction])).join('');

const at = (...times: number[]) => ({ process: 'list', times, warm: 'on' }) as const;
const fail = (kind: Failure['kind'], when: number, amount = 0): Failure => ({
  ...{ kind, at: when, amount },
});

describe('E1: polls faster than the answers', () => {
  const slow = { pollInterval: 100, think: 150, rate: 0, window: 2000, warm: 'on' } as const;

  test('at a fixed rate go out on further connections', () => {
    const one = run('polling', slow);
    // three are busy at a time, and one more was made while connecting took its time
    expect(one.totals.connections).toBe(4);
    expect(requestTimes(one).slice(-4)).toEqual([1600, 1700, 1800, 1900]);
  });

  test('with skipping come each 300 ms: the next tick after an answer', () => {
    const one = run('polling', { ...slow, pollMode: 'skip' });
    expect(one.totals.connections).toBe(1);
    expect(requestTimes(one)).toEqual([0, 300, 600, 900, 1200, 1500, 1800]);
  });

  test('with a fixed delay come each 350 ms', () => {
    const one = run('polling', { ...slow, pollMode: 'fixedDelay' });
    expect(requestTimes(one)).toEqual([0, 350, 700, 1050, 1400, 1750]);
  });

  test('never go out on more than six', () => {
    const one = run('polling', { ...slow, think: 2000, window: 10_000 });
    expect(one.totals.connections).toBe(6);
    expect(timesOf(one, 'connection-limit').length).toBeGreaterThan(10);
  });

  test('an answer that was overtaken is thrown away', () => {
    const jittered = { ...slow, think: 0, jitter: 400, rate: 5, window: 60_000 };
    const one = run('polling', jittered);
    expect(timesOf(one, 'answer-stale').length).toBeGreaterThan(0);
    const { delivered, waiting } = one.totals.news;
    expect(delivered + waiting).toBe(one.totals.news.created);
  });
});

describe('E2: the end of a long poll', () => {
  test('news and timeout at the same microsecond: the news wins', () => {
    const one = run('long-polling', { ...at(1050), lpTimeout: 1000, window: 1500 });
    expect(timesOf(one, 'hold-timeout')).toEqual([]);
    expect(delaysOf(one)).toEqual([50]);
  });

  test('a microsecond later the timeout does', () => {
    const one = run('long-polling', { ...at(1050.001), lpTimeout: 1000, window: 1500 });
    expect(timesOf(one, 'hold-timeout')).toEqual([1050]);
    expect(delaysOf(one)).toEqual([149.999]);
  });

  test('a proxy that is less patient answers 504, and the client waits a second', () => {
    const one = run('long-polling', { ...at(), proxyIdle: 3000, lpTimeout: 30_000, window: 8000 });
    expect(timesOf(one, 'proxy-timeout')).toEqual([3050, 7150]);
    expect(requestTimes(one)).toEqual([0, 4100]);
    expect(textOf(one, 'server-to-client')).toContain('504 Gateway Timeout');
  });

  test('a server that forgets writes to the dead request, and the news is lost', () => {
    const changes = { proxyIdle: 3000, window: 8000, ...at(3500, 5000) } as const;
    const forgetful = run('long-polling', { ...changes, since: 'forgetOnWrite' });
    expect(fatesOf(forgetful)).toEqual(['lost', 'delivered']);
    expect(timesOf(forgetful, 'news-lost')).toEqual([3500]);
    const careful = run('long-polling', changes);
    expect(fatesOf(careful)).toEqual(['delivered', 'delivered']);
    expect(delaysOf(careful)[0]).toBe(4150 + 50 - 3500);
  });
});

describe('E3: news that is there at once', () => {
  const burst = at(1000, 1000, 1000);

  test('comes in one answer of a poll', () => {
    const one = run('polling', { ...burst, window: 3000 });
    expect(new Set(one.news.batch).size).toBe(1);
    expect(textOf(one, 'server-to-client')).toContain('Content-Length: 60');
  });

  test('as a JSON array where that is asked for', () => {
    const one = run('polling', { ...burst, window: 3000, batch: 'json-array' });
    const body = /\r\n\r\n(\[.*\])/.exec(textOf(one, 'server-to-client'))![1]!;
    expect(JSON.parse(body)).toHaveLength(3);
  });

  test('comes as a frame, or an event, each', () => {
    const ws = run('websocket', { ...burst, window: 3000 });
    const sse = run('streaming', { ...burst, window: 3000 });
    expect(new Set(ws.news.batch).size).toBe(3);
    expect(textOf(sse, 'server-to-client').match(/data: /g)).toHaveLength(3);
  });
});

describe('E4: a request on a connection that the server closes', () => {
  test('is sent again on a new one', () => {
    // idle since 50 ms, the server closes at 1030 ms; the poll of 1000 ms is under way
    const one = run('polling', { ...at(500), keepAliveIdle: 980, window: 2000 });
    expect(one.totals.connections).toBe(2);
    expect(timesOf(one, 'connection-broken', 'client')).toEqual([1080]);
    expect(delaysOf(one)).toEqual([1080 + 200 - 500]);
  });

  test('is lost where it must not be sent twice', () => {
    const posting = { upstreamRate: 2, keepAliveIdle: 300, window: 60_000, rate: 0 } as const;
    const one = run('streaming', posting);
    expect(one.totals.messages.lost).toBeGreaterThan(0);
    expect(one.totals.messages.delivered).toBeGreaterThan(50);
  });
});

describe('E5, E6: after a break', () => {
  const news = at(2000, 4000, 9000);
  const cut = [fail('cut', 3000, 2000)];

  test('an event source waits, asks with the last id and gets what it missed', () => {
    const one = run('streaming', { ...news, window: 12_000 }, cut);
    expect(textOf(one, 'client-to-server')).toContain('Last-Event-ID: 1\r\n');
    expect(timesOf(one, 'reconnect-wait')).toEqual([3000]);
    expect(fatesOf(one)).toEqual(['delivered', 'delivered', 'delivered']);
    // asks at 6 s, over a new connection
    expect(delaysOf(one)).toEqual([50, 6000 + 200 - 4000, 50]);
    expect(one.totals.reconnects).toBe(1);
  });

  test('without replay it loses what was born meanwhile', () => {
    const one = run('streaming', { ...news, sseReplay: 'off', window: 12_000 }, cut);
    expect(fatesOf(one)).toEqual(['delivered', 'lost', 'delivered']);
  });

  test('a WebSocket application waits a random time of at most 5 s first', () => {
    const one = run('websocket', { ...news, window: 30_000 }, cut);
    const [wait] = [...one.marks].filter(({ kind }) => kind === 'reconnect-wait');
    expect(wait!.time).toBe(3);
    expect(wait!.until! - wait!.time).toBeGreaterThan(0);
    expect(wait!.until! - wait!.time).toBeLessThanOrEqual(5);
    expect(fatesOf(one)[1]).toBe('lost');
  });

  test('its waits grow while nobody answers', () => {
    const one = run('websocket', { rate: 0, window: 200_000 }, [fail('cut', 1000, 180_000)]);
    const waits = [...one.marks].filter(({ kind }) => kind === 'reconnect-wait');
    const longest = waits.map(({ time, until }) => (until ?? 200) - time);
    expect(waits.length).toBeGreaterThan(4);
    longest.forEach((wait, i) => expect(wait).toBeLessThanOrEqual(Math.min(5 * 2 ** i, 60) + 1e-6));
    expect(Math.max(...longest)).toBeGreaterThan(5);
  });

  test('with a resume of its own it loses nothing', () => {
    const one = run('websocket', { ...news, wsReplay: 'on', window: 60_000 }, cut);
    expect(fatesOf(one)).toEqual(['delivered', 'delivered', 'delivered']);
    expect(textOf(one, 'client-to-server')).toContain('GET /chat?since=1 HTTP/1.1');
  });

  test('what is under way at the cut is lost with it', () => {
    const one = run('websocket', { ...at(2980), window: 4000 }, cut);
    expect(fatesOf(one)).toEqual(['lost']);
    const [, , down] = [...one.trace.connections[0]!.transfers];
    expect(down!.arrived).toBe(Infinity);
  });

  test('a long poll that a server forgot on writing loses it too; a cursor does not', () => {
    const changes = { ...at(2980), window: 10_000 } as const;
    expect(fatesOf(run('long-polling', { ...changes, since: 'forgetOnWrite' }, cut))).toEqual([
      'lost',
    ]);
    expect(fatesOf(run('long-polling', changes, cut))).toEqual(['delivered']);
  });

  test('the server learns of a client that is gone from the RST to its next write', () => {
    const one = run('websocket', { ...at(8000), window: 30_000, heartbeat: 0, seed: 3 }, cut);
    const [first] = one.connections;
    expect(first!.endings.map(({ by, how }) => `${by} ${how}`)).toEqual(['cut rst', 'client rst']);
  });

  test('a server that restarts refuses for a while, and knows its news all the same', () => {
    const restart = [fail('server-restart', 3000, 5000)];
    for (const transport of TRANSPORTS) {
      const changes = { ...at(2000, 4000, 20_000), wsReplay: 'on', window: 60_000 } as const;
      const one = run(transport, changes, restart);
      expect(fatesOf(one), transport).toEqual(['delivered', 'delivered', 'delivered']);
      expect(one.totals.connections, transport).toBeGreaterThan(1);
    }
  });

  test('silence breaks nothing: TCP sends again until it is over', () => {
    const one = run('websocket', { ...at(3500), window: 12_000 }, [fail('silence', 3000, 4000)]);
    // copies at 3.5, 4.5, 6.5 and 10.5 s
    expect(delaysOf(one)).toEqual([7050]);
    expect(one.totals.connections).toBe(1);
    expect(one.totals.retransmissions).toBe(3);
  });
});

test('E7: on one connection news keeps its order, whatever the jitter', () => {
  for (const transport of ['streaming', 'websocket'] as const) {
    const { news } = run(transport, { jitter: 500, rate: 20, warm: 'on', window: 20_000 });
    const times = news.delivered.filter((time) => !Number.isNaN(time));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  }
});

test('E8: what comes after a lost packet waits for it', () => {
  const one = run('websocket', { ...at(2000, 2100, 2900), window: 5000 }, [
    fail('packet-lost', 1990),
  ]);
  expect(delaysOf(one)).toEqual([1050, 950, 150]);
  expect(timesOf(one, 'retransmission')).toEqual([2000]);
});

describe('E9: a reader slower than the news', () => {
  // 22 bytes each 10 ms are 17.6 kbit/s
  const slow = { process: 'periodic', rate: 100, bwDown: 8, window: 20_000, warm: 'on' } as const;

  test('waits longer and longer where all is queued', () => {
    const one = run('websocket', { ...slow, heartbeat: 0 });
    const delays = delaysOf(one).filter((delay) => delay !== null);
    const [early, late] = [delays[200]!, delays[400]!];
    expect(late - early).toBeCloseTo(200 * (22 - 10), -2);
    expect(one.totals.queuedBytes).toBeGreaterThan(20_000);
  });

  test('gets the latest alone where that is the policy', () => {
    const one = run('websocket', { ...slow, slowReader: 'keepLatest', highWater: 200 });
    expect(one.totals.news.lost).toBeGreaterThan(500);
    expect(one.totals.latency!.max).toBeLessThan(600);
  });

  test('gets all in fewer, larger messages where news is joined', () => {
    const one = run('websocket', { ...slow, slowReader: 'coalesce', highWater: 200 });
    expect(one.totals.news.lost).toBeLessThan(10);
    expect(new Set(one.news.batch).size).toBeLessThan(one.totals.news.delivered / 2);
  });

  test('is told 1008 where the server has no room', () => {
    const one = run('websocket', { ...slow, slowReader: 'close', highWater: 200 });
    expect(textOf(one, 'server-to-client')).toContain('\x88\x02\x03\xf0');
    expect(one.totals.reconnects).toBeGreaterThan(0);
  });

  test('of long polls gets more news with each answer', () => {
    const one = run('long-polling', slow);
    expect(one.totals.news.lost).toBe(0);
    expect(one.totals.latency!.max).toBeGreaterThan(1000);
  });
});

describe('E10: closing', () => {
  const open = { rate: 0, warm: 'on', window: 30_000 } as const;
  const closes = [fail('client-closes', 5000)];

  test('both say Close, the server ends TCP first', () => {
    const one = run('websocket', open, closes);
    expect(timesOf(one, 'close-sent')).toEqual([5000, 5050]);
    expect(one.connections[0]!.endings).toEqual([
      { by: 'server', how: 'fin', time: 5.05, known: 5.1 },
    ]);
    expect(one.trace.connections[0]!.closed).toBe(5.1);
    expect(timesOf(one, 'close-timeout')).toEqual([]);
    expect(one.totals.reconnects).toBe(0);
  });

  test('a client whose server keeps TCP open waits two seconds', () => {
    const one = run('websocket', { ...open, closeAnswer: 'without-fin' }, closes);
    expect(one.connections[0]!.endings[0]).toMatchObject({ by: 'client', time: 5.1 + 2 });
  });

  test('one that gets no Close gives up after its timeout', () => {
    const one = run('websocket', { ...open, closeAnswer: 'off' }, closes);
    expect(timesOf(one, 'close-timeout')).toEqual([15_000]);
    expect(one.connections[0]!.endings[0]).toMatchObject({ by: 'client', time: 15 });
  });

  test('after its Close a client answers no Ping', async () => {
    const one = run('websocket', { ...open, closeAnswer: 'off', heartbeat: 1000 }, closes);
    const broken = rulesBroken(await conversationsOf(one.trace));
    expect(new Set(broken)).toEqual(new Set(['ws/close-not-answered']));
    expect(timesOf(one, 'ping').length).toBeGreaterThan(5);
  });

  test('a server may say it first, and nobody asks again', () => {
    const one = run('websocket', open, [fail('server-closes', 5000)]);
    expect(timesOf(one, 'close-sent')).toEqual([5000, 5050]);
    expect(one.connections[0]!.endings[0]).toMatchObject({ by: 'server', time: 5.1 });
    expect(one.totals.reconnects).toBe(0);
  });

  test('a stream is ended with its last chunk, and a 204 stops the client', () => {
    const one = run('streaming', open, [fail('server-closes', 5000)]);
    const text = textOf(one, 'server-to-client');
    expect(text).toContain('0\r\n\r\nHTTP/1.1 204 No Content');
    expect(one.totals.requests).toBe(2);
  });

  test('a polling client stops asking', () => {
    const one = run('polling', open, closes);
    expect(one.totals.requests).toBe(5);
  });
});

describe('E11: hardly a run at all', () => {
  const SHORT = { window: 1000, rate: 0, payload: 0 } as const;
  const CASES = [
    SHORT,
    { ...SHORT, pollInterval: 600_000 },
    { ...SHORT, up: 2000, down: 2000 },
    { ...SHORT, rate: 200, up: 0, down: 0 },
    { ...SHORT, rate: 200, payload: 1_000_000, bwDown: 8 },
  ];
  test.each(CASES.flatMap((changes) => TRANSPORTS.map((transport) => ({ transport, changes }))))(
    '$transport, $changes: every number is one',
    ({ transport, changes }) => {
      const { totals } = run(transport, changes);
      const numbers = JSON.stringify(totals, (_key, value: unknown) =>
        typeof value === 'number' && !Number.isFinite(value) ? `bad ${value}` : value,
      );
      expect(numbers).not.toContain('bad');
      if (totals.news.delivered === 0) expect(totals.latency).toBeNull();
    },
  );
});

describe('tabs', () => {
  test('six event streams take all connections: the seventh tab gets nothing', () => {
    const one = run('streaming', { ...at(2000, 3000), tabs: 7, window: 5000 });
    expect(one.totals.tabs).toEqual([2, 2, 2, 2, 2, 2, 0]);
    expect(one.totals.watched).toBe(6);
    expect(fatesOf(one)).toEqual(['waiting', 'waiting']);
    expect(timesOf(one, 'connection-limit')).toEqual([0]);
  });

  test('seven WebSockets are none too many', () => {
    const one = run('websocket', { ...at(2000, 3000), tabs: 7, window: 5000 });
    expect(one.totals.tabs).toEqual([2, 2, 2, 2, 2, 2, 2]);
    expect(one.totals.connections).toBe(7);
  });

  test('may be opened while it runs', () => {
    const one = run('streaming', { ...at(2000, 4000), window: 5000 }, [fail('tabs', 3000, 7)]);
    expect(timesOf(one, 'tab-opened')).toHaveLength(6);
    expect(one.totals.tabs).toEqual([2, 2, 2, 2, 2, 2, 0]);
  });
});

describe('the proxy', () => {
  test('that buffers passes the head at once, and news when it has enough', () => {
    const one = run('streaming', {
      ...at(1000, 2000, 3000),
      proxyBuffer: 100,
      sseReplay: 'off',
      heartbeat: 0,
      window: 5000,
    });
    expect(delaysOf(one)).toEqual([2050, 1050, 50]);
  });

  test('that begins to buffer does so from then on', () => {
    const changes = { ...at(1000, 3000), sseReplay: 'off', heartbeat: 0, window: 5000 } as const;
    const one = run('streaming', changes, [fail('buffering-proxy', 2000, 4096)]);
    expect(delaysOf(one)).toEqual([50, null]);
  });

  test.each(['streaming', 'websocket'] as const)(
    'that cuts what is silent cuts %s without a heartbeat',
    (transport) => {
      const silent = { rate: 0, warm: 'on', proxyIdle: 5000, heartbeat: 0, window: 8000 } as const;
      const one = run(transport, silent);
      expect(timesOf(one, 'proxy-timeout')).toEqual([5050]);
      const kept = run(transport, { ...silent, heartbeat: 4000, window: 60_000 });
      expect(timesOf(kept, 'proxy-timeout')).toEqual([]);
    },
  );

  test('that becomes less patient cuts what was silent already', () => {
    const silent = { rate: 0, warm: 'on', heartbeat: 0, window: 20_000 } as const;
    const one = run('streaming', silent, [fail('idle-timer', 10_000, 2000)]);
    expect(timesOf(one, 'proxy-timeout')[0]).toBe(12_000);
  });

  test('that drops Upgrade leaves a plain request, which the server refuses', () => {
    const one = run('websocket', { ...at(1000), proxyUpgrade: 'drop', window: 20_000 });
    expect(textOf(one, 'server-to-client')).toContain('426 Upgrade Required');
    expect(fatesOf(one)).toEqual(['lost']);
    expect(one.totals.reconnects).toBeGreaterThan(0);
  });
});
