import type { AnswerKind } from './answers.ts';
import type { JudgeName } from './judges/index.ts';
import type { LessonProse } from './lesson-prose.ts';

/** Something to make, judged by what it does. */
export interface Exercise {
  readonly kind: 'exercise';
  readonly judge: JudgeName;
  readonly parameters: Readonly<Record<string, string>>;
  /** What is typed. */
  readonly answerAs: AnswerKind;
  readonly task: readonly LessonProse[];
  /** False where it makes no sense without its step. */
  readonly exam?: false;
  /** Given one by one. */
  readonly hints: readonly LessonProse[];
  /** What the reader begins with; empty for nothing. */
  readonly start: string;
  /** One right answer, as typed, for those who give up. */
  readonly solution: string;
}

/** What only tests need: other right answers, and wrong ones. */
export interface ExerciseTrials {
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}
