import type { PhrasingContent, RootContent } from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';
import { createAttributes } from './attributes.ts';
import type { Attributes } from './attributes.ts';
import { CourseError } from './error.ts';
import { lineOf } from './inline.ts';
import type { LessonProse } from './lesson-prose.ts';
import { readLessonProse } from './prose.ts';
import type { LessonFile } from './prose.ts';

/** `:::name[caption]{attributes}` with what stands in it, or `::name[caption]{attributes}` by itself. */
export interface Directive {
  readonly name: string;
  readonly line: number;
  readonly attributes: Attributes;
  readonly caption: LessonProse;
  /** The lines between, as they are written; null where it is a line by itself. */
  readonly body: string | null;
  /** What stands between, as Markdown. */
  readonly children: readonly RootContent[];
  readonly file: LessonFile;
  /** A fault in a line of the body, from 0; without one, in the directive. */
  readonly stop: (problem: string, bodyLine?: number) => never;
}

export function readDirective(
  node: ContainerDirective | LeafDirective,
  file: LessonFile,
): Directive {
  const line = lineOf(node);
  const contained = node.type === 'containerDirective' ? node.children : [];
  const [first] = contained;
  const label = first?.type === 'paragraph' && first.data?.directiveLabel === true ? first : null;
  const words: readonly PhrasingContent[] =
    node.type === 'leafDirective' ? node.children : (label?.children ?? []);
  return {
    name: node.name,
    line,
    attributes: createAttributes(node.attributes ?? {}, node.name, file.path, line),
    caption: readLessonProse(words, file),
    body: node.type === 'containerDirective' ? bodyOf(node, file) : null,
    children: label ? contained.slice(1) : contained,
    file,
    stop: (problem, bodyLine = -1) => {
      throw new CourseError(`"${node.name}": ${problem}`, file.path, line + 1 + bodyLine);
    },
  };
}

function bodyOf(node: ContainerDirective, file: LessonFile): string {
  const start = lineOf(node);
  const end = node.position?.end.line ?? start;
  const body = file.lines.slice(start, end - 1);
  const closed = /^\s*:{3,}\s*$/u.test(file.lines[end - 1] ?? '') && end > start;
  // One that is not closed takes the next directive into its body.
  if (!closed || body.some((line) => /^:{3,}[a-z]/u.test(line))) {
    throw new CourseError(`":::${node.name}" has no ":::" to end it`, file.path, start);
  }
  return body.join('\n');
}
