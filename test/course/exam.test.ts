import { describe, expect, it } from 'vitest';
import { examOf } from '../../src/course/course.ts';
import { drawExam, EXERCISES, lessonsToRead, seedIn } from '../../src/course/exam.ts';
import { isExercise } from '../../src/course/lesson.ts';
import { LESSON_SLUGS } from '../../src/course/lesson-prose.ts';
import { COURSES as courses } from './lessons.ts';

const [en, zh] = [examOf(courses.en), examOf(courses.zh)];
const SEEDS = Array.from({ length: 200 }, (_, seed) => seed);

describe('the exam', () => {
  it.each(SEEDS.slice(0, 20))('of seed %i asks of every lesson, and has things made', (seed) => {
    const drawn = drawExam(en, seed);
    const questions = drawn.filter(({ task }) => !isExercise(task));
    expect(questions.map(({ slug }) => slug)).toEqual(LESSON_SLUGS);
    const made = drawn.filter(({ task }) => isExercise(task)).map(({ slug }) => slug);
    expect(new Set(made).size).toBe(EXERCISES);
  });

  it('draws the same for the same seed, in either language', () => {
    const places = (tasks: typeof en, seed: number) =>
      drawExam(tasks, seed).map((task) => tasks.indexOf(task));
    for (const seed of SEEDS) expect(places(zh, seed)).toEqual(places(en, seed));
  });

  it('comes to nearly everything in time', () => {
    const seen = new Set(SEEDS.flatMap((seed) => drawExam(en, seed)));
    expect(en.filter((task) => !seen.has(task))).toEqual([]);
  });

  it('leaves out what makes no sense without its step', () => {
    expect(en.filter(({ task }) => task.exam === false)).toEqual([]);
    const asked = courses.en.lessons
      .get('08-frames')!
      .lesson.steps.flatMap(({ blocks }) => blocks)
      .filter((block) => block.kind === 'question' && block.exam === false);
    expect(asked.length).toBeGreaterThan(0);
  });

  it('names the lessons to read again, each once and in order', () => {
    const drawn = drawExam(en, 3);
    expect(
      lessonsToRead(
        drawn,
        drawn.map(() => true),
      ),
    ).toEqual([]);
    expect(lessonsToRead(drawn, [])).toEqual(LESSON_SLUGS);
    const right = drawn.map(({ slug }) => slug !== 'masking' && slug !== 'polling');
    expect(lessonsToRead(drawn, right)).toEqual(['polling', 'masking']);
  });

  it('takes a seed from an address, and nothing else', () => {
    expect(seedIn('42')).toBe(42);
    for (const text of [null, '', '-1', '1.5', '1e3', '100000', 'x'])
      expect(seedIn(text)).toBeNull();
  });
});
