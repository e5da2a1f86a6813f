import { describe, expect, it } from 'vitest';
import type { ExamTask } from '../../src/course/lesson.ts';
import { LESSON_SLUGS } from '../../src/course/lesson-prose.ts';
import { Exam } from '../../src/state/exam.svelte.ts';

const tasks: readonly ExamTask[] = LESSON_SLUGS.flatMap((slug) =>
  ['a', 'b', 'c'].map((step) => ({
    slug,
    step,
    task: { kind: 'question', as: 'number', unit: 'none', tolerance: 0, ask: [], options: [] },
  })),
);
const steps = (exam: Exam): string => exam.drawn.map(({ step }) => step).join('');

describe('an exam', () => {
  it('counts the first answer', () => {
    const exam = new Exam(() => tasks);
    exam.answer(0, false);
    exam.answer(0, true);
    exam.answer(1, true);
    expect(exam.answers.slice(0, 3)).toEqual([false, true, null]);
    expect(exam.finished).toBe(false);
  });

  it('ends when everything is answered, or when one has had enough', () => {
    const all = new Exam(() => tasks);
    all.drawn.forEach((_, i) => all.answer(i, true));
    expect(all.finished).toBe(true);
    const some = new Exam(() => tasks);
    some.finish();
    some.answer(0, true);
    expect(some.answers).toEqual([]);
  });

  it('keeps its draw in the address', () => {
    const exam = new Exam(() => tasks);
    expect(exam.address).toBe('');
    exam.take('#seed=77');
    expect(exam.address).toBe('#seed=77');
    const other = new Exam(() => tasks);
    other.take(exam.address);
    expect(steps(other)).toBe(steps(exam));
    other.take('#seed=nonsense');
    expect(other.address).toBe('');
  });

  it('can be taken again with another draw, whatever chance says', () => {
    for (const chance of [0, 0.00001, 0.5, 0.99999]) {
      const exam = new Exam(() => tasks);
      exam.answer(0, true);
      exam.again(() => chance);
      expect(exam.seed).not.toBe(1);
      expect(exam.answers).toEqual([]);
    }
  });
});
