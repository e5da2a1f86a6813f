import { describe, expect, it, vi } from 'vitest';
import { en } from '../../../src/i18n/en/index.ts';
import { zh } from '../../../src/i18n/zh/index.ts';
import { stepText } from '../../../src/views/timeline/event-words.ts';
import { countEvents, eventsAround, eventsAt } from '../../../src/views/timeline/events.ts';
import { endOf, nextStop, previousStop } from '../../../src/views/timeline/stops.ts';
import { connectionOf, indexOf, laneOf, longLane, raceLanes } from './lanes.ts';

const round = (seconds: number): number => Number(seconds.toFixed(9));
const lanes = raceLanes().map(indexOf);

function walk(step: (time: number) => number | null, from: number): number[] {
  const stops: number[] = [];
  for (let at = step(from); at !== null; at = step(at)) stops.push(at);
  return stops;
}

/** Long lanes take seconds where the machine is busy. */
vi.setConfig({ testTimeout: 60_000 });

describe('steps', () => {
  it('stop at the same moments there and back', () => {
    const there = walk((time) => nextStop(lanes, time), -1);
    const back = walk((time) => previousStop(lanes, time), endOf(lanes) + 1);
    expect(back.toReversed()).toEqual(there);
    expect(there.length).toBeGreaterThan(30);
  });

  it('leave out nothing that happens', () => {
    const stops = new Set(walk((time) => nextStop(lanes, time), -1));
    for (const { lane } of lanes)
      for (const { time, arrived } of lane.trace.connections[0]!.transfers) {
        expect(stops).toContain(round(time!));
        expect(stops).toContain(round(arrived!));
      }
    for (const stop of stops) expect(eventsAt(lanes, stop)).not.toEqual([]);
  });

  it('find nothing in nothing', () => {
    const empty = [indexOf(laneOf([]))];
    expect(nextStop(empty, 0)).toBeNull();
    expect(previousStop(empty, 0)).toBeNull();
    expect(endOf(empty)).toBe(0);
    expect(endOf([])).toBe(0);
  });
});

describe('what a step comes to', () => {
  const said = (time: number, text = en.timeline) =>
    stepText(time, eventsAt(lanes.slice(3), time), text);

  it('is said, the news first', () => {
    expect(said(0.95)).toBe(
      'At 00:00.950. WebSocket: news 1 delivered after 50 ms. WebSocket: 81 14 reaches the client after 50 ms.',
    );
    expect(said(0.95, zh.timeline)).toBe(
      '00:00.950，WebSocket：第 1 条消息经过 50 ms 送达。WebSocket：81 14 经过 50 ms 到达客户端。',
    );
    expect(said(1.5)).toBe('At 00:01.500. WebSocket: 81 80 leaves the client, 6 bytes.');
    expect(said(0)).toBe('At 00:00.000. WebSocket: connection 1 opens.');
    expect(said(5.2)).toBe('At 00:05.200. WebSocket: connection 1 ends.');
    expect(said(0.5)).toBe('At 00:00.500, nothing happens.');
  });

  it('is cut short where much happens at once', () => {
    expect(stepText(0.9, eventsAt(lanes, 0.9), en.timeline)).toMatch(/And 3 more\.$/);
  });

  it('says what never arrives, when it would have', () => {
    const lost = indexOf(
      laneOf([
        connectionOf([
          ['server-to-client', 1, 1.2, 'hi'],
          ['server-to-client', 2, Infinity, 'hi'],
        ]),
      ]),
    );
    const said = (time: number) => stepText(time, eventsAt([lost], time), en.timeline);
    expect(said(2)).toBe('At 00:02.000. A: 68 69 leaves the server, 2 bytes.');
    expect(said(2.2)).toMatch(/^At 00:02.200. A: 68 69 does not reach the client\./);
    expect(said(1.2)).toBe('At 00:01.200. A: 68 69 reaches the client after 200 ms.');
  });

  it('says what a capture saw at one place', () => {
    const seen = indexOf(laneOf([connectionOf([['server-to-client', 2, null, 'hello']])]));
    const text = stepText(2, eventsAt([seen], 2).slice(0, 1), en.timeline);
    expect(text).toBe('At 00:02.000. A: 68 65 from the server, 5 bytes.');
  });
});

describe('the events around the clock', () => {
  const window = { from: 0, to: 6 };

  it('are the nearest, in order, and never more than asked for', () => {
    const events = eventsAround(lanes, window, 2.2, 10);
    expect(events).toHaveLength(10);
    const times = events.map(({ time }) => time);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.every((time) => Math.abs(time - 2.2) <= 0.2)).toBe(true);
    expect(countEvents(lanes, window)).toBe(eventsAround(lanes, window, 2.2, 1000).length);
  });

  it('are those of the window only', () => {
    const events = eventsAround(lanes, { from: 1.4, to: 2 }, 1.7, 50);
    expect(events.map(({ time }) => time)).toEqual([1.5]);
  });

  it('are as few of many', () => {
    const many = [indexOf(longLane(200_000))];
    expect(eventsAround(many, { from: 0, to: 2000 }, 90, 50)).toHaveLength(50);
    expect(countEvents(many, { from: 0, to: 2000 })).toBe(200_000);
  });
});
