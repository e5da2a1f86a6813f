import type { Link, List, PhrasingContent, RootContent } from 'mdast';
import { FIELD_IDS, RULE_IDS } from '../codec/ids.ts';
import { CLOSE_CODE_IDS } from '../i18n/reference.ts';
import { CourseError } from './error.ts';
import { lineOf, readInline, readPlain } from './inline.ts';
import { LESSON_SLUGS } from './lesson-prose.ts';
import type { ProseBlock } from './lesson.ts';
import type { LessonInline, LessonProse, LessonSlug } from './lesson-prose.ts';
import { sourceOf } from './sources.ts';

/** A lesson's file while it is read. */
export interface LessonFile {
  readonly path: string;
  readonly lines: readonly string[];
  /** What `term:` may name. */
  readonly terms: ReadonlySet<string>;
  /** Links into other lessons, to be checked when all are read. */
  readonly links: LessonLink[];
}

export interface LessonLink {
  readonly slug: LessonSlug;
  readonly step: string | null;
  readonly line: number;
}

/** The content of a paragraph as data: text, code, strong, and links of the course. */
export const readLessonProse = (nodes: readonly PhrasingContent[], file: LessonFile): LessonProse =>
  nodes.map((node) => (node.type === 'link' ? readLink(node, file) : readInline(node, file.path)));

function readLink(node: Link, file: LessonFile): LessonInline {
  const line = lineOf(node);
  const text = readPlain(node.children, file.path, line);
  const [, scheme = '', target = ''] = /^([a-z]+):(.*)$/u.exec(node.url) ?? [];
  const dead = (): never => {
    throw new CourseError(`"${node.url}" leads nowhere`, file.path, line);
  };
  switch (scheme) {
    case 'https':
      return { kind: 'link', text, href: node.url };
    case 'rfc':
      return { kind: 'link', text, href: sectionHref(target) ?? dead() };
    case 'term':
      return file.terms.has(target) ? { kind: 'term', text, id: target } : dead();
    case 'field':
      return { kind: 'field', text, id: FIELD_IDS.find((id) => id === target) ?? dead() };
    case 'rule':
      return { kind: 'rule', text, id: RULE_IDS.find((id) => id === target) ?? dead() };
    case 'code':
      return { kind: 'close-code', text, id: CLOSE_CODE_IDS.find((id) => id === target) ?? dead() };
    case 'lesson': {
      const [name, step = null] = target.split('#');
      const slug = LESSON_SLUGS.find((each) => each === name) ?? dead();
      file.links.push({ slug, step, line });
      return { kind: 'lesson', text, slug, step };
    }
    default:
      throw new CourseError(
        `a link begins with https:, rfc:, term:, field:, rule:, code: or lesson:, not "${node.url}"`,
        file.path,
        line,
      );
  }
}

/** `6455#5.2` */
function sectionHref(target: string): string | null {
  const [number, section = ''] = target.split('#');
  return sourceOf(`rfc${number}`, section)?.href ?? null;
}

/** A paragraph, a list or code; anything else is a fault. */
export function readProseBlock(node: RootContent, file: LessonFile): ProseBlock {
  switch (node.type) {
    case 'paragraph':
      return { kind: 'paragraph', content: readLessonProse(node.children, file) };
    case 'list':
      return { kind: 'list', ordered: node.ordered ?? false, items: readItems(node, file) };
    case 'code':
      return { kind: 'code', language: node.lang ?? '', text: node.value };
    default:
      throw new CourseError(
        `"${node.type}" is not allowed here: only paragraphs, lists, code and directives`,
        file.path,
        lineOf(node),
      );
  }
}

/** The items of a list, of a paragraph each. */
export const readItems = (list: List, file: LessonFile): LessonProse[] =>
  list.children.map((item) => {
    const [only, extra] = item.children;
    if (only?.type === 'paragraph' && !extra) return readLessonProse(only.children, file);
    throw new CourseError('an item is one paragraph', file.path, lineOf(extra ?? item));
  });
