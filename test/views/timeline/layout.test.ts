import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Lane } from '../../../src/views/timeline/lane.ts';
import type { LaneIndex } from '../../../src/views/timeline/lane-index.ts';
import { layoutLane } from '../../../src/views/timeline/layout.ts';
import type { Meaning, Shape } from '../../../src/views/timeline/shapes.ts';
import { stageOf, yOf, type Stage } from '../../../src/views/timeline/stage.ts';
import { createMarks } from '../../../src/trace/marks.ts';
import { connectionOf, END, indexOf, laneOf, longLane, NEWS, raceLanes } from './lanes.ts';
import type { Sent } from './lanes.ts';

const [polling, longPolling, streaming, websocket] = raceLanes().map(indexOf) as [
  LaneIndex,
  LaneIndex,
  LaneIndex,
  LaneIndex,
];

const WIDTH = 300;
const HEIGHT = 400;
const stageFor = (index: LaneIndex, from = 0, to = index.end): Stage =>
  stageOf({ from, to }, WIDTH, HEIGHT, index.columns);
const draw = (index: LaneIndex, stage = stageFor(index)): Shape[] => layoutLane(index, stage);

const isOf = (what: string) => (shape: Shape) =>
  shape.of !== null && shape.of.kind !== 'transfer' && shape.of.what === what;
const transfersOf = (shapes: readonly Shape[]) =>
  shapes.filter((shape) => shape.of?.kind === 'transfer');
const arrows = (shapes: readonly Shape[]) =>
  transfersOf(shapes).filter((shape) => shape.shape === 'line');
const texts = (shapes: readonly Shape[]) => shapes.filter((shape) => shape.shape === 'text');

/** Long lanes take seconds where the machine is busy. */
vi.setConfig({ testTimeout: 60_000 });

describe('an arrow', () => {
  it('slants by the time it takes, from the side it leaves to the side it reaches', () => {
    const stage = stageFor(websocket);
    const [first, second] = arrows(draw(websocket, stage)).toSorted((a, b) => a.y1 - b.y1);
    expect(first).toMatchObject({ x1: stage.client, x2: stage.server });
    expect(second).toMatchObject({ x1: stage.server, x2: stage.client });
    expect(first!.y1).toBeCloseTo(yOf(stage, 0.1));
    expect(first!.y2).toBeCloseTo(yOf(stage, 0.15));
  });

  it('is level where only one place was seen', () => {
    const lane = laneOf([connectionOf([['client-to-server', 1, null, 'GET / HTTP/1.1\r\n\r\n']])]);
    const [arrow] = arrows(draw(indexOf(lane), stageFor(polling)));
    expect(arrow!.y1).toBe(arrow!.y2);
  });

  it('is dashed and grey where it brings nothing, full and in the colour of its lane where it does', () => {
    const looks = arrows(draw(polling)).map(({ paint, dashed }) => [paint, dashed].join());
    expect(looks.filter((look) => look === 'muted,true')).toHaveLength(7);
    expect(looks.filter((look) => look === 'lane,false')).toHaveLength(5);
  });

  it('comes into the window from before it', () => {
    const shapes = draw(websocket, stageFor(websocket, 0.92, 0.94));
    expect(arrows(shapes).map(({ y1 }) => y1 < 0)).toEqual([true]);
  });

  it('stays within what a canvas can hold, however near one looks', () => {
    const shapes = draw(websocket, stageFor(websocket, 0.92, 0.92001));
    const [arrow] = arrows(shapes);
    expect(arrow!.y1).toBeGreaterThanOrEqual(-HEIGHT);
    expect(arrow!.y2).toBeLessThanOrEqual(2 * HEIGHT);
    expect(arrow!.x1).toBeLessThan(stageFor(websocket).server);
  });

  it('that never arrives ends half way, with a cross', () => {
    const lane = laneOf([
      connectionOf([
        ['client-to-server', 1, 1.2, 'x'],
        ['client-to-server', 2, Infinity, 'y'],
      ]),
    ]);
    const index = indexOf(lane);
    const stage = stageFor(index);
    const shapes = transfersOf(draw(index, stage));
    const [cross] = shapes.filter((shape) => shape.shape === 'cross');
    expect(cross!.x).toBeCloseTo((stage.client + stage.server) / 2);
    expect(cross!.y).toBeCloseTo(yOf(stage, 2.1));
    expect(arrows(shapes).map(({ head }) => head > 0)).toEqual([true, false]);
    expect(index.end).toBeCloseTo(2.2);
  });

  it('says how many left at the same time', () => {
    const both: Sent[] = [
      ['server-to-client', 1, 1.1, new Uint8Array([0x81, 0])],
      ['server-to-client', 1, 1.1, new Uint8Array([0x81, 0])],
    ];
    const shapes = draw(indexOf(laneOf([connectionOf(both)])), stageFor(polling));
    expect(arrows(shapes)).toHaveLength(1);
    expect(arrows(shapes)[0]!.of).toMatchObject({ count: 2, transfer: 0 });
    expect(texts(shapes).map(({ text }) => text)).toEqual(['81 00 ×2']);
  });
});

