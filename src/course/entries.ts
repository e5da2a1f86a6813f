import type { Paragraph, RootContent } from 'mdast';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { CourseError } from './error.ts';
import { lineOf, readPlain } from './inline.ts';

/** One `## id` of a reference file with all that stands under it. */
export interface Entry {
  readonly id: string;
  readonly line: number;
  readonly body: readonly RootContent[];
}

/** Cuts a reference file at its headings. */
export function readEntries(text: string, file: string): Entry[] {
  const entries: { id: string; line: number; body: RootContent[] }[] = [];
  for (const node of unified().use(remarkParse).parse(text).children) {
    if (node.type === 'heading') {
      if (node.depth !== 2) throw new CourseError('only "## id" headings', file, lineOf(node));
      const id = readPlain(node.children, file, lineOf(node));
      entries.push({ id, line: lineOf(node), body: [] });
    } else if (entries.length === 0) {
      throw new CourseError('words before the first "## id"', file, lineOf(node));
    } else {
      entries.at(-1)?.body.push(node);
    }
  }
  return entries;
}

/** Stops at an id that is unknown, comes twice, or is missing. */
export function checkIds(
  entries: readonly Entry[],
  ids: readonly string[],
  file: string,
  text: string,
): void {
  const seen = new Map<string, number>();
  for (const { id, line } of entries) {
    const first = seen.get(id);
    if (!ids.includes(id)) throw new CourseError(`unknown id "${id}"`, file, line);
    if (first) throw new CourseError(`"${id}" is here twice, first in line ${first}`, file, line);
    seen.set(id, line);
  }
  const missing = ids.filter((id) => !seen.has(id));
  if (missing.length > 0) {
    const lastLine = text.trimEnd().split('\n').length;
    throw new CourseError(`no words for ${missing.join(', ')}`, file, lastLine);
  }
}

/** The paragraph at a place of an entry. */
export function paragraphAt(entry: Entry, place: number, what: string, file: string): Paragraph {
  const node = entry.body[place];
  if (!node) throw new CourseError(`"${entry.id}" has no ${what}`, file, entry.line);
  if (node.type === 'paragraph') return node;
  throw new CourseError(
    `"${entry.id}": the ${what} must be a paragraph, not "${node.type}"`,
    file,
    lineOf(node),
  );
}

/** An entry ends after so many blocks. */
export function checkEnd(entry: Entry, blocks: number, file: string): void {
  const extra = entry.body[blocks];
  if (extra) {
    throw new CourseError(`"${entry.id}" has too much: "${extra.type}"`, file, lineOf(extra));
  }
}
