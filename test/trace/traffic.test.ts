import { describe, expect, it } from 'vitest';
import { summariseConnection } from '../../src/trace/connection-summary.ts';
import type { Connection } from '../../src/trace/trace.ts';
import { groupTraffic, timesOf } from '../../src/trace/traffic-groups.ts';
import { readConnection } from './captures.ts';
import { connectionOf } from './hand-made.ts';
import { fromClient, fromServer, latin1, type Turn } from './wire.ts';

const ENDPOINTS = { client: '10.0.0.1:5000', server: '10.0.0.2:80' };
const EMPTY = latin1('HTTP/1.1 204 No Content\r\n\r\n');
const NEWS = latin1('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnews');
const request = (target: string) => latin1(`GET ${target} HTTP/1.1\r\nHost: a\r\n\r\n`);

/** Bytes at a second. */
type Timed = readonly [time: number, ...turn: Turn];

const timed = (turns: readonly Timed[]): Connection => {
  const inOrder = turns.toSorted((a, b) => a[0] - b[0]);
  const times = inOrder.map(([time]) => time);
  return connectionOf(
    inOrder.map(([, mark, bytes]): Turn => [mark, bytes]),
    { ...ENDPOINTS, times },
  );
};

interface Ask {
  readonly at: number;
  readonly hold: number;
  readonly target?: string;
  readonly answer?: Uint8Array;
}

const asks = (list: readonly Ask[]): Connection =>
  timed(
    list.flatMap(({ at, hold, target = '/news', answer = NEWS }): Timed[] => [
      [at, '>', request(target)],
      [at + hold, '<', answer],
    ]),
  );

const summary = async (connection: Connection) =>
  summariseConnection(await readConnection(connection));

const range = (count: number) => Array.from({ length: count }, (_, i) => i);

/** Each asked as soon as the one before is answered. */
function atOnce(holds: readonly number[]): Ask[] {
  let at = 0;
  return holds.map((hold) => {
    const ask = { at, hold };
    at += hold + 0.005;
    return ask;
  });
}