describe('a lane', () => {
  it('labels its arrows with what they carry', () => {
    const said = (index: LaneIndex) => [...new Set(texts(draw(index)).map(({ text }) => text))];
    expect(said(polling).toSorted()).toEqual(['200', '204', 'GET']);
    expect(said(streaming).toSorted()).toEqual(['200', 'GET', 'data:']);
    expect(said(websocket).toSorted()).toEqual([
      '101',
      '81 14',
      '81 80',
      '89 00',
      '8a 80',
      'Upgrade',
    ]);
  });

  it('shows each piece of news where it is born, where it is delivered, and how long it waited', () => {
    const stage = stageFor(longPolling);
    const shapes = draw(longPolling, stage);
    const born = shapes.filter(isOf('born'));
    expect(born.map((dot) => dot.shape === 'dot' && dot.y)).toEqual(NEWS.map((t) => yOf(stage, t)));
    const waits = shapes.filter(isOf('wait')).filter((shape) => shape.shape === 'line');
    const delivered = shapes.filter(isOf('delivered')).filter((shape) => shape.shape === 'dot');
    expect(waits.map(({ y2 }) => y2)).toEqual(delivered.map(({ y }) => y));
    expect(waits.every(({ y1, y2 }) => y2 > y1)).toBe(true);
    expect(delivered[0]!.x).toBeLessThan(stage.client);
    expect(born.every((dot) => dot.shape === 'dot' && dot.x > stage.server)).toBe(true);
  });

  it('draws a bar as long as the connection lives, and how it ended', () => {
    const lane = (end: 'fin' | 'rst'): Lane =>
      laneOf([
        connectionOf([['client-to-server', 1, 1.1, 'x']], { opened: 0.5, closed: 2, end }),
        connectionOf([['client-to-server', 1.5, 1.6, 'x']], { opened: 1, closed: 4 }),
      ]);
    const stage = stageFor(polling);
    const shapes = draw(indexOf(lane('fin')), stage).filter(isOf('connection'));
    const bars = shapes.filter((shape) => shape.shape === 'bar');
    expect(bars.map(({ y, height }) => [y, y + height])).toEqual([
      [yOf(stage, 0.5), yOf(stage, 2)],
      [yOf(stage, 1), yOf(stage, 4)],
    ]);
    expect(bars[0]!.x + bars[0]!.width).toBeLessThanOrEqual(bars[1]!.x);
    expect(shapes.filter((shape) => shape.shape === 'line')).toHaveLength(1);
    const reset = draw(indexOf(lane('rst')), stage).filter(isOf('connection'));
    expect(reset.filter((shape) => shape.shape === 'cross')).toHaveLength(1);
  });

  it('draws a held request at the server while it is held', () => {
    const stage = stageFor(longPolling);
    const held = draw(longPolling, stage).filter(isOf('held'));
    expect(held).toHaveLength(5);
    expect(held[0]).toMatchObject({ shape: 'bar' });
    const [bar] = held as Extract<Shape, { shape: 'bar' }>[];
    expect(bar!.y).toBeCloseTo(yOf(stage, 0.15));
    expect(bar!.y + bar!.height).toBeCloseTo(yOf(stage, 0.9));
    expect(draw(polling).filter(isOf('held'))).toEqual([]);
  });

  it('shows what goes wrong', () => {
    const marks = createMarks();
    marks.end(marks.push('retransmission', 'client', 1, 0), 2);
    marks.push('news-lost', 'server', 1.5, 0, 7);
    marks.end(marks.push('outage', 'proxy', 2), 3);
    marks.push('hold-timeout', 'server', 2.5, 0);
    marks.push('server-down', 'server', 4);
    const sent: Sent[] = [['client-to-server', 5, 5.1, 'x']];
    const index = indexOf(laneOf([connectionOf(sent)], { marks: marks.finish() }));
    const stage = stageFor(index);
    const shapes = draw(index, stage);
    expect(shapes.filter(isOf('retransmission'))).toMatchObject([{ dashed: true }]);
    expect(shapes.filter(isOf('lost'))).toMatchObject([{ shape: 'cross' }]);
    expect(shapes.filter(isOf('trouble')).map(({ shape }) => shape)).toEqual(['cross', 'cross']);
    const outages = shapes.filter(isOf('outage')).filter((shape) => shape.shape === 'bar');
    expect(outages.map(({ width }) => width)).toEqual([WIDTH, WIDTH]);
    // What is not over when the trace ends lasts as long as it.
    expect(outages[1]!.y + outages[1]!.height).toBeCloseTo(yOf(stage, 5.1));
  });

  it('puts transfers without times one after another, and says so', () => {
    const lane = laneOf([
      connectionOf([
        ['client-to-server', null, null, 'GET / HTTP/1.1\r\n\r\n'],
        ['server-to-client', null, null, 'HTTP/1.1 200 OK\r\n\r\nx'],
      ]),
    ]);
    const index = indexOf(lane);
    expect(index.timed).toBe(false);
    const ys = arrows(draw(index)).map(({ y1 }) => y1);
    expect(new Set(ys).size).toBe(2);
  });

  it('is drawn without anything in it', () => {
    const index = indexOf(laneOf([]));
    expect(index.end).toBe(0);
    expect(draw(index).every(({ of }) => of === null)).toBe(true);
    expect(draw(indexOf(laneOf([connectionOf([])]))).filter(isOf('connection'))).toEqual([]);
  });
});

