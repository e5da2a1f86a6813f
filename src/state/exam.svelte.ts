import { drawExam, MOST_SEED, seedIn } from '../course/exam.ts';
import type { ExamTask } from '../course/lesson.ts';

/** The draw of an address that names none. */
const FIRST_SEED = 1;

/** An exam: what was drawn, and how it was answered at the first try. The same seed draws the same in every language. */
export class Exam {
  seed = $state(FIRST_SEED);
  /** By place; null where there is no answer yet. */
  answers = $state.raw<readonly (boolean | null)[]>([]);
  finished = $state(false);
  readonly #tasks: () => readonly ExamTask[];
  readonly drawn = $derived.by(() => drawExam(this.#tasks(), this.seed));

  constructor(tasks: () => readonly ExamTask[]) {
    this.#tasks = tasks;
  }

  get address(): string {
    return this.seed === FIRST_SEED ? '' : `#seed=${this.seed}`;
  }

  take(hash: string): void {
    const seed = seedIn(new URLSearchParams(hash.replace(/^#/u, '')).get('seed')) ?? FIRST_SEED;
    if (seed !== this.seed) this.#begin(seed);
  }

  /** The first answer counts; everything answered is the end. */
  answer(place: number, right: boolean): void {
    if ((this.answers[place] ?? null) !== null || this.finished) return;
    this.answers = this.drawn.map((_, i) => (i === place ? right : (this.answers[i] ?? null)));
    if (this.answers.every((each) => each !== null)) this.finish();
  }

  finish(): void {
    this.finished = true;
  }

  /** Another draw. */
  again(random: () => number = Math.random): void {
    const seed = Math.floor(random() * MOST_SEED);
    this.#begin(seed >= this.seed ? seed + 1 : seed);
  }

  #begin(seed: number): void {
    this.seed = seed;
    this.answers = [];
    this.finished = false;
  }
}
