import { createRandom } from '../simulation/random.ts';
import type { ExamTask } from './lesson.ts';
import { LESSON_SLUGS, type LessonSlug } from './lesson-prose.ts';
import { isExercise } from './lesson.ts';

/** So many exercises are drawn, from as many lessons; from every lesson comes a question. */
export const EXERCISES = 4;

/** Seeds are whole numbers up to here, so that an address stays short. */
export const MOST_SEED = 99_999;

/** The seed that a text says; null where it says none. */
export function seedIn(text: string | null): number | null {
  if (text === null || !/^\d{1,5}$/u.test(text)) return null;
  return Number(text);
}

/** In an order by chance. */
function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** A question of each lesson and some exercises, in the order of the course: the same for the same seed. */
export function drawExam(tasks: readonly ExamTask[], seed: number): readonly ExamTask[] {
  const random = createRandom(seed);
  const questions = LESSON_SLUGS.flatMap((slug) => {
    const own = tasks.filter((each) => each.slug === slug && !isExercise(each.task));
    return shuffled(own, random).slice(0, 1);
  });
  const makers = LESSON_SLUGS.filter((slug) =>
    tasks.some((each) => each.slug === slug && isExercise(each.task)),
  );
  const exercises = shuffled(makers, random)
    .slice(0, EXERCISES)
    .flatMap((slug) =>
      shuffled(
        tasks.filter((each) => each.slug === slug && isExercise(each.task)),
        random,
      ).slice(0, 1),
    );
  const drawn = new Set([...questions, ...exercises]);
  return tasks.filter((task) => drawn.has(task));
}

/** The lessons with something that was answered wrong or not at all, in the order of the course. */
export const lessonsToRead = (
  drawn: readonly ExamTask[],
  right: readonly boolean[],
): readonly LessonSlug[] => [
  ...new Set(drawn.flatMap(({ slug }, i) => (right[i] === true ? [] : [slug]))),
];
