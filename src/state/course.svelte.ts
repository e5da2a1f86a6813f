import type { LessonEntry } from '../course/lesson.ts';
import type { LessonSlug } from '../course/lesson-prose.ts';
import type { Kept } from './preferences.svelte.ts';

export const COURSE_KEY = 'wire101.course';

/** What was read of a lesson: ids of steps, and `step/number` of questions and exercises done. */
export interface LessonProgress {
  readonly seen: readonly string[];
  readonly right: readonly string[];
  /** The step looked at last. */
  readonly last: string | null;
}

export type Progress = Readonly<Partial<Record<string, LessonProgress>>>;

const NOTHING: LessonProgress = { seen: [], right: [], last: null };

const VERSION = 1;

/** Ids are short; a file with more of them is not ours. */
const MOST = 1000;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const idsIn = (value: unknown): string[] =>
  Array.isArray(value)
    ? [...new Set(value.filter((id): id is string => typeof id === 'string'))].slice(0, MOST)
    : [];

/** Progress as it was written; null for anything else. */
export function readProgress(text: string): Progress | null {
  try {
    const file: unknown = JSON.parse(text);
    if (!isRecord(file) || file['version'] !== VERSION || !isRecord(file['lessons'])) return null;
    const lessons = Object.entries(file['lessons']).slice(0, MOST);
    return Object.fromEntries(
      lessons
        .filter((entry): entry is [string, Readonly<Record<string, unknown>>] => isRecord(entry[1]))
        .map(([slug, { seen, right, last }]) => [
          slug,
          {
            seen: idsIn(seen),
            right: idsIn(right),
            last: typeof last === 'string' ? last : null,
          },
        ]),
    );
  } catch {
    return null;
  }
}

export const writeProgress = (lessons: Progress): string =>
  JSON.stringify({ version: VERSION, lessons });

/** What a reader has done of the course; kept in this browser alone. */
export class Course {
  progress = $state.raw<Progress>({});
  readonly #kept: () => Kept;

  constructor(kept: () => Kept) {
    this.#kept = kept;
  }

  restore(): void {
    this.#attempt((kept) => {
      this.progress = readProgress(kept.getItem(COURSE_KEY) ?? '') ?? {};
    });
  }

  of(slug: LessonSlug): LessonProgress {
    return this.progress[slug] ?? NOTHING;
  }

  /** The reader is at a step. */
  see(slug: LessonSlug, step: string): void {
    const before = this.of(slug);
    if (before.last === step && before.seen.includes(step)) return;
    this.#change(slug, { ...before, seen: withId(before.seen, step), last: step });
  }

  /** A question, or an exercise, was answered right. */
  solve(slug: LessonSlug, question: string): void {
    const before = this.of(slug);
    if (!before.right.includes(question)) {
      this.#change(slug, { ...before, right: withId(before.right, question) });
    }
  }

  /** How many steps of these lessons were read, of how many, and how many questions answered. */
  totals(lessons: readonly LessonEntry[]): { seen: number; all: number; right: number } {
    const sum = (count: (lesson: LessonEntry) => number): number =>
      lessons.reduce((total, lesson) => total + count(lesson), 0);
    return {
      seen: sum(({ slug, steps }) => seenOf(this.of(slug), steps)),
      all: sum(({ steps }) => steps.length),
      right: sum(({ slug }) => this.of(slug).right.length),
    };
  }

  /** Takes progress from a file; false where there is none in it. */
  take(text: string): boolean {
    const progress = readProgress(text);
    if (progress === null) return false;
    this.progress = progress;
    this.#keep();
    return true;
  }

  forget(): void {
    this.progress = {};
    this.#attempt((kept) => kept.removeItem(COURSE_KEY));
  }

  #change(slug: LessonSlug, lesson: LessonProgress): void {
    this.progress = { ...this.progress, [slug]: lesson };
    this.#keep();
  }

  #keep(): void {
    this.#attempt((kept) => kept.setItem(COURSE_KEY, writeProgress(this.progress)));
  }

  #attempt(use: (kept: Kept) => void): void {
    try {
      use(this.#kept());
    } catch {
      // Without storage, progress lasts until the page is left.
    }
  }
}

const withId = (ids: readonly string[], id: string): readonly string[] =>
  ids.includes(id) ? ids : [...ids, id];

/** How many of the steps that a lesson has today were read. */
export const seenOf = (
  { seen }: LessonProgress,
  steps: readonly { readonly id: string }[],
): number => steps.filter(({ id }) => seen.includes(id)).length;