const countOf = (of: Meaning | null): number =>
  of?.kind === 'transfer' || of?.kind === 'many' ? of.count : 0;
const isWay = (of: Meaning | null): boolean =>
  of?.kind === 'transfer' || (of?.kind === 'many' && /to-(client|server)$/.test(of.what));

/** How many transfers the shapes stand for, each counted once. */
function counted(shapes: readonly Shape[]): number {
  const meanings = new Set(shapes.map(({ of }) => of).filter(isWay));
  return [...meanings].reduce((sum, of) => sum + countOf(of), 0);
}

describe('what is too near to be told apart', () => {
  const times = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 400 });

  it('is merged into marks that count every transfer of the window once', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 4000 }), (list, from) => {
        const sent = list
          .toSorted((a, b) => a - b)
          .map((t, i): Sent => [
            i % 3 ? 'server-to-client' : 'client-to-server',
            ...([t / 1000, t / 1000, new Uint8Array([0x81, 0])] as const),
          ]);
        const index = indexOf(laneOf([connectionOf(sent)]));
        const stage = stageFor(index, from / 1000, from / 1000 + 1);
        const inView = list.filter((t) => t / 1000 >= stage.from && t / 1000 <= stage.to).length;
        expect(counted(draw(index, stage))).toBe(inView);
      }),
    );
  });

  it('costs by the pixel: hundreds of thousands of transfers are no more marks than thousands, and none is looked at but for labels', () => {
    const lane = longLane(300_000);
    let looked = 0;
    const { transfers } = lane.trace.connections[0]!;
    const index = indexOf(lane);
    const at = transfers.at.bind(transfers);
    transfers.at = (i) => (looked++, at(i));
    for (const span of [index.end, 100, 10, 1, 0.1, 0.01]) {
      const shapes = draw(index, stageFor(index, 100, 100 + span));
      expect(shapes.length).toBeLessThan(2 * HEIGHT);
    }
    expect(looked).toBeLessThan(500);
    expect(counted(draw(index))).toBe(300_000);
  });

  it('counts how many connections are open where each has no room', () => {
    const connections = Array.from({ length: 5000 }, (_, i) =>
      connectionOf([['client-to-server', i / 100, i / 100 + 0.005, 'x']], { id: i }),
    );
    const index = indexOf(laneOf(connections));
    const shapes = draw(index).filter(isOf('connection'));
    expect(shapes.length).toBeLessThan(HEIGHT);
    expect(shapes[0]!.of).toMatchObject({ kind: 'many' });
  });

  it('does not change as the window moves', () => {
    const index = indexOf(longLane(2000, 0.0031));
    const one = stageFor(index, 1, 3);
    const other = { ...one, from: 1 + 37 / one.pixelsPerSecond, to: 3 + 37 / one.pixelsPerSecond };
    const inBoth = (stage: Stage) =>
      draw(index, stage)
        .filter(({ of }) => isWay(of))
        .filter(({ of }) => of!.from > other.from + 0.2 && of!.from < one.to - 0.2)
        .map((shape) => [shape.shape, shape.of]);
    expect(inBoth(other)).toEqual(inBoth(one));
    expect(inBoth(one).length).toBeGreaterThan(100);
  });
});