describe('how news travels is told by behaviour', () => {
  it('polling: short, and in a beat', async () => {
    const { traffic, numbers } = await summary(
      asks(range(10).map((i) => ({ at: 2 * i, hold: 0.03, answer: i % 5 === 0 ? NEWS : EMPTY }))),
    );
    expect(traffic).toBe('polling');
    expect(numbers).toMatchObject({ requests: 10, emptyAnswers: 8, events: 2 });
    expect(numbers.medianInterval).toBeCloseTo(2);
    expect(numbers.medianHold).toBeCloseTo(0.03);
    expect(numbers.bodyBytes).toEqual({ 'client-to-server': 0, 'server-to-client': 8 });
    const heads = 10 * request('/news').length + 8 * EMPTY.length + 2 * (NEWS.length - 4);
    expect(numbers.overhead).toBe(heads / 2);
  });

  it('polling, with a cursor in the query, by a slow server', async () => {
    const { traffic } = await summary(
      asks(range(6).map((i) => ({ at: 5 * i, hold: 0.4, target: `/news?since=${i}` }))),
    );
    expect(traffic).toBe('polling');
  });

  it('long polling: answers are held, and the next request follows at once', async () => {
    const { traffic, numbers } = await summary(asks(atOnce([3.1, 0.4, 7.7, 1.2, 2.9])));
    expect(traffic).toBe('long-polling');
    expect(numbers.medianHold).toBeCloseTo(2.9);
    expect(numbers).toMatchObject({ requests: 5, emptyAnswers: 0, events: 5 });
  });

  it('long polling, where nothing but time-outs comes', async () => {
    const answers = atOnce([25, 25, 25, 25]).map((ask) => ({ ...ask, answer: EMPTY }));
    const { traffic, numbers } = await summary(asks(answers));
    expect(traffic).toBe('long-polling');
    expect(numbers).toMatchObject({ emptyAnswers: 4, events: 0, overhead: null });
  });

  it('requests: pages and their parts', async () => {
    const { traffic, numbers } = await summary(
      asks(
        ['/', '/style.css', '/logo.svg', '/app.js'].map((target, i) => ({
          at: i / 10,
          hold: 0.02,
          target,
        })),
      ),
    );
    expect(traffic).toBe('requests');
    expect(numbers).toMatchObject({ requests: 4, medianHold: null, events: null, overhead: null });
  });

  it('requests: one list, read page by page as fast as it goes', async () => {
    const { traffic } = await summary(asks(atOnce(range(20).map((i) => 0.3 + (i % 3) / 50))));
    expect(traffic).toBe('requests');
  });

  it('requests: one path, now and then', async () => {
    const times = [0, 0.3, 9, 9.4, 40, 77];
    const { traffic } = await summary(asks(times.map((at) => ({ at, hold: 0.02 }))));
    expect(traffic).toBe('requests');
  });

  const chunk = (text: string) => latin1(`${text.length.toString(16)}\r\n${text}\r\n`);
  const head = (type: string) =>
    latin1(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nTransfer-Encoding: chunked\r\n\r\n`);

  it.each([
    ['streaming', 'application/x-ndjson', '{"price":1}\n'],
    ['event-stream', 'text/event-stream', 'data: 1\n\n'],
  ])('%s: one answer that goes on', async (kind, type, text) => {
    const { traffic, numbers } = await summary(
      timed([
        [0, '>', request('/stream')],
        [0.1, '<', head(type)],
        ...range(5).map((i): Timed => [0.5 + i / 2, '<', chunk(text)]),
      ]),
    );
    expect(traffic).toBe(kind);
    expect(numbers).toMatchObject({ requests: 1, events: 5, emptyAnswers: null });
    expect(numbers.bodyBytes['server-to-client']).toBe(5 * text.length);
  });

  it('requests: a large file in many packets is no stream, nor is one that is slow but measured', async () => {
    const piece = 'x'.repeat(1000);
    const fast = await summary(
      timed([
        [0, '>', request('/file')],
        [0.1, '<', head('application/zip')],
        ...range(900).map((i): Timed => [0.1 + i / 800, '<', chunk(piece)]),
      ]),
    );
    expect(fast.traffic).toBe('requests');
    const slow = await summary(
      timed([
        [0, '>', request('/file')],
        [0.1, '<', latin1('HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n')],
        ...range(5).map((i): Timed => [0.5 + i, '<', latin1(piece)]),
      ]),
    );
    expect(slow.traffic).toBe('requests');
  });

  it('websocket: with what its frames cost', async () => {
    const { traffic, numbers, messages, frames } = await summary(
      timed([
        [0, '>', fromClient('12345')],
        [1, '<', fromServer('123')],
        [2, '<', fromServer('4567890')],
      ]),
    );
    expect([traffic, messages, frames]).toEqual(['websocket', 3, 3]);
    expect(numbers).toMatchObject({
      requests: null,
      events: 3,
      bodyBytes: { 'client-to-server': 5, 'server-to-client': 10 },
      headerBytes: { 'client-to-server': 6, 'server-to-client': 4 },
    });
    expect(numbers.overhead).toBeCloseTo(10 / 3);
  });

  it('is not told by times where there are none', async () => {
    const polls = asks(range(10).map((i) => ({ at: 2 * i, hold: 0.03 })));
    const untimed = connectionOf(
      [...polls.transfers].map(({ direction, start, end }): Turn => [
        direction === 'client-to-server' ? '>' : '<',
        polls.streams[direction].slice(start, end),
      ]),
      ENDPOINTS,
    );
    const { traffic, numbers } = await summary(untimed);
    expect(traffic).toBe('requests');
    expect(numbers).toMatchObject({ requests: 10, medianInterval: null, medianHold: null });
  });

  it('is nothing where nothing was said', async () => {
    expect(await summary(connectionOf([], ENDPOINTS))).toMatchObject({
      protocol: 'none',
      traffic: 'none',
      frames: 0,
      errors: 0,
      ending: { first: null, code: null, answered: false },
    });
  });
});

describe('polling over many connections', () => {
  it('is found by client, server and path', async () => {
    const connections = await Promise.all(
      range(6).map(async (id) => {
        const connection = asks([{ at: 3 * id, hold: 0.02, target: `/poll?n=${id}` }]);
        const moved = { ...connection, id, client: `10.0.0.1:${5000 + id}` };
        return timesOf(await readConnection(moved));
      }),
    );
    const other = timesOf(
      await readConnection({ ...asks([{ at: 1, hold: 0.1, target: '/' }]), id: 9 }),
    );
    const [group, ...rest] = groupTraffic([...connections, other]);
    expect(rest).toEqual([]);
    expect(group).toMatchObject({
      kind: 'polling',
      client: '10.0.0.1',
      server: '10.0.0.2:80',
      method: 'GET',
      path: '/poll',
      connections: range(6),
    });
    expect(group!.numbers).toMatchObject({ requests: 6, events: 6, emptyAnswers: 0 });
    expect(group!.numbers.medianInterval).toBeCloseTo(3);
  });
});
