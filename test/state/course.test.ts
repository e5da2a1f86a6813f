import { describe, expect, it } from 'vitest';
import { Course, COURSE_KEY, readProgress, writeProgress } from '../../src/state/course.svelte.ts';

function storage() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

describe('progress in the course', () => {
  it('is there again at the next visit', () => {
    const kept = storage();
    const first = new Course(() => kept);
    first.see('frames', 'two-bytes');
    first.see('frames', 'opcodes');
    first.see('frames', 'two-bytes');
    first.solve('frames', 'two-bytes/1');
    const second = new Course(() => kept);
    second.restore();
    expect(second.of('frames')).toEqual({
      seen: ['two-bytes', 'opcodes'],
      right: ['two-bytes/1'],
      last: 'two-bytes',
    });
    expect(second.of('masking').seen).toEqual([]);
  });

  it('can be saved as a file, forgotten, and brought back', () => {
    const kept = storage();
    const course = new Course(() => kept);
    course.see('polling', 'interval');
    const file = writeProgress(course.progress);
    course.forget();
    expect(course.of('polling').seen).toEqual([]);
    expect(kept.kept.has(COURSE_KEY)).toBe(false);
    expect(course.take(file)).toBe(true);
    expect(course.of('polling').seen).toEqual(['interval']);
  });

  it('is kept where a file holds none', () => {
    const course = new Course(storage);
    course.see('polling', 'interval');
    for (const text of [
      '',
      'null',
      '[]',
      '{}',
      '{"version":2,"lessons":{}}',
      '{"lessons":3',
      '1',
    ]) {
      expect(course.take(text)).toBe(false);
    }
    expect(course.of('polling').seen).toEqual(['interval']);
  });

  it('takes of a strange file only what can be progress', () => {
    expect(
      readProgress(
        '{"version":1,"lessons":{"frames":{"seen":["a",1,"a"],"right":7,"last":{}},"polling":null}}',
      ),
    ).toEqual({ frames: { seen: ['a'], right: [], last: null } });
  });

  it('counts the steps that lessons have today', () => {
    const course = new Course(storage);
    course.see('frames', 'one');
    course.see('frames', 'gone');
    const entry = {
      slug: 'frames',
      number: 8,
      title: '',
      minutes: 1,
      needs: [],
      summary: '',
      steps: [
        { id: 'one', title: '' },
        { id: 'two', title: '' },
      ],
    } as const;
    expect(course.totals([entry])).toEqual({ seen: 1, all: 2, right: 0 });
  });

  it('lasts until the page is left where the visitor forbids storage', () => {
    const course = new Course(() => {
      throw new Error('forbidden');
    });
    course.restore();
    course.see('frames', 'one');
    expect(course.of('frames').seen).toEqual(['one']);
  });
});
