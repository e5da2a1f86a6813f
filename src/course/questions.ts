import type { LessonProse } from './lesson-prose.ts';

/** An answer that somebody may give, and what to say to it. */
export interface Reply {
  readonly right: boolean;
  readonly reply: LessonProse;
}

interface Asked {
  readonly kind: 'question';
  readonly ask: readonly LessonProse[];
  /** False where it makes no sense without its step. */
  readonly exam?: false;
}

/** One of several. */
export interface ChoiceQuestion extends Asked {
  readonly as: 'choice';
  readonly options: readonly (Reply & { readonly text: LessonProse })[];
}

export const UNITS = [
  'none',
  'ms',
  's',
  'bytes',
  'percent',
  'per-second',
  'bytes-per-second',
] as const;

/** A number, within a tolerance. */
export interface NumberQuestion extends Asked {
  readonly as: 'number';
  readonly unit: (typeof UNITS)[number];
  /** How far off is still right, on either side. */
  readonly tolerance: number;
  readonly options: readonly (Reply & { readonly value: number })[];
}

/** Bytes, in hex. */
export interface BytesQuestion extends Asked {
  readonly as: 'bytes';
  readonly options: readonly (Reply & { readonly hex: string })[];
}

/** Things to put in order; they stand in the right one. */
export interface OrderQuestion extends Asked {
  readonly as: 'order';
  /** `reply` says why it stands where it does. */
  readonly items: readonly { readonly text: LessonProse; readonly reply: LessonProse }[];
}

/** Predict, then see. */
export type Question = ChoiceQuestion | NumberQuestion | BytesQuestion | OrderQuestion;

/** What a reader said: the number of an option, a number, hex, or the items' numbers in their order. */
export type Given =
  | { readonly as: 'choice'; readonly option: number }
  | { readonly as: 'number'; readonly value: number }
  | { readonly as: 'bytes'; readonly hex: string }
  | { readonly as: 'order'; readonly items: readonly number[] };

export interface Outcome {
  readonly right: boolean;
  /** What to say; null where the lesson foresaw no such answer. */
  readonly reply: LessonProse | null;
}

/** Judges an answer; one of another kind than the question is wrong. */
export function judgeAnswer(question: Question, given: Given): Outcome {
  if (question.as === 'choice' && given.as === 'choice')
    return said(question.options[given.option]);
  if (question.as === 'number' && given.as === 'number')
    return numberOutcome(question, given.value);
  if (question.as === 'bytes' && given.as === 'bytes') {
    const hex = given.hex.replaceAll(/\s/gu, '').toLowerCase();
    return said(question.options.find((option) => option.hex === hex));
  }
  if (question.as === 'order' && given.as === 'order') return orderOutcome(question, given.items);
  return { right: false, reply: null };
}

const said = (reply: Reply | undefined): Outcome =>
  reply ? { right: reply.right, reply: reply.reply } : { right: false, reply: null };

/** The nearest of the answers foreseen that are near enough. */
function numberOutcome({ options, tolerance }: NumberQuestion, value: number): Outcome {
  const distance = (option: { readonly value: number }): number => Math.abs(option.value - value);
  const near = options.filter((option) => distance(option) <= tolerance + ROUNDING);
  return said(near.sort((a, b) => distance(a) - distance(b))[0]);
}

/** Decimal fractions are not exact. */
const ROUNDING = 1e-9;

/** Speaks of the first item that stands elsewhere. */
function orderOutcome({ items }: OrderQuestion, given: readonly number[]): Outcome {
  const wrong = items.findIndex((_, place) => given[place] !== place);
  if (wrong < 0 && given.length === items.length) return { right: true, reply: null };
  return { right: false, reply: items[wrong]?.reply ?? null };
}
