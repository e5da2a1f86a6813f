import { createContext, type Snippet } from 'svelte';
import type { TimelineElement, WirePiece } from '../../course/elements.ts';
import type { Glossary } from '../../course/lesson.ts';
import type { LessonSlug } from '../../course/lesson-prose.ts';

/** What every part of a lesson may need of the page around it. */
export interface Reading {
  readonly glossary: Glossary;
  /** True where answers are shown only when asked for. */
  readonly teach: boolean;
  readonly lessonHref: (slug: LessonSlug, step: string | null) => string;
  /** The decoder with these bytes in it; empty without any. */
  readonly decodeHref: (pieces: readonly WirePiece[]) => string;
  /** Draws a simulated run. */
  readonly run: Snippet<[element: TimelineElement]>;
}

/** Given once by the page of a lesson. */
export const [useReading, provideReading] = createContext<{ readonly current: Reading }>();
