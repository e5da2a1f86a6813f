import { describe, expect, it } from 'vitest';
import { isQuestion } from '../../../src/course/lesson.ts';
import { plainOf } from '../../../src/views/lesson/plain.ts';
import { shuffledBy } from '../../../src/views/lesson/shuffle.ts';
import { COURSES } from '../../course/lessons.ts';

describe('the answers of a question', () => {
  it('are all there, and in the same order each time', () => {
    expect(shuffledBy('Who?', 4).sort()).toEqual([0, 1, 2, 3]);
    expect(shuffledBy('Who?', 4)).toEqual(shuffledBy('Who?', 4));
    expect(shuffledBy('谁？', 0)).toEqual([]);
  });

  it.each(['en', 'zh'] as const)('have the right one anywhere, %s', (locale) => {
    const counts = [0, 0, 0];
    for (const { lesson } of COURSES[locale].lessons.values()) {
      for (const block of lesson.steps.flatMap(({ blocks }) => blocks)) {
        if (!isQuestion(block) || block.as !== 'choice') continue;
        const label = block.ask.map(plainOf).join(' ');
        const right = block.options.findIndex((option) => option.right);
        const at = shuffledBy(label, block.options.length).indexOf(right);
        counts[Math.min(at, 2)]!++;
      }
    }
    const all = counts.reduce((sum, n) => sum + n, 0);
    for (const n of counts) expect(n / all).toBeGreaterThan(0.2);
  });
});