describe('labels', () => {
  const gaps = fc.array(fc.double({ min: 0, max: 0.2, noNaN: true }), {
    minLength: 2,
    maxLength: 120,
  });

  it('never cover one another', () => {
    fc.assert(
      fc.property(gaps, fc.integer({ min: 120, max: 400 }), (list, width) => {
        let t = 0;
        const sent = list.map((gap, i): Sent => {
          t += gap;
          const up = i % 2 === 0;
          return [
            up ? 'client-to-server' : 'server-to-client',
            t,
            t + 0.02,
            up ? 'GET / HTTP/1.1\r\n\r\n' : new Uint8Array([0x81, 0]),
          ];
        });
        const index = indexOf(laneOf([connectionOf(sent)]));
        const stage = stageOf({ from: 0, to: index.end }, width, HEIGHT, 1);
        const boxes = texts(draw(index, stage));
        for (const [i, a] of boxes.entries())
          for (const b of boxes.slice(i + 1)) {
            const apart =
              Math.abs(a.y - b.y) >= 13 || Math.abs(a.x - b.x) >= (a.width + b.width) / 2;
            expect(apart).toBe(true);
          }
      }),
    );
  });

  it('stay as the window moves', () => {
    const index = indexOf(longLane(400, 0.05));
    const one = stageFor(index, 2, 6);
    const other = { ...one, from: 2.5, to: 6.5 };
    const labelled = (stage: Stage) =>
      texts(draw(index, stage))
        .map(({ of }) => of!.from)
        .filter((from) => from > 3 && from < 5.5);
    expect(labelled(one)).toEqual(labelled(other));
    expect(labelled(one).length).toBeGreaterThan(5);
  });

  it('are left out where a lane is too narrow for them', () => {
    const stage = stageOf({ from: 0, to: END }, 90, HEIGHT, 1);
    expect(texts(draw(websocket, stage))).toEqual([]);
  });
});

it('shows the same picture whatever was shown before', () => {
  const windows = [0, 1, 2, 3, 2, 1, 0].map((from) => ({ from, to: from + 2 }));
  const pictures = windows.map(({ from, to }) =>
    draw(longPolling, stageFor(longPolling, from, to)),
  );
  expect(pictures.slice(4)).toEqual(pictures.slice(0, 3).toReversed());
});
