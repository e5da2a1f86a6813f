import { describe, expect, test } from 'vitest';
import { createMarks, MARK_KINDS, marksOf, PEERS } from '../../src/trace/marks.ts';

describe('marks', () => {
  test('are read as they were made, an end added later', () => {
    const marks = createMarks();
    const held = marks.push('request-held', 'server', 1, 3);
    marks.push('news', 'server', 2, undefined, 7);
    marks.end(held, 2.5);
    expect([...marks.finish()]).toEqual([
      { kind: 'request-held', peer: 'server', time: 1, until: 2.5, connection: 3, subject: null },
      { kind: 'news', peer: 'server', time: 2, until: null, connection: null, subject: 7 },
    ]);
  });

  test('come in order of time, and of one time as they were made', () => {
    const marks = createMarks();
    const times = [3, 1, 2, 1, 0];
    const made = times.map((time, i) => marks.push('ping', 'client', time, i));
    marks.end(made[0]!, 9);
    const sorted = [...marks.finish()];
    expect(sorted.map(({ time, connection }) => [time, connection])).toEqual([
      [0, 4],
      [1, 1],
      [1, 3],
      [2, 2],
      [3, 0],
    ]);
    expect(sorted.at(-1)!.until).toBe(9);
  });

  test('hold as many as there are, of every kind and peer', () => {
    const marks = createMarks();
    const all = MARK_KINDS.flatMap((kind) => PEERS.map((peer) => ({ kind, peer })));
    all.forEach(({ kind, peer }, i) => marks.push(kind, peer, i));
    const read = marks.finish();
    expect(read.length).toBe(all.length);
    expect([...read].map(({ kind, peer }) => ({ kind, peer }))).toEqual(all);
    expect(() => read.at(all.length)).toThrow(RangeError);
  });

  test('go to another thread as columns', () => {
    const marks = createMarks();
    marks.push('close-sent', 'client', 1.5, 2);
    const { columns } = marks.finish();
    expect([...marksOf(structuredClone(columns))]).toEqual([...marks.finish()]);
  });
});
