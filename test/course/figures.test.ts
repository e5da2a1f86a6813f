import { describe, expect, it } from 'vitest';
import type { TimelineElement } from '../../src/course/elements.ts';
import type { NumberQuestion } from '../../src/course/questions.ts';
import { INITIAL } from '../../src/simulation/parameters.ts';
import type { Parameters } from '../../src/simulation/parameters.ts';
import type { Run } from '../../src/simulation/run.ts';
import { scenariosOf } from '../../src/simulation/setup.ts';
import { race, simulate } from '../../src/simulation/simulate.ts';
import { scenarioOf } from '../../src/simulation/scenario.ts';
import type { Transport } from '../../src/simulation/transport.ts';
import { DIRECTIONS } from '../../src/trace/direction.ts';
import { elements, questions } from './lessons.ts';

const isTimeline = (block: { readonly kind: string }): block is TimelineElement =>
  block.kind === 'timeline';

describe('the runs of the lessons', () => {
  it.each(elements(isTimeline))('$place: say something of every lane', ({ block }) => {
    const runs = race(scenariosOf({ ...block, parameters: { ...INITIAL, ...block.parameters } }));
    for (const { totals, trace } of runs) {
      expect(trace.connections.length).toBeGreaterThan(0);
      expect(block.hands || totals.news.created > 0).toBe(true);
    }
  });

  it.each(elements(isTimeline))('$place: halt within their window', ({ block }) => {
    const { window } = { ...INITIAL, ...block.parameters };
    expect(block.stops.filter((stop) => stop < 0 || stop > window)).toEqual([]);
  });
});

/** An hour, so that chance plays a small part only. */
const hour = (changes: Partial<Parameters>, lane: Transport = 'polling'): Run['totals'] =>
  simulate(scenarioOf(lane, { window: 3_600_000, ...changes })).totals;

/** The longest delay of a long poll that was waiting for the first of these pieces of news. */
const latest = (...times: readonly number[]): number =>
  hour({ process: 'list', times, warm: 'on' }, 'long-polling').latency!.max;

const delays = (changes: Partial<Parameters>) => hour({ rate: 5, ...changes }).latency!;

const percent = (part: number, whole: number): number => (100 * part) / whole;

/** The delay, in seconds, of the last news of 20 s that has come: over a link of half the rate, it was sent after 10. */
const sentAfterTenSeconds = (): number => {
  const news = { process: 'periodic', rate: 20, payload: 396 } as const;
  const scenario = scenarioOf('websocket', { ...news, bwDown: 32, window: 20_000, heartbeat: 0 });
  return simulate(scenario).totals.latency!.max / 1000;
};

/** What lessons quote, measured; with what chance leaves open. */
const FIGURES: readonly [step: string, measured: () => number, within: number][] = [
  ['choosing#slow-reader', sentAfterTenSeconds, 0.2],
  ['polling#timer', () => delays({ pollInterval: 10_000 }).mean / 1000, 0.1],
  ['polling#flat', () => delays({ pollInterval: 1000 }).p95 / 1000, 0.02],
  [
    'polling#empty',
    () => {
      const { emptyAnswers, requests } = hour({ rate: 0.2 });
      return percent(emptyAnswers, requests);
    },
    1.5,
  ],
  [
    'polling#cursor',
    () => {
      const { news } = hour({ rate: 1, since: 'latestOnly' });
      return percent(news.lost, news.created);
    },
    1.5,
  ],
  [
    'polling#overtaking',
    () => {
      const changes = { pollInterval: 100, pollMode: 'fixedDelay', think: 150 } as const;
      return 3_600_000 / hour(changes).requests;
    },
    2,
  ],
  ['polling#hidden', () => delays({ pollInterval: 60_000 }).mean / 1000, 1],
  ['request-response#keep-alive', () => keptAlive(), 0],
  ['long-polling#hold', () => latest(2000), 0],
  ['long-polling#gap', () => latest(2000, 2020), 0],
  ['long-polling#load', () => hour({ rate: 50 }, 'long-polling').requests / 3600, 0.1],
  ['proxies#buffer', () => heldBack(), 0.2],
  ['messages#cost', () => heartbeats() * 100_000, 250],
];

/** Connections for six polls, 10 s apart, to a server that waits 5 s. */
const keptAlive = (): number =>
  hour({ window: 59_000, pollInterval: 10_000, keepAliveIdle: 5000 }).connections;

/** What a tank adds to the way, in seconds. */
const heldBack = (): number => {
  const news = { process: 'periodic', rate: 1, sseReplay: 'off', heartbeat: 0 } as const;
  const { mean } = hour({ ...news, proxyBuffer: 4096 }, 'streaming').latency!;
  return (mean - INITIAL.down) / 1000;
};

/** Bytes a second of Pings and Pongs. */
const heartbeats = (): number => {
  const bytes = (heartbeat: number): number => {
    const { bytes: parts } = hour({ rate: 0, proxyIdle: 0, heartbeat }, 'websocket');
    return DIRECTIONS.flatMap((direction) => Object.values(parts[direction])).reduce(
      (sum, part) => sum + part,
      0,
    );
  };
  return (bytes(30_000) - bytes(0)) / 3600;
};

describe('the figures that lessons quote', () => {
  const numbers = questions('en').filter(({ block }) => block.as === 'number');

  it.each(FIGURES)('%s is what a run of the simulation measures', (step, measured, within) => {
    const [found, ...others] = numbers.filter(({ place }) => place.includes(`${step},`));
    const question = found!.block as NumberQuestion;
    const right = question.options.find((option) => option.right)!.value;
    expect(others).toEqual([]);
    expect(Math.abs(measured() - right)).toBeLessThanOrEqual(within);
  });
});
