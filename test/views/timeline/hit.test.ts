import { describe, expect, it } from 'vitest';
import { hitAt } from '../../../src/views/timeline/hit.ts';
import { layoutLane } from '../../../src/views/timeline/layout.ts';
import type { Shape } from '../../../src/views/timeline/shapes.ts';
import { stageOf, yOf } from '../../../src/views/timeline/stage.ts';
import { indexOf, longLane, raceLanes } from './lanes.ts';

const index = indexOf(raceLanes()[3]!);
const stage = stageOf({ from: 0, to: 2 }, 300, 400, 1);
const shapes = layoutLane(index, stage);
const middle = (stage.client + stage.server) / 2;

describe('a point', () => {
  it('means the arrow it is on, or near', () => {
    const y = yOf(stage, 0.925);
    for (const offset of [0, 4, -6])
      expect(hitAt(shapes, middle, y + offset, 8)?.of).toMatchObject({
        kind: 'transfer',
        direction: 'server-to-client',
        from: 0.9,
      });
    expect(hitAt(shapes, middle, y + 20, 8)).toBeNull();
  });

  it('means the nearer of two', () => {
    const [up, down] = [0.125, 0.175].map((time) => yOf(stage, time));
    expect(hitAt(shapes, middle, up! + 1, 8)?.of).toMatchObject({ direction: 'client-to-server' });
    expect(hitAt(shapes, middle, down! - 1, 8)?.of).toMatchObject({
      direction: 'server-to-client',
    });
  });

  it('means a label as it means its arrow', () => {
    const label = shapes.find((shape) => shape.shape === 'text' && shape.text === '81 14')!;
    if (label.shape !== 'text') throw new Error('no label');
    expect(hitAt(shapes, label.x + 10, label.y - 5, 4)?.of).toBe(label.of);
  });

  it('means news at its dots, and a connection beside the life line', () => {
    expect(hitAt(shapes, stage.outbox, yOf(stage, 0.9), 8)?.of).toMatchObject({ what: 'born' });
    expect(hitAt(shapes, stage.inbox, yOf(stage, 0.95), 8)?.of).toMatchObject({
      what: 'delivered',
    });
    expect(hitAt(shapes, stage.bars + 3, yOf(stage, 0.5), 8)?.of).toMatchObject({
      what: 'connection',
    });
  });

  it('means what is merged, with its count', () => {
    const many = layoutLane(indexOf(longLane(100_000)), { ...stage, pixelsPerSecond: 400 });
    expect(hitAt(many, stage.client + 2, 200, 8)?.of).toMatchObject({ kind: 'many' });
  });

  it('means nothing where only lines that guide the eye are', () => {
    const guides: Shape[] = shapes.filter(({ of }) => of === null);
    expect(guides.length).toBeGreaterThan(2);
    expect(hitAt(guides, stage.client, 100, 50)).toBeNull();
  });
});
