import type { LessonProse } from '../../course/lesson-prose.ts';

/** Prose as text alone, for a label. */
export const plainOf = (prose: LessonProse): string => prose.map(({ text }) => text).join('');
