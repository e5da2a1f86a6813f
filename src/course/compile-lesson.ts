import type { RootContent } from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';
import { readDirective } from './directive.ts';
import type { Directive } from './directive.ts';
import { CourseError } from './error.ts';
import type { ExerciseTrials } from './exercises.ts';
import { readFrontMatter } from './front-matter.ts';
import { lineOf, readPlain } from './inline.ts';
import type { Block, Lesson, ProseBlock, Step } from './lesson.ts';
import type { LessonProse } from './lesson-prose.ts';
import { HEAD_KEYS, headOf } from './lesson-head.ts';
import { parseLesson } from './parse.ts';
import { readItems, readProseBlock } from './prose.ts';
import type { LessonFile, LessonLink } from './prose.ts';
import { readElement } from './read-element.ts';
import { readExercise } from './read-exercise.ts';
import { onlyList } from './read-list.ts';
import { readQuestion } from './read-question.ts';
import { sourceOf } from './sources.ts';
import type { Source } from './sources.ts';

/** A lesson's file as data, with the lines of its parts for those who have more to say about them. */
export interface CompiledLesson {
  readonly lesson: Lesson;
  /** Where each step begins, and each of its blocks. */
  readonly lines: readonly { readonly step: number; readonly blocks: readonly number[] }[];
  readonly links: readonly LessonLink[];
  /** Of the exercises, in order. */
  readonly trials: readonly ExerciseTrials[];
}

/** Claims of the seed: numbered from 1. */
export const CLAIMS = 84;

/** A step while it is read. */
interface Draft {
  readonly id: string;
  readonly title: string;
  readonly line: number;
  readonly blocks: { readonly block: Block; readonly line: number }[];
  claims: readonly number[] | null;
  sources: readonly Source[] | null;
}

interface Ending {
  recap: readonly LessonProse[] | null;
  tryout: readonly ProseBlock[] | null;
}

/** Parses the file of a lesson; the first fault stops with file and line. `name` is `NN-slug`. */
export function compileLesson(
  name: string,
  text: string,
  path: string,
  terms: ReadonlySet<string>,
): CompiledLesson {
  const { values, rest } = readFrontMatter(text, HEAD_KEYS, path);
  const file: LessonFile = { path, lines: rest.split('\n'), terms, links: [] };
  const drafts: Draft[] = [];
  const ending: Ending = { recap: null, tryout: null };
  const trials: ExerciseTrials[] = [];
  for (const node of parseLesson(rest)) readNode(node, file, drafts, ending, trials);
  const end = file.lines.length;
  if (drafts.length === 0) throw new CourseError('no step: "## Title {#id}"', path, end);
  const { recap, tryout } = ending;
  if (!recap || !tryout) throw new CourseError('ends with :::recap and :::tryout', path, end);
  return {
    lesson: { ...headOf(name, values, path), steps: drafts.map(stepOf), recap, tryout },
    lines: drafts.map(({ line, blocks }) => ({ step: line, blocks: blocks.map((b) => b.line) })),
    links: file.links,
    trials,
  };
}

const stepOf = ({ id, title, blocks, claims, sources }: Draft): Step => ({
  id,
  title,
  blocks: blocks.map(({ block }) => block),
  claims: claims ?? [],
  sources: sources ?? [],
});

function readNode(
  node: RootContent,
  file: LessonFile,
  drafts: Draft[],
  ending: Ending,
  trials: ExerciseTrials[],
): void {
  const line = lineOf(node);
  const isDirective = node.type === 'containerDirective' || node.type === 'leafDirective';
  if (isDirective && (node.name === 'recap' || node.name === 'tryout')) {
    readEnding(readDirective(node, file), ending);
    return;
  }
  if (ending.recap ?? ending.tryout) {
    throw new CourseError('nothing stands after :::recap and :::tryout', file.path, line);
  }
  if (node.type === 'heading') {
    drafts.push(readHeading(node, drafts, file));
    return;
  }
  const draft = drafts.at(-1);
  if (!draft) throw new CourseError('a lesson begins with "## Title {#id}"', file.path, line);
  if (!isDirective) draft.blocks.push({ block: readProseBlock(node, file), line });
  else readStepDirective(node, file, draft, trials);
}

function readHeading(
  node: Extract<RootContent, { type: 'heading' }>,
  drafts: readonly Draft[],
  { path }: LessonFile,
): Draft {
  const line = lineOf(node);
  const text = node.depth === 2 ? readPlain(node.children, path, line) : '';
  const [, title = '', id = ''] = /^(.+?)\s*\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}$/u.exec(text) ?? [];
  if (title === '') throw new CourseError('a heading is "## Title {#id}"', path, line);
  if (drafts.some((draft) => draft.id === id)) {
    throw new CourseError(`the step "${id}" is here twice`, path, line);
  }
  return { id, title, line, blocks: [], claims: null, sources: null };
}

function readStepDirective(
  node: ContainerDirective | LeafDirective,
  file: LessonFile,
  draft: Draft,
  trials: ExerciseTrials[],
): void {
  const directive = readDirective(node, file);
  const { line } = directive;
  switch (directive.name) {
    case 'claims':
      if (draft.claims) directive.stop('is here twice');
      draft.claims = readClaims(directive);
      return;
    case 'sources':
      if (draft.sources) directive.stop('is here twice');
      draft.sources = readSources(directive);
      return;
    case 'predict':
      draft.blocks.push({ block: readQuestion(directive), line });
      return;
    case 'exercise': {
      const { exercise, trials: trial } = readExercise(directive);
      draft.blocks.push({ block: exercise, line });
      trials.push(trial);
      return;
    }
    default:
      draft.blocks.push({ block: readElement(directive), line });
  }
}

function readClaims({ attributes, stop }: Directive): readonly number[] {
  const claims = attributes.numbers('ids');
  attributes.end();
  const wrong = claims.find((claim) => !Number.isInteger(claim) || claim < 1 || claim > CLAIMS);
  if (wrong !== undefined || claims.length === 0) stop(`ids are numbers from 1 to ${CLAIMS}`);
  return claims;
}

/** `::sources{rfc6455="5.2 5.7" html="9.2.5"}` */
function readSources({ attributes, stop }: Directive): readonly Source[] {
  const sources = [...attributes.rest()].flatMap(([document, sections]) =>
    (sections === '' ? [''] : sections.split(/\s+/u)).map(
      (section) => sourceOf(document, section) ?? stop(`${document} ${section} is unknown`),
    ),
  );
  return sources.length > 0 ? sources : stop('names no source');
}

function readEnding(directive: Directive, ending: Ending): void {
  directive.attributes.end();
  if (directive.name === 'recap') {
    if (ending.recap) directive.stop('is here twice');
    ending.recap = readItems(onlyList(directive), directive.file);
    return;
  }
  if (ending.tryout) directive.stop('is here twice');
  ending.tryout = directive.children.map((node) => readProseBlock(node, directive.file));
  if (ending.tryout.length === 0) directive.stop('is empty');
}
