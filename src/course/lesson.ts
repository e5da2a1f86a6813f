import type { Prose } from '../i18n/reference.ts';
import type { Element } from './elements.ts';
import type { Exercise } from './exercises.ts';
import type { LessonProse, LessonSlug } from './lesson-prose.ts';
import type { Question } from './questions.ts';
import type { Source } from './sources.ts';

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly content: LessonProse;
}

export interface ProseList {
  readonly kind: 'list';
  readonly ordered: boolean;
  readonly items: readonly LessonProse[];
}

export interface CodeBlock {
  readonly kind: 'code';
  /** As after the fence: `js`; empty where nothing stands there. */
  readonly language: string;
  readonly text: string;
}

export type ProseBlock = Paragraph | ProseList | CodeBlock;

/** What stands in a step, in order. */
export type Block = ProseBlock | Element | Question | Exercise;

export interface Step {
  /** Stable, the same in every language. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Numbers of the seed's claims that the step teaches or corrects. */
  readonly claims: readonly number[];
  readonly sources: readonly Source[];
}

/** What a list of lessons shows. */
export interface LessonHead {
  readonly slug: LessonSlug;
  /** From 1. */
  readonly number: number;
  readonly title: string;
  readonly minutes: number;
  /** Lessons to have read before. */
  readonly needs: readonly LessonSlug[];
  /** One sentence: what a reader can do afterwards. */
  readonly summary: string;
}

export interface Lesson extends LessonHead {
  readonly steps: readonly Step[];
  /** What to keep, at the end. */
  readonly recap: readonly LessonProse[];
  /** What to try on one's own traffic. */
  readonly tryout: readonly ProseBlock[];
}

/** A lesson in the list of a language, with its steps for the table of contents. */
export interface LessonEntry extends LessonHead {
  readonly steps: readonly Pick<Step, 'id' | 'title'>[];
}

const PROSE_KINDS: readonly Block['kind'][] = ['paragraph', 'list', 'code'];

export const isProse = (block: Block): block is ProseBlock => PROSE_KINDS.includes(block.kind);

export const isQuestion = (block: Block): block is Question => block.kind === 'question';

export const isExercise = (block: Block): block is Exercise => block.kind === 'exercise';

export const isElement = (block: Block): block is Element =>
  !isProse(block) && !isQuestion(block) && !isExercise(block);

/** A term of the glossary. */
export interface GlossaryEntry {
  readonly name: string;
  readonly text: Prose;
}

/** Keyed by the id that `term:` links name. */
export type Glossary = Readonly<Record<string, GlossaryEntry>>;

/** Something to answer or to make in the exam, and where it comes from. */
export interface ExamTask {
  readonly slug: LessonSlug;
  readonly step: string;
  readonly task: Question | Exercise;
}

/** Loads a lesson, a chunk of its own; a lesson that is not written has none. */
export type LessonLoaders = Readonly<
  Partial<Record<LessonSlug, () => Promise<{ readonly default: Lesson }>>>
>;
