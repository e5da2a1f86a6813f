import type { CompiledLesson } from './compile-lesson.ts';
import { CourseError } from './error.ts';
import { isProse } from './lesson.ts';
import type { Block, Step } from './lesson.ts';
import type { LessonInline } from './lesson-prose.ts';

/** Stops where two languages do not teach the same: other steps, elements, bytes, questions, code, links. */
export function checkLessonTwins(
  original: CompiledLesson,
  translation: CompiledLesson,
  file: string,
): void {
  const head = (compiled: CompiledLesson): string => {
    const { minutes, needs } = compiled.lesson;
    return JSON.stringify({ minutes, needs });
  };
  const { lines } = translation;
  if (head(original) !== head(translation)) {
    throw new CourseError('minutes or needs differ from the original', file, 1);
  }
  original.lesson.steps.forEach((step, i) => {
    const twin = translation.lesson.steps[i];
    const line = lines[i]?.step ?? lines.at(-1)?.step ?? 1;
    if (twin?.id !== step.id) {
      throw new CourseError(`here the original has the step "${step.id}"`, file, line);
    }
    checkStep(step, twin, file, lines[i]!);
  });
  const extra = lines[original.lesson.steps.length];
  if (extra) throw new CourseError('the original has no such step', file, extra.step);
  const ends = (compiled: CompiledLesson): number => compiled.lesson.recap.length;
  if (ends(original) !== ends(translation)) {
    const last = lines.at(-1)?.step ?? 1;
    throw new CourseError(`the original's recap has ${ends(original)} points`, file, last);
  }
}

function checkStep(
  step: Step,
  twin: Step,
  file: string,
  lines: CompiledLesson['lines'][number],
): void {
  const facts = ({ claims, sources }: Step): string => JSON.stringify({ claims, sources });
  if (facts(step) !== facts(twin)) {
    throw new CourseError('claims or sources differ from the original', file, lines.step);
  }
  const shown = (each: Step): Block[] => each.blocks.filter((block) => !isProse(block));
  const shownLines = lines.blocks.filter((_, i) => !isProse(twin.blocks[i]!));
  const others = shown(twin);
  shown(step).forEach((block, i) => {
    const other = others[i];
    if (!other || skeletonOf(block) !== skeletonOf(other)) {
      const line = shownLines[i] ?? lines.step;
      throw new CourseError(`this differs from the original: ${nameOf(block)}`, file, line);
    }
  });
  if (others.length > shown(step).length) {
    throw new CourseError('the original has no such part', file, shownLines.at(-1)!);
  }
  const anchors = anchorsOf(step);
  const theirs = anchorsOf(twin);
  const odd =
    [...anchors].find((each) => !theirs.has(each)) ??
    [...theirs].find((each) => !anchors.has(each));
  if (odd !== undefined) {
    throw new CourseError(`${odd} is not in both languages`, file, lines.step);
  }
}

const nameOf = (block: Block): string =>
  'as' in block ? `${block.kind} as ${block.as}` : block.kind;

/** A part without its words. Prose is an array of runs, each with a text and a kind of its own. */
const skeletonOf = (block: Block): string =>
  JSON.stringify(block, (key: string, value: unknown) =>
    isProseValue(value) ? '…' : key === 'ask' || key === 'task' ? '…' : value,
  );

const INLINE = ['text', 'code', 'strong', 'link', 'term', 'field', 'rule', 'close-code', 'lesson'];

const isProseValue = (value: unknown): boolean =>
  Array.isArray(value) &&
  (value.length === 0 || value.every((each: unknown) => INLINE.includes(kindOf(each))));

const kindOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'kind' in value ? String(value.kind) : '';

/** What a translation keeps: code and links, in whatever order the sentences need. */
function anchorsOf(step: Step): ReadonlySet<string> {
  const anchors = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      const anchor = anchorOf(value as LessonInline);
      if (anchor !== null) anchors.add(anchor);
      else Object.values(value).forEach(visit);
    }
  };
  visit(step.blocks);
  return anchors;
}

function anchorOf(value: LessonInline): string | null {
  switch (value.kind) {
    case 'code':
      return 'language' in value ? null : `\`${value.text}\``;
    case 'link':
      return value.href;
    case 'term':
      return null;
    case 'field':
    case 'rule':
    case 'close-code':
      return `${value.kind}:${value.id}`;
    case 'lesson':
      return `lesson:${value.slug}${value.step === null ? '' : `#${value.step}`}`;
    default:
      return null;
  }
}
