import { describe, expect, test } from 'vitest';
import { PRESETS } from '../../src/simulation/presets.ts';
import { AS_PRINTED, AS_SENT, quantumLeap } from '../../src/simulation/published.ts';
import { scenariosOf, setupOf } from '../../src/simulation/setup.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { totalsOf } from '../../src/trace/totals.ts';
import { run } from './bytes.ts';
import { conversationsOf } from './read.ts';

/** Cut after so many decimals, as the article does: 0.01526 is its 0.015, and 664.5 its 665. */
const cut = (value: number, decimals: number): number =>
  Math.floor(value * 10 ** decimals + 1e-9) / 10 ** decimals;

describe('Lubbers and Greco, 2010', () => {
  test('as the article counts, it comes to what the article prints', () => {
    const [a, b, c] = (['a', 'b', 'c'] as const).map((which) => quantumLeap(which, AS_PRINTED));
    expect(cut(a!.polling, 1)).toBe(6.6);
    expect(cut(b!.polling, 0)).toBe(66);
    expect(Math.round(c!.polling)).toBe(665);
    expect(cut(a!.websocket, 3)).toBe(0.015);
    expect(Number(b!.websocket.toFixed(3))).toBe(0.153);
    expect(Number(c!.websocket.toFixed(3))).toBe(1.526);
    const ratio = quantumLeap('a', { lineEnds: false, mega: 1e6 });
    expect(ratio.polling).toBeCloseTo(6.968, 12);
    expect(ratio.polling / ratio.websocket).toBeCloseTo(435.5, 9);
  });

  test('as the bytes are, it comes to the corrected numbers', () => {
    const polling = (['a', 'b', 'c'] as const).map((which) => quantumLeap(which, AS_SENT).polling);
    expect(polling).toEqual([7.272, 72.72, 727.2]);
    const websocket = (['a', 'b', 'c'] as const).map(
      (which) => quantumLeap(which, AS_SENT).websocket,
    );
    expect(websocket).toEqual([0.016, 0.16, 1.6]);
  });

  test.each(['a', 'b', 'c'] as const)('case %s, run: each poll brings one page', (which) => {
    const [polling, websocket] = scenariosOf(setupOf(`quantum-leap-${which}`)).map(simulate);
    const { clients } = PRESETS[`quantum-leap-${which}`].parameters;
    const perSecond = (bytes: number): number => (bytes * 8 * clients!) / 60 / 1e6;
    const heads = polling!.totals.bytes;
    // the first poll comes before the first news
    expect(polling!.totals).toMatchObject({ requests: 60, emptyAnswers: 1, connections: 1 });
    const empty =
      193 - 'Content-Type: text/html;charset=UTF-8\r\nContent-Length: 21\r\n'.length + 8;
    const counted = heads['client-to-server']['http-head'] + heads['server-to-client']['http-head'];
    expect(counted).toBe(60 * 716 + 59 * 193 + empty);
    expect(perSecond(60 * 909)).toBeCloseTo(quantumLeap(which, AS_SENT).polling, 9);
    const frames = websocket!.totals.bytes['server-to-client']['ws-framing'];
    expect(frames).toBe(60 * 2);
    expect(perSecond(frames)).toBeCloseTo(quantumLeap(which, AS_SENT).websocket, 9);
  });

  test('the worst delay is three transits against one', () => {
    const [polling, streaming, websocket] = scenariosOf(setupOf('rfc6202-worst')).map(simulate);
    // a microsecond less: the news is born a microsecond after the answer left
    expect(polling!.totals.latency!.max).toBe(149.999);
    expect(streaming!.totals.latency!.max).toBe(50);
    expect(websocket!.totals.latency!.max).toBe(50);
  });
});

test('Ian Hickson: a message on a new connection takes 150 ms, on an open WebSocket 50 ms', () => {
  const once = {
    process: 'list',
    times: [],
    upstreamRate: 0.02,
    seed: 6,
    window: 120_000,
  } as const;
  const post = run('streaming', { ...once, keepAliveIdle: 100 });
  const frame = run('websocket', once);
  expect(post.totals.messages.created).toBeGreaterThan(0);
  expect(post.totals.messageLatency).toMatchObject({ mean: 150, max: 150 });
  expect(frame.totals.messageLatency).toMatchObject({ mean: 50, max: 50 });
});

describe('RFC 6202', () => {
  test('§2.2: with little news, a long poll’s mean delay is close to one transit', () => {
    const { latency } = run('long-polling', { rate: 0.01, window: 3_600_000 }).totals;
    expect(latency!.mean).toBeGreaterThanOrEqual(50);
    expect(latency!.mean).toBeLessThan(53);
  });

  test('§2.2: with much news, several messages share an answer', () => {
    const { news, requests } = run('long-polling', { rate: 50, window: 600_000 }).totals;
    expect(Math.abs(news.delivered / requests / 5 - 1)).toBeLessThan(0.02);
  });

  test('§3.2: on a perfect network streaming takes one transit, always', () => {
    const { latency } = run('streaming', { rate: 5, warm: 'on', sseReplay: 'off' }).totals;
    expect(latency).toMatchObject({ mean: 50, max: 50 });
  });

  test('§3.2: when the stream has to be renewed, three', () => {
    // the server ends its answer at 4.95 s, and a microsecond later the news is born
    const changes = { process: 'list', times: [4950.001], sseRetry: 0, streamLife: 4800 } as const;
    const { totals } = run('streaming', { ...changes, warm: 'off' });
    expect(totals.latency!.max).toBe(149.999);
    expect(totals.connections).toBe(1);
  });
});

test('Grigorik: ten thousand clients that poll each minute for nothing', async () => {
  const one = run('polling', {
    ...{ headers: 'custom', customRequest: 550, customResponse: 300, pollInterval: 60_000 },
    ...{ rate: 0, window: 3_600_000, clients: 10_000 },
  });
  const read = totalsOf(await conversationsOf(one.trace));
  const bytes =
    read.bytes['client-to-server']['http-head'] + read.bytes['server-to-client']['http-head'];
  expect(read.requests).toBe(60);
  expect(read.emptyAnswers).toBe(60);
  expect(((bytes / 3600) * 8 * 10_000) / 1e6).toBeCloseTo(1.1333, 4);
  expect((read.requests / 3600) * 10_000).toBeCloseTo(166.67, 2);
});
