import { screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import '../bytes/resize-observer.ts';
import { scenarioOf } from '../../../src/simulation/scenario.ts';
import { simulate } from '../../../src/simulation/simulate.ts';
import { readByCache } from '../../../src/views/lesson/cache-run.ts';
import DelayCostChart from '../../../src/views/lesson/DelayCostChart.svelte';
import { delayCostOf, nearestInterval } from '../../../src/views/lesson/delay-cost.ts';
import { delaysIn, linearBins, ticksTo } from '../../../src/views/lesson/linear-bins.ts';
import { renderLesson } from './read.ts';

describe('columns of delays', () => {
  it('hold every delay once, each as wide as the next', () => {
    const delays = [0, 49, 50, 51, 999, 1000, 1049];
    const { width, counts } = linearBins(delays);
    expect(width).toBe(50);
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(delays.length);
    expect(counts[1]).toBe(2);
    expect(counts[20]).toBe(2);
  });

  it('of nothing are none', () => {
    expect(linearBins([])).toEqual({ width: 1, counts: [0, 0] });
    expect(ticksTo(1050, 5)).toEqual([0, 500, 1000]);
  });

  it('of polling are about as high, wherever they are', () => {
    const { news } = simulate(
      scenarioOf('polling', { rate: 5, window: 3_600_000, pollInterval: 1000 }),
    );
    const { width, counts } = linearBins(delaysIn(news));
    const whole = counts.filter((_, i) => i * width >= 50 && (i + 1) * width <= 1050);
    const mean = whole.reduce((sum, n) => sum + n, 0) / whole.length;
    for (const n of whole) expect(Math.abs(n - mean) / mean).toBeLessThan(0.15);
  });
});

const points = [500, 1000, 2000].map((interval) => ({
  interval,
  delay: interval / 2 + 50,
  bytes: 40_000_000 / interval,
}));

describe('delay against price', () => {
  it('is half the interval and one way, and a minute of polls', () => {
    const window = 600_000;
    const { totals } = simulate(
      scenarioOf('polling', { window, rate: 1, pollInterval: 1000, headers: 'chrome-https' }),
    );
    const { delay, bytes } = delayCostOf(totals, 1000, window);
    expect(delay).toBeGreaterThan(500);
    expect(delay).toBeLessThan(600);
    expect(bytes).toBeGreaterThan(40_080);
  });

  it('finds the point that is near', () => {
    const most = { delay: 1050, bytes: 80_000 };
    expect(nearestInterval(points, { x: 1, y: 0.2 }, most)).toBe(2000);
    expect(nearestInterval(points, { x: 0.2, y: 1 }, most)).toBe(500);
    expect(nearestInterval([], { x: 0, y: 0 }, most)).toBeNull();
  });

  it('is walked by arrows, and not beyond its ends', async () => {
    const onchoose = vi.fn();
    renderLesson(DelayCostChart, { curve: points, chosen: points[0]!, onchoose });
    const point = screen.getByRole('slider', { name: 'Poll interval, on the curve' });
    expect(point).toHaveAttribute('aria-valuetext', expect.stringMatching(/^A poll every 0\.5 s/u));
    point.focus();
    const user = userEvent.setup();
    await user.keyboard('{ArrowLeft}');
    expect(onchoose).not.toHaveBeenCalled();
    await user.keyboard('{ArrowRight}');
    expect(onchoose).toHaveBeenCalledWith(1000);
  });
});

describe('a cache in the wire', () => {
  const element = {
    ...{ kind: 'proxy', caption: [], boxes: ['cache', 'tls'] },
    lanes: ['polling', 'websocket'],
  } as const;

  it('reads polls and keeps answers; of WebSocket it reads the handshake alone', () => {
    const [polling, websocket] = readByCache(element, ['cache']);
    expect(polling!.requests).toBeGreaterThan(10);
    expect(websocket).toMatchObject({ requests: 1, kept: 0, stale: 0 });
  });

  it('reads nothing through TLS, and is not asked where it is not there', () => {
    for (const { requests, kept } of readByCache(element, ['cache', 'tls']))
      expect(requests + kept).toBe(0);
    expect(readByCache(element, ['tls'])).toEqual([]);
  });
});
